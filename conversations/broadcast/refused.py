"""Why something cannot be done with an announcement, as a sentence for staff."""

from datetime import datetime

from conversations.posting.model import Posting
from conversations.texts.phrases import Phrases


def local(at: datetime, posting: Posting) -> str:
    """`22-12-2025 16.00 WIB`, in the posting's zone."""
    return f"{at.astimezone(posting.tz):%d-%m-%Y %H.%M} {posting.zone_label}"


class BroadcastRefusedError(Exception):
    """`key` names the sentence `broadcast.refused.<key>`, `values` fill its places."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def said(self, phrases: Phrases) -> str:
        """The sentence."""
        values = dict(self.values)
        if "status" in values:
            values["said"] = phrases(f"broadcast.status.{values['status']}")
        return phrases(f"broadcast.refused.{self.key}", **values)
