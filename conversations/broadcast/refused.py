"""Why something cannot be done with an announcement, as a sentence for staff."""

from conversations.texts.phrases import Phrases


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
