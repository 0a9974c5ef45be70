"""Counts proven periods of work: the union of them, cut at the as-of day.

Conventions of the self-check (the posting fixes none): both end days count, overlaps count once,
a month counts from its first to its last day, future starts are ignored. One block must reach its
start plus the years; several blocks together must reach 365 days a year.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from conversations.eligibility.days import plus_years, span
from conversations.eligibility.rules import Experience

ONE_DAY = timedelta(days=1)
Block = tuple[date, date]
_FILLERS = frozenset(
    "tenaga ahli lapangan senior junior madya muda utama dan atau and or usaha dinas kota"
    " kabupaten ppkl field the of for staf".split()
)
_ALIASES = {
    "ukm": "umkm", "kumkm": "umkm", "mikro": "umkm", "kecil": "umkm", "menengah": "umkm",
    "umk": "umkm", "ikm": "umkm", "cooperative": "koperasi", "cooperatives": "koperasi",
    "msme": "umkm", "msmes": "umkm", "kukm": "umkm", "koperasi": "koperasi",
}  # fmt: skip
_ROLES = {"companion": "pendamping", "facilitator": "fasilitator", "extension": "penyuluh",
          "counsellor": "penyuluh", "counselor": "penyuluh"}  # fmt: skip


class Count(Struct, frozen=True):
    """What periods amount to: days in all, the longest block, whether that is enough."""

    days: int
    blocks: tuple[Block, ...]
    enough: bool


class Tally(Struct, frozen=True):
    """`proven` counts only what is proven; `possible` also what is unknown. `endless` says that a
    missing or contradictory date could add any length. `unproven` lists positions in the list
    that would count with a proof; `ignored` those whose role does not count."""

    proven: Count
    possible: Count
    endless: bool
    with_proof: Count
    unproven: tuple[int, ...]
    ignored: tuple[int, ...]


def counts(role: str, rule: Experience) -> bool | None:
    """Does this role count? None where no role is said."""
    words = re.findall(r"\w+", role.casefold().replace("_", " "))
    if not words:
        return None
    known = [_ROLES.get(word, word) for word in words]
    if not any(word in rule.roles for word in known):
        return False
    rest = [w for w in known if w not in rule.roles and w not in _FILLERS]
    return not rest or any(_ALIASES.get(word, word) in rule.fields for word in rest)


def tally(entries: Sequence[object], rule: Experience, as_of: date) -> Tally:
    """Adds up `entries`, each a mapping of role, org, start, end, proof."""
    proven: list[Block] = []
    possible: list[Block] = []
    promised: list[Block] = []
    unproven, ignored, endless = [], [], False
    for at, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            continue
        known = counts(str(entry.get("role") or ""), rule)
        if known is False:
            ignored.append(at)
            continue
        proof = entry.get("proof") if rule.proof else True
        block, unclear = _block(entry, as_of)
        if proof is not True:
            unproven.append(at)
        endless = endless or (unclear and block is None and proof is not False)
        if block is None:
            continue
        promised.append(block)
        if proof is not False:
            possible.append(block)
        if proof is True and known and not unclear:
            proven.append(block)
    return Tally(
        _count(proven, rule), _count(possible, rule), endless, _count(promised, rule),
        tuple(unproven), tuple(ignored),
    )  # fmt: skip


def _block(entry: Mapping[str, object], as_of: date) -> tuple[Block | None, bool]:
    """The longest period an entry can mean, and whether a date is unclear.

    (None, True): could be any length. (None, False): nothing before the as-of day.
    """
    start, end = _bound(entry.get("start"), first=True), _bound(entry.get("end"), first=False)
    if entry.get("end") == "sekarang":
        end = max(as_of, start or as_of)
    if start and end and end < start:
        return None, True
    if start and start > as_of:
        return None, False
    if start is None:
        return None, True
    return (start, min(end or as_of, as_of)), end is None


def _bound(value: object, *, first: bool) -> date | None:
    if not isinstance(value, str) or value == "sekarang":
        return None
    return span(value)[0 if first else 1]


def _count(blocks: list[Block], rule: Experience) -> Count:
    merged = _union(blocks)
    days = sum((end - start).days + 1 for start, end in merged)
    whole = any(end + ONE_DAY >= plus_years(start, rule.years) for start, end in merged)
    enough = whole or (len(merged) > 1 and days >= 365 * rule.years)
    return Count(days, merged, enough)


def _union(blocks: list[Block]) -> tuple[Block, ...]:
    merged: list[Block] = []
    for start, end in sorted(blocks):
        if merged and start <= merged[-1][1] + ONE_DAY:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
