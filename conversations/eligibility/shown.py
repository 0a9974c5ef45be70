"""The known value of a fact in words, as the rule that looked at it reads it."""

from conversations.eligibility import rules
from conversations.eligibility.experience_words import entry_words, tally_of
from conversations.eligibility.judge import Finding
from conversations.eligibility.level_words import levels_of
from conversations.eligibility.unknowns import of
from conversations.eligibility.wording import Words


def shown(leaf: Finding, words: Words) -> str:
    """The value in words, "" where it is not known."""
    value, rule = leaf.value, leaf.rule
    if value is None:
        return ""
    if isinstance(rule, rules.Age | rules.ValidOn):
        return words.written(str(value))
    if isinstance(rule, rules.OneOf) and rule.region:
        return words.place(str(value), rule.values)
    if isinstance(value, list):
        return _listed(value, leaf, words)
    return words.said(of(leaf), value) or words.value(value)


def _listed(value: list[object], leaf: Finding, words: Words) -> str:
    if isinstance(leaf.rule, rules.Experience):
        return entry_words(tally_of(leaf).periods, leaf, words)
    if isinstance(leaf.rule, rules.AtLeast):
        return words.joined(levels_of(value))
    return words.joined(map(str, value))
