"""The smallest changes that would meet a requirement, and whether there is time for them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.experience_remedy import experience_remedy
from conversations.eligibility.judge import Finding
from conversations.eligibility.unknowns import Order, leaves, of
from conversations.eligibility.wording import Words

Possible = Literal["in_time", "too_late", "closed", "never", "answer_first"]

class Remedy(Struct, frozen=True):
    """One change: the fact, what to do, whether it can be done before the cutoff (`timing` says
    so), and general information that the announcement does not give."""

    fact: str
    said: str
    possible: Possible
    days: int = 0
    timing: str = ""
    general: str = ""


class Means(Struct, frozen=True):
    """What a remedy is made from: words, the order of asking, the time now."""

    words: Words
    order: Order
    now: datetime


def ways(finding: Finding, means: Means) -> tuple[tuple[Remedy, ...], ...]:
    """Every way to meet what is not met: each a set of changes. One empty way: nothing to do."""
    if finding.verdict != "not_met":
        return ((),)
    match finding.rule:
        case rules.All():
            found: tuple[tuple[Remedy, ...], ...] = ((),)
            for part in finding.parts:
                more = ways(part, means)
                found = tuple((*way, *other) for way in found for other in more)
            return tuple(_without_followers(way, means.order) for way in found)
        case rules.Any():
            return tuple(way for part in finding.parts for way in ways(part, means))
        case rules.Not():
            return tuple((_remedy(leaf, means, wanted=False),) for leaf in leaves(finding))
        case _:
            return ((_remedy(finding, means, wanted=True),),)


def _without_followers(way: tuple[Remedy, ...], order: Order) -> tuple[Remedy, ...]:
    """Leaves out what comes anew with another change: the codes of a NIB that is still to be had."""
    changed = {remedy.fact for remedy in way}
    return tuple(r for r in way if order.get(r.fact, frozenset()).isdisjoint(changed))


def _remedy(leaf: Finding, means: Means, *, wanted: bool) -> Remedy:
    words, key = means.words, of(leaf)
    change = words.posting.fact[key].change
    texts = words.fact(key)
    general = words("general", where=texts.where) if texts.where else ""
    if change.kind == "never":
        return Remedy(key, "", "never", general=general)
    if isinstance(leaf.rule, rules.Experience):
        said, late = experience_remedy(leaf.rule, leaf, words)
    else:
        said, late = texts.fix or _plain(leaf, words, wanted=wanted), False
    possible = "too_late" if late else in_time(means, change.days)
    return Remedy(key, said, possible, change.days, timing(means.words, possible), general)


def in_time(means: Means, days: int) -> Possible:
    """Can what takes `days` still be done before registration closes?"""
    closes = means.words.posting.closes_at
    if means.now >= closes:
        return "closed"
    return "in_time" if means.now + timedelta(days=days) <= closes else "too_late"


def timing(words: Words, possible: Possible) -> str:
    """The sentence for it, with the moment of closing."""
    return words(f"timing.{possible}", close=words.moment(words.posting.closes))


def worst(way: Sequence[Remedy]) -> Possible:
    """How possible a set of changes is: as its hardest."""
    return max(way, key=cost).possible


def best(found: Sequence[Sequence[Remedy]]) -> Sequence[Remedy]:
    """The easiest set of changes: what can be done first, then the fewest, then the days."""
    return min(found, key=lambda way: (sum(cost(r)[0] for r in way), len(way), sum(map(_days, way))))


def _days(remedy: Remedy) -> int:
    return remedy.days


def cost(remedy: Remedy) -> tuple[int, int]:
    """How hard a change is: what cannot be done last, then the days it takes."""
    rank: Mapping[str, int] = {"never": 2, "too_late": 1, "closed": 1}
    return rank.get(remedy.possible, 0), remedy.days


def _plain(leaf: Finding, words: Words, *, wanted: bool) -> str:
    name, value = words.name(of(leaf)), getattr(leaf.rule, "value", None)
    if wanted and value is not None:
        return words("remedy.change", name=name, wanted=words.value(value))
    return words("remedy.change_free", name=name)
