"""Counts proven periods of work: the union of them, cut at the as-of day.

Conventions of the self-check (the posting fixes none): both end days count, overlaps count once,
a month counts from its first to its last day, future starts are ignored. One block must reach its
start plus the years; several blocks together must reach the fewest days such years can have.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from conversations.eligibility.days import plus_years, span
from conversations.eligibility.roles import counts
from conversations.eligibility.rules import Experience

ONE_DAY = timedelta(days=1)
Block = tuple[date, date]


class Count(Struct, frozen=True):
    """What periods amount to: days in all, the merged blocks, whether that is enough."""

    days: int
    blocks: tuple[Block, ...]
    enough: bool


class Period(Struct, frozen=True):
    """One entry, by its place in the list. `block` is the longest time it can mean, `unclear` says
    that a date is missing or contradictory; `counts` is None where no role is said.
    """

    at: int
    counts: bool | None
    proof: bool | None
    block: Block | None
    unclear: bool


class Tally(Struct, frozen=True):
    """`proven` counts only what is proven; `possible` also what is unknown. `endless` says that a
    missing or contradictory date could add any length.
    """

    periods: tuple[Period, ...]
    proven: Count
    possible: Count
    endless: bool

    def proven_periods(self) -> tuple[Period, ...]:
        """Periods that count as they are."""
        return tuple(p for p in self.periods if p.counts and p.proof and not p.unclear)

    def could_be_proven(self) -> tuple[Period, ...]:
        """Periods that would count with a proof."""
        return tuple(
            p
            for p in self.periods
            if p.counts and p.block and not p.unclear and p.proof is not True
        )


def tally(entries: Sequence[object], rule: Experience, as_of: date) -> Tally:
    """Adds up `entries`, each a mapping of role, org, start, end, proof."""
    periods = tuple(
        _period(at, entry, rule, as_of)
        for at, entry in enumerate(entries)
        if isinstance(entry, Mapping)
    )
    open_ones = [p for p in periods if p.counts is not False and p.proof is not False]
    proven = [p for p in open_ones if p.counts and p.proof and not p.unclear]
    endless = any(p.unclear and p.block is None for p in open_ones)
    sums = count(proven, rule)
    possible = sums if len(proven) == len(open_ones) else count(open_ones, rule)
    return Tally(periods, sums, possible, endless)


def count(periods: Iterable[Period], rule: Experience) -> Count:
    """The union of the periods' blocks."""
    merged = _union(period.block for period in periods if period.block)
    days = sum((end - start).days + 1 for start, end in merged)
    whole = any(end + ONE_DAY >= plus_years(start, rule.years) for start, end in merged)
    return Count(days, merged, whole or (len(merged) > 1 and days >= days_of(rule.years)))


def days_of(years: int) -> int:
    """The fewest days that so many years can have: 1,095 for three."""
    return 365 * years + years // 4


def _period(at: int, entry: Mapping[str, object], rule: Experience, as_of: date) -> Period:
    block, unclear = _block(entry, as_of)
    proof = entry.get("proof") if rule.proof else True
    known = proof if isinstance(proof, bool) else None
    role = str(entry.get("role") or "")
    return Period(at, counts(role, rule.roles, rule.fields), known, block, unclear)


def _block(entry: Mapping[str, object], as_of: date) -> tuple[Block | None, bool]:
    """The longest period an entry can mean, and whether a date is unclear.

    (None, True): could be any length. (None, False): nothing before the as-of day.
    """
    start, end = _bound(entry.get("start"), last=False), _bound(entry.get("end"), last=True)
    if start is None:
        return None, True
    if entry.get("end") == "sekarang":
        end = max(as_of, start)
    if end and end < start:
        return None, True
    if start > as_of:
        return None, False
    return (start, min(end or as_of, as_of)), end is None


def _bound(value: object, *, last: bool) -> date | None:
    if not isinstance(value, str) or value == "sekarang":
        return None
    return span(value)[last]


def _union(blocks: Iterable[Block]) -> tuple[Block, ...]:
    merged: list[Block] = []
    for start, end in sorted(blocks):
        if merged and start <= merged[-1][1] + ONE_DAY:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
