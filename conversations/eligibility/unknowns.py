"""Which facts a finding still waits for, and which of them can be answered now."""

from collections.abc import Iterable, Mapping

from conversations.eligibility.judge import Finding
from conversations.posting.model import Posting

UNKNOWN = frozenset({"unsure", "unanswered"})
Order = Mapping[str, frozenset[str]]


def leaves(finding: Finding) -> tuple[Finding, ...]:
    """The findings of single facts below (or of) `finding`, in the rule's order."""
    if not finding.parts:
        return (finding,)
    return tuple(leaf for part in finding.parts for leaf in leaves(part))


def waiting(finding: Finding) -> tuple[Finding, ...]:
    """Single findings that are unknown below a finding that is not met."""
    if finding.verdict == "met":
        return ()
    if not finding.parts:
        return (finding,) if finding.verdict in UNKNOWN else ()
    return tuple(leaf for part in finding.parts for leaf in waiting(part))


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


def askable(order: Order, keys: Iterable[str]) -> tuple[str, ...]:
    """Of unknown facts those to answer first; what is asked after another of them is left out."""
    wanted = dict.fromkeys(keys)
    return tuple(key for key in wanted if order.get(key, frozenset()).isdisjoint(wanted))
