"""What came out of playing: turns, waits, and whatever was not as it should be."""

import math
from dataclasses import dataclass, field

from tests.bench.telegram.cores import Speed


@dataclass(slots=True)
class Score:
    """Counts of one contender over all its slices; waits in seconds, one for each turn.

    `clock` and `cpu` are seconds as measured; `even_clock` and `even_cpu` the same on a core that
    always had its mean speed.
    """

    waits: list[float] = field(default_factory=list)
    lost: int = 0
    repeated: int = 0
    unanswered: int = 0
    refused: int = 0
    talks: int = 0
    clock: float = 0.0
    cpu: float = 0.0
    even_clock: float = 0.0
    even_cpu: float = 0.0
    resident: int = 0

    @property
    def turns(self) -> int:
        """How many acts of people got their reply."""
        return len(self.waits)

    def quantile(self, part: float) -> float:
        """Return the wait that this part of the turns did not exceed, in seconds; 0 for none."""
        if not self.waits:
            return 0.0
        ordered = sorted(self.waits)
        return ordered[max(math.ceil(part * len(ordered)) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Slice:
    """One stretch of one contender: seconds by clock and CPU, and the core's speed."""

    clock: float
    cpu: float
    resident: int
    speed: Speed


def settle(score: Score, slices: list[Slice], mean: Speed) -> None:
    """Add the slices up, each corrected for how fast the core was during it."""
    for part in slices:
        score.clock += part.clock
        score.cpu += part.cpu
        score.even_clock += part.clock * mean.wall / part.speed.wall
        score.even_cpu += part.cpu * mean.cpu / part.speed.cpu
        score.resident = max(score.resident, part.resident)
