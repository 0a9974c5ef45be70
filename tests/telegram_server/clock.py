"""The server's own time, which a test may move on."""

import time


class Clock:
    """Unix time in seconds."""

    def __init__(self, start: float | None = None) -> None:
        self._offset = 0.0 if start is None else start - time.time()

    def now(self) -> float:
        """Return the time now."""
        return time.time() + self._offset

    def advance(self, seconds: float) -> None:
        """Move the time on."""
        self._offset += seconds
