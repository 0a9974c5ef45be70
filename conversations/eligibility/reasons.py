"""Says in one sentence why a requirement came out as it did."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.experience_words import experience_clause
from conversations.eligibility.judge import Finding
from conversations.eligibility.level_words import level_clause
from conversations.eligibility.unknowns import Order, askable, of, waiting
from conversations.eligibility.wording import Words, sentence


class Context(Struct, frozen=True):
    """What every sentence needs: words, the day counted on, known values, order of asking."""

    words: Words
    day: date
    values: Mapping[str, object]
    order: Order


def reason(finding: Finding, context: Context) -> str:
    """One sentence with the real figures."""
    words = context.words
    if finding.verdict in {"unsure", "unanswered"}:
        return sentence(_unknown(finding, context))
    deciding = _deciding(finding)
    said = [text for leaf in deciding if (text := _said(leaf, words))]
    clauses = [words("reason.you", said=words.joined(said))] if said else []
    clauses += [leaf_clause(leaf, context) for leaf in deciding if not _said(leaf, words)]
    return sentence(words("join.clauses").join(clauses))


def _deciding(finding: Finding) -> tuple[Finding, ...]:
    """The single findings that made the verdict; of one record only the last that is fine."""
    if not finding.parts:
        return (finding,)
    parts = [part for part in finding.parts if part.verdict == finding.verdict]
    if isinstance(finding.rule, rules.Not):
        parts = [*finding.parts]
    if finding.verdict == "met" and isinstance(finding.rule, rules.Any):
        parts = parts[:1]
    found = tuple(leaf for part in parts for leaf in _deciding(part))
    return _without_holding(found) if finding.verdict == "met" else found


def _without_holding(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """`nib.has` says nothing that `nib.type` does not say."""
    records = {of(leaf).partition(".")[0] for leaf in found if not of(leaf).endswith(".has")}
    return tuple(
        leaf
        for leaf in found
        if not of(leaf).endswith(".has") or of(leaf).partition(".")[0] not in records
    )


def _unknown(finding: Finding, context: Context) -> str:
    words, leaves = context.words, waiting(finding)
    asked = set(askable(context.order, (of(leaf) for leaf in leaves)))
    open_leaves = [leaf for leaf in leaves if of(leaf) in asked]
    half = [leaf_clause(leaf, context) for leaf in open_leaves if leaf.value is not None]
    if half:
        return words("join.clauses").join(half)
    first = open_leaves[0]
    if isinstance(first.rule, rules.Age) and context.values.get("age"):
        return words("reason.age_told", age=context.values["age"])
    names = words.joined(words.name(of(leaf)) for leaf in open_leaves)
    return words(f"reason.{finding.verdict}", names=names)


def _said(leaf: Finding, words: Words) -> str:
    return words.said(of(leaf), leaf.value) if isinstance(leaf.rule, rules.Is) else ""


def leaf_clause(leaf: Finding, context: Context) -> str:
    """What one fact says to its rule, without capital and full stop."""
    words, tail = context.words, _TAILS[leaf.verdict]
    match leaf.rule:
        case rules.OneOf() as rule:
            return _one_of(rule, leaf, words)
        case rules.Age() as rule:
            return _age(rule, leaf, context)
        case rules.ValidOn():
            until, name = words.written(str(leaf.value)), words.name(of(leaf))
            return words(f"reason.valid_{tail}", name=name, until=until, day=words.day(context.day))
        case rules.Contains() as rule:
            return _contains(rule, leaf, words)
        case rules.AtLeast() as rule:
            return level_clause(rule, leaf, words) if rule.scale else _number(rule, leaf, words)
        case rules.Experience() as rule:
            return experience_clause(rule, leaf, words, context.day)
        case _:
            return _is(leaf, words)


_TAILS = {"met": "met", "not_met": "not", "unsure": "unsure", "unanswered": "unsure"}


def _is(leaf: Finding, words: Words) -> str:
    name, value = words.name(of(leaf)), words.value(leaf.value)
    wanted = words.value(getattr(leaf.rule, "value", ""))
    return words(f"reason.is_{_TAILS[leaf.verdict]}", name=name, value=value, wanted=wanted)


def _one_of(rule: rules.OneOf, leaf: Finding, words: Words) -> str:
    values = words.joined((words.value(value) for value in rule.values), "or_last")
    if rule.open:
        return words("reason.open", values=values)
    said = words.place(str(leaf.value), rule.values) if rule.region else words.value(leaf.value)
    tail = _TAILS[leaf.verdict]
    if rule.list in words.texts.lists:
        return words(f"reason.list_{tail}", value=said, list=words.texts.lists[rule.list])
    return words(f"reason.among_{tail}", value=said, values=values)


def _age(rule: rules.Age, leaf: Finding, context: Context) -> str:
    words, tail = context.words, _TAILS[leaf.verdict]
    return words(
        f"reason.age_{tail}", min=rule.min, max=rule.max, day=words.day(context.day),
        born=words.written(str(leaf.value)), **leaf.data,
    )  # fmt: skip


def _contains(rule: rules.Contains, leaf: Finding, words: Words) -> str:
    name, tail = words.name(rule.of), _TAILS[leaf.verdict]
    codes = [str(code) for code in leaf.value] if isinstance(leaf.value, list) else []
    key = f"reason.code_{tail}" if codes else "reason.code_none"
    return words(key, code=rule.value, name=name, codes=words.joined(codes))


def _number(rule: rules.AtLeast, leaf: Finding, words: Words) -> str:
    wanted = rule.value.replace(".", words("decimal"))
    key = f"reason.number_{_TAILS[leaf.verdict]}"
    return words(key, name=words.name(rule.of), value=words.value(leaf.value), wanted=wanted)
