"""Why something cannot be done with results, as a sentence for staff."""

from conversations.texts.phrases import Phrases


class ResultRefusedError(Exception):
    """`key` names the sentence `results.refused.<key>`, `values` fill its places."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def said(self, phrases: Phrases) -> str:
        """The sentence."""
        return phrases(f"results.refused.{self.key}", **self.values)
