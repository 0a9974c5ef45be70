"""Says in one sentence why a requirement came out as it did."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.clauses import clause
from conversations.eligibility.judge import Finding
from conversations.eligibility.shown import shown
from conversations.eligibility.unknowns import UNKNOWN, Order, askable, of, waiting
from conversations.eligibility.wording import Words, sentence

Deciding = tuple[Finding, bool]


class Context(Struct, frozen=True):
    """What every sentence needs: words, the day counted on, known values, order of asking, and
    the requirements to which the day matters.
    """

    words: Words
    day: date
    values: Mapping[str, object]
    order: Order
    timed: tuple[str, ...] = ()


def reason(finding: Finding, context: Context) -> str:
    """One sentence with the real figures."""
    if finding.verdict in UNKNOWN:
        return sentence(_unknown(finding, context))
    return sentence(_known(finding, context))


def unanswered(fact: str, words: Words) -> str:
    """One sentence about a fact that nobody answered."""
    return sentence(words("reason.unanswered", names=words.name(fact)))


def _known(finding: Finding, context: Context) -> str:
    """What is said of facts first, in one clause about the person; then the other facts."""
    words = context.words
    said, clauses = [], []
    for leaf, negated in _deciding(finding):
        if text := _said(leaf, words):
            said.append(text)
        elif negated:
            clauses.append(_excluded(leaf, words))
        else:
            clauses.append(clause(leaf, words, context.day))
    about = [words("reason.you", said=words.joined(said))] if said else []
    return words("join.clauses").join([*about, *clauses])


def _said(leaf: Finding, words: Words) -> str:
    """The posting's words for a value that it knows."""
    if not isinstance(leaf.rule, rules.Is):
        return ""
    return words.said(of(leaf), leaf.rule.value if leaf.verdict == "met" else leaf.value)


def _excluded(leaf: Finding, words: Words) -> str:
    """A fact that the requirement excludes when it is so."""
    key = "reason.excluded" if leaf.verdict == "met" else "reason.plain"
    return words(key, name=words.name(of(leaf)), value=shown(leaf, words))


def _deciding(finding: Finding, *, negated: bool = False) -> tuple[Deciding, ...]:
    """The single findings that made a known verdict, and whether the rule turns them round."""
    rule = finding.rule
    if isinstance(rule, rules.Not):
        return _deciding(finding.parts[0], negated=not negated)
    if not finding.parts:
        return ((finding, negated),)
    parts = [part for part in finding.parts if part.verdict == finding.verdict]
    if isinstance(rule, rules.Any) and finding.verdict == "met":
        parts = parts[:1]
    found = tuple(one for part in parts for one in _deciding(part, negated=negated))
    return _without_holding(found) if finding.verdict == "met" else found


def _without_holding(found: tuple[Deciding, ...]) -> tuple[Deciding, ...]:
    """That a `nib.has` is true says nothing beside its `nib.type`."""
    records = {_record(leaf) for leaf, _ in found if not _holding(leaf)}
    return tuple(one for one in found if not (_holding(one[0]) and _record(one[0]) in records))


def _holding(leaf: Finding) -> bool:
    return of(leaf).endswith(".has")


def _record(leaf: Finding) -> str:
    return of(leaf).partition(".")[0]


def _unknown(finding: Finding, context: Context) -> str:
    words, leaves = context.words, waiting(finding)
    asked = askable(context.order, map(of, leaves))
    half = [leaf for leaf in leaves if leaf.value is not None]
    if half:
        return words("join.clauses").join(clause(leaf, words, context.day) for leaf in half)
    if context.values.get("age") and isinstance(finding.rule, rules.Age):
        return words("reason.age_told", age=context.values["age"])
    return words(f"reason.{finding.verdict}", names=words.joined(map(words.name, asked)))
