"""The smallest changes that would meet a requirement, and whether there is time for them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, product
from typing import Literal

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.experience_remedy import experience_remedy
from conversations.eligibility.judge import Finding
from conversations.eligibility.unknowns import Order, behind, of
from conversations.eligibility.wording import Words

Possible = Literal["in_time", "too_late", "closed", "never", "answer_first"]
_RANKS: Mapping[str, int] = {"never": 2, "too_late": 1, "closed": 1}


class Remedy(Struct, frozen=True):
    """One change: the fact, what to do, whether it can be done before the cutoff (`timing` says
    so), and general information that the announcement does not give.
    """

    fact: str
    said: str
    possible: Possible
    days: int = 0
    timing: str = ""
    general: str = ""


Way = tuple[Remedy, ...]


class Means(Struct, frozen=True):
    """What a remedy is made from: words, the order of asking, the time now."""

    words: Words
    order: Order
    now: datetime


def ways(finding: Finding, means: Means, *, wanted: bool = True) -> tuple[Way, ...]:
    """Every way to make a known finding met (or not met): each a set of changes.

    What is unknown asks for an answer and for no change: one empty way.
    """
    if finding.verdict != ("not_met" if wanted else "met"):
        return ((),)
    if isinstance(finding.rule, rules.Not):
        return ways(finding.parts[0], means, wanted=not wanted)
    if not finding.parts:
        return ((_remedy(finding, means, wanted=wanted),),)
    each = [ways(part, means, wanted=wanted) for part in finding.parts]
    if isinstance(finding.rule, rules.All) is wanted:
        return tuple(_leading(tuple(chain(*parts)), means.order) for parts in product(*each))
    return tuple(chain(*each))


def _leading(way: Way, order: Order) -> Way:
    """Without what comes anew with another change: the codes of a NIB that is still to be had."""
    changed = {remedy.fact for remedy in way}
    return tuple(remedy for remedy in way if not behind(order, remedy.fact, changed))


def best(found: Sequence[Way]) -> Way:
    """The easiest way: what can be done first, then the fewest changes, then their days."""
    return min(found, key=price)


def price(way: Sequence[Remedy]) -> tuple[int, int, int]:
    """How hard changes are, to compare: what cannot be done, how many, how many days."""
    days = sum(remedy.days for remedy in way)
    return sum(_RANKS.get(remedy.possible, 0) for remedy in way), len(way), days


def worst(way: Way) -> Possible:
    """How possible a set of changes is: as its hardest one."""
    return max(way, key=lambda remedy: price([remedy])).possible


def timing(words: Words, possible: Possible) -> str:
    """The sentence for it, with the moment of closing."""
    return words(f"timing.{possible}", close=words.close)


def _remedy(leaf: Finding, means: Means, *, wanted: bool) -> Remedy:
    words, key = means.words, of(leaf)
    change, texts = words.posting.fact[key].change, words.fact(key)
    general = words("general", where=texts.where) if texts.where else ""
    if change.kind == "never":
        return Remedy(key, "", "never", general=general)
    possible = _possible(means, change.days)
    if wanted and isinstance(leaf.rule, rules.Experience):
        said, time_lacks = experience_remedy(leaf.rule, leaf, words)
        possible = "too_late" if time_lacks and possible == "in_time" else possible
    else:
        said = texts.fix or _plain(leaf, words, wanted=wanted)
    return Remedy(key, said, possible, change.days, timing(words, possible), general)


def _possible(means: Means, days: int) -> Possible:
    """Can what takes `days` still be done before registration closes?"""
    closes = means.words.posting.closes_at
    if means.now >= closes:
        return "closed"
    return "in_time" if means.now + timedelta(days=days) <= closes else "too_late"


def _plain(leaf: Finding, words: Words, *, wanted: bool) -> str:
    """What to do where the posting has no words for it."""
    name, value = words.name(of(leaf)), getattr(leaf.rule, "value", None)
    if isinstance(value, bool):
        return words("remedy.change", name=name, wanted=words.value(value is wanted))
    if wanted and value is not None:
        return words("remedy.change", name=name, wanted=words.value(value))
    return words("remedy.change_free", name=name)
