"""The only source of identity: numbers that grow with time and that nobody else makes."""

import secrets
import time
from threading import Lock

_LOW_BITS = 21
_STEP_BITS = 10


class _Ids:
    """Each is larger than the one before, whichever thread asks; between processes chance parts
    them, which alone would not do within one: a thousand in a millisecond would soon meet.
    """

    def __init__(self) -> None:
        self._lock, self._last = Lock(), 0

    def next(self) -> int:
        now = time.time_ns() // 1_000_000 << _LOW_BITS
        with self._lock:
            if now > self._last:
                self._last = now | secrets.randbits(_LOW_BITS - 1)
            else:
                self._last += 1 + secrets.randbits(_STEP_BITS)
            return self._last


new_id = _Ids().next
"""63 bits: milliseconds since 1970, then random ones."""
