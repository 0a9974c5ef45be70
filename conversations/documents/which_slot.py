"""To which upload does a file belong? By its caption, its name, then the head of its text."""

import re
from collections.abc import Iterable

from conversations.posting.model import Posting, Slot

HEAD = 300
"""Characters of a document's text that hold its title; what follows may speak of anything."""
_BETWEEN = re.compile(r"[\W_]+")


def which_slot(posting: Posting, *clues: str) -> str:
    """The slot that the first telling clue names; "" where none tells, or it names several."""
    for clue in clues:
        if found := _named(posting, clue[:HEAD]):
            return found[0] if len(found) == 1 else ""
    return ""


def _named(posting: Posting, clue: str) -> list[str]:
    """The slots of the longest words found; a word within a longer one found does not count."""
    said = _plain(clue)
    found = {slot.id: _longest(slot, said) for slot in posting.slots}
    best = {name: words for name, words in found.items() if words}
    return [name for name, words in best.items() if not _within(words, best.values())]


def _longest(slot: Slot, said: str) -> str:
    words = (_plain(word) for word in (slot.id, *slot.called))
    return max((word for word in words if word in said), key=len, default="")


def _within(words: str, others: Iterable[str]) -> bool:
    return any(words != other and words in other for other in others)


def _plain(text: str) -> str:
    """Small letters and digits between single blanks, with one at each end."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", text)
    return f" {_BETWEEN.sub(' ', apart).strip().casefold()} "
