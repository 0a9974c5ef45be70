"""What one known fact says to its rule: a clause without capital and full stop."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from conversations.eligibility import rules
from conversations.eligibility.experience_words import experience_clause
from conversations.eligibility.judge import Finding
from conversations.eligibility.level_words import level_clause
from conversations.eligibility.wording import Words

_TAILS = {"met": "met", "not_met": "not", "unsure": "unsure"}


def clause(leaf: Finding, words: Words, day: date) -> str:
    """The clause of a single finding whose fact is known, counted on `day`."""
    return _CLAUSES[type(leaf.rule)](leaf.rule, leaf, words, day)


def _is(rule: rules.Is, leaf: Finding, words: Words, _: date) -> str:
    name, value = words.name(rule.of), words.value(leaf.value)
    if leaf.verdict == "met":
        return words("reason.plain", name=name, value=value)
    return words("reason.is_not", name=name, value=value, wanted=words.value(rule.value))


def _one_of(rule: rules.OneOf, leaf: Finding, words: Words, _: date) -> str:
    values = words.joined((words.value(value) for value in rule.values), "or_last")
    if rule.open:
        return words("reason.open", values=values)
    said = words.place(str(leaf.value), rule.values) if rule.region else words.value(leaf.value)
    tail = _TAILS[leaf.verdict]
    if rule.list in words.texts.lists:
        return words(f"reason.list_{tail}", value=said, list=words.texts.lists[rule.list])
    return words(f"reason.among_{tail}", value=said, values=values)


def _age(rule: rules.Age, leaf: Finding, words: Words, day: date) -> str:
    figures = {"min": rule.min, "max": rule.max, "day": words.day(day), **leaf.data}
    key = f"reason.age_{_TAILS[leaf.verdict]}"
    return words(key, born=words.written(str(leaf.value)), **figures)


def _contains(rule: rules.Contains, leaf: Finding, words: Words, _: date) -> str:
    codes = [str(code) for code in leaf.value] if isinstance(leaf.value, list) else []
    key = f"reason.code_{_TAILS[leaf.verdict]}" if codes else "reason.code_none"
    return words(key, code=rule.value, name=words.name(rule.of), codes=words.joined(codes))


def _valid_on(rule: rules.ValidOn, leaf: Finding, words: Words, day: date) -> str:
    until, key = words.written(str(leaf.value)), f"reason.valid_{_TAILS[leaf.verdict]}"
    return words(key, name=words.name(rule.of), until=until, day=words.day(day))


def _at_least(rule: rules.AtLeast, leaf: Finding, words: Words, _: date) -> str:
    if rule.scale:
        return level_clause(rule, leaf, words)
    wanted = rule.value.replace(".", words("decimal"))
    key = f"reason.number_{_TAILS[leaf.verdict]}"
    return words(key, name=words.name(rule.of), value=words.value(leaf.value), wanted=wanted)


_CLAUSES: Mapping[type, Callable[[Any, Finding, Words, date], str]] = {
    rules.Is: _is,
    rules.OneOf: _one_of,
    rules.Contains: _contains,
    rules.AtLeast: _at_least,
    rules.Age: _age,
    rules.ValidOn: _valid_on,
    rules.Experience: experience_clause,
}
