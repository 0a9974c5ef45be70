"""Who stands where, and whom the places suffice for.

Equal totals are never parted by the program: where a place hangs on it, a person decides the order.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

Cut = Literal["in", "out", "tied"]


class Entry(Struct, frozen=True):
    """One who passed every stage. `order` is what a person decided among equals, from 1; 0: not.

    `gaps` are stages that have scores, but none for this one.
    """

    candidate: int
    total: int
    order: int = 0
    gaps: tuple[int, ...] = ()


class Line(Struct, frozen=True):
    """`rank` counts from 1, equals share it; `tied` are equals, decided or not."""

    entry: Entry
    rank: int
    tied: bool
    cut: Cut


class Ranking(Struct, frozen=True):
    lines: tuple[Line, ...]
    places: int

    @property
    def chosen(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.cut == "in")

    @property
    def undecided(self) -> tuple[Line, ...]:
        """Equals of whom some would get a place and some not."""
        return tuple(line for line in self.lines if line.cut == "tied")

    @property
    def lacking(self) -> tuple[Line, ...]:
        """Those whose total is not whole."""
        return tuple(line for line in self.lines if line.entry.gaps)


def ranked(entries: Sequence[Entry], places: int) -> Ranking:
    """Best first. `places` may be 0."""
    lines: list[Line] = []
    ordered = sorted(entries, key=lambda each: (-each.total, each.candidate))
    for _, equals in groupby(ordered, key=lambda each: each.total):
        lines += _equals(list(equals), len(lines), places)
    return Ranking(tuple(lines), places)


def _equals(group: list[Entry], before: int, places: int) -> list[Line]:
    """Lines of candidates with the same total; `before` stand in front of them."""
    tied = len(group) > 1
    if tied and _decided(group):
        group.sort(key=lambda each: each.order)
        return [
            Line(entry, before + at, tied, "in" if before + at <= places else "out")
            for at, entry in enumerate(group, 1)
        ]
    cut: Cut = "tied"
    if before + len(group) <= places:
        cut = "in"
    elif before >= places:
        cut = "out"
    return [Line(entry, before + 1, tied, cut) for entry in group]


def _decided(group: Sequence[Entry]) -> bool:
    """Did a person say for all of them in which order they stand?"""
    orders = {each.order for each in group}
    return 0 not in orders and len(orders) == len(group)
