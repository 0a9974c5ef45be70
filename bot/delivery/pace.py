"""Leaky buckets: short bursts go through, then one each so many seconds."""

from collections import OrderedDict
from collections.abc import Hashable

CROWDED = 20_000
QUIET = 60.0
"""Seconds between two polite notices to one person."""
WARNED = 4_096


class Bucket:
    """One rate for many. Times are seconds of one steady clock."""

    def __init__(self, burst: int, every: float) -> None:
        self._slack, self._every = (burst - 1) * every, every
        self._free_at: dict[Hashable, float] = {}

    def wait(self, who: Hashable, now: float) -> float:
        """Takes one and returns 0, or says how many seconds to wait and takes nothing."""
        free_at = max(self._free_at.get(who, 0.0), now)
        wait = free_at - now - self._slack
        if wait > 0:
            return wait
        self._free_at[who] = free_at + self._every
        if len(self._free_at) > CROWDED:
            self._free_at = {each: at for each, at in self._free_at.items() if at > now}
        return 0.0


class Warned:
    """Who was told lately that they are too quick; the rest of a flood is passed over."""

    def __init__(self) -> None:
        self._at: OrderedDict[Hashable, float] = OrderedDict()

    def lately(self, who: Hashable, now: float) -> bool:
        """Were they told within the last minute? Where not, they are told by this."""
        if now - self._at.get(who, -QUIET) < QUIET:
            return True
        self._at[who] = now
        if len(self._at) > WARNED:
            self._at.popitem(last=False)
        return False
