"""Why something cannot be done with an announcement, as a sentence for staff."""


class BroadcastRefusedError(Exception):
    """`key` names the sentence `broadcast.refused.<key>`, `values` fill its places."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    @property
    def phrase(self) -> str:
        """The key of its sentence."""
        return f"broadcast.refused.{self.key}"
