"""Which facts a finding still waits for, and which of them can be answered now."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from conversations.eligibility import rules
from conversations.eligibility.judge import Finding
from conversations.posting.model import Posting

UNKNOWN = frozenset({"unsure", "unanswered"})
Order = Mapping[str, frozenset[str]]


def leaves(finding: Finding) -> tuple[Finding, ...]:
    """The findings of single facts below (or of) `finding`, in the rule's order."""
    if not finding.parts:
        return (finding,)
    return tuple(leaf for part in finding.parts for leaf in leaves(part))


def waiting(
    finding: Finding, changing: AbstractSet[str] = frozenset(), *, wanted: bool = True
) -> tuple[Finding, ...]:
    """Single findings whose answer can still matter, once the facts in `changing` are changed."""
    if finding.verdict in UNKNOWN:
        parts = [part for part in finding.parts if part.verdict in UNKNOWN]
        return tuple(leaf for part in parts for leaf in waiting(part)) if parts else (finding,)
    if finding.verdict == ("met" if wanted else "not_met"):
        return ()
    if isinstance(finding.rule, rules.Not):
        return waiting(finding.parts[0], changing, wanted=not wanted)
    every = isinstance(finding.rule, rules.All) is wanted
    parts = [part for part in finding.parts if every or _touches(part, changing)]
    return tuple(leaf for part in parts for leaf in waiting(part, changing, wanted=wanted))


def _touches(finding: Finding, keys: AbstractSet[str]) -> bool:
    return any(of(leaf) in keys for leaf in leaves(finding))


def of(finding: Finding) -> str:
    """The fact that a single finding looked at."""
    return str(getattr(finding.rule, "of", ""))


def order_of(posting: Posting) -> Order:
    """For each fact those asked before it: what its question waits for, or its option also sets."""
    before: dict[str, set[str]] = {}
    for question in posting.questions:
        for at, key in enumerate(question.facts):
            earlier = question.facts[:at] if question.kind == "choice" else ()
            before.setdefault(key, set()).update(question.when, earlier)
    return {key: frozenset(found) for key, found in before.items()}


def behind(order: Order, key: str, others: AbstractSet[str]) -> bool:
    """Is `key` asked only after one of `others`?"""
    return not order.get(key, frozenset()).isdisjoint(others)


def askable(order: Order, keys: Iterable[str], changing: Iterable[str] = ()) -> tuple[str, ...]:
    """Of unknown facts those to answer first: none that is asked after another one of them, or
    after a fact that has to change.
    """
    wanted = dict.fromkeys(keys)
    first = {*wanted, *changing}
    return tuple(key for key in wanted if not behind(order, key, first))
