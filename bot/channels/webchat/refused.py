"""What the web chat does not take: a status, and the key of the sentence that says why."""


class RefusedError(Exception):
    """`retry_after` in seconds, 0 where waiting does not help."""

    def __init__(self, status: int, key: str, retry_after: int = 0) -> None:
        super().__init__(key)
        self.status, self.key, self.retry_after = status, key, retry_after
