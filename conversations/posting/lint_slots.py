"""Can it be kept openly which uploads of a case are missing?"""

from conversations.posting.findings import Desk

MOST_LETTERS = 255
"""Of the ids of all mandatory uploads, joined by commas: what the open column holds."""


def slots(desk: Desk) -> None:
    """A finding where the ids are too long together."""
    ids = [slot.id for slot in desk.posting.slots if slot.need == "mandatory"]
    if (letters := len(",".join(ids))) > MOST_LETTERS:
        problem = f"the ids of mandatory uploads have {letters} letters together"
        desk.error(f"slots/{ids[-1]}", problem, f"at most {MOST_LETTERS}: shorter ids")
