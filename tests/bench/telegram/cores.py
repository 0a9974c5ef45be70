"""Which core does what, and how fast the server's core is just now."""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_STEPS = 400_000
_EVERY = os.sched_getaffinity(0)

SERVER_CORE = {min(_EVERY)}
"""The core on which the contenders run."""

LOAD_CORES = _EVERY - SERVER_CORE or _EVERY
"""The cores left for the people and the Bot API; the same one where there is only one."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds that a fixed loop takes: by the clock and of CPU."""

    wall: float
    cpu: float


def calibrate() -> Speed:
    """Run the fixed loop on the server's core."""
    with pinned(SERVER_CORE):
        wall, cpu = time.perf_counter(), time.process_time()
        kept: dict[int, int] = {}
        for step in range(_STEPS):
            kept[step & 1023] = kept.get(step & 511, 0) + step
        return Speed(time.perf_counter() - wall, time.process_time() - cpu)


def mean(speeds: list[Speed]) -> Speed:
    """Return the mean of some speeds."""
    wall = statistics.fmean(speed.wall for speed in speeds)
    return Speed(wall, statistics.fmean(speed.cpu for speed in speeds))


@contextmanager
def pinned(cores: set[int]) -> Iterator[None]:
    """Bind this thread, and what it starts meanwhile, to some cores."""
    home = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, home)
