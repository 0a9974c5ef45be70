"""Judges a rule over facts with three values: unknown is never false."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Literal

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.days import age_on, span
from conversations.eligibility.experience import tally
from conversations.eligibility.words import level, same_place

Verdict = Literal["met", "not_met", "unsure", "unanswered"]


class _Unsure:
    """The value of a fact that was asked and is not known yet."""


UNSURE: Final = _Unsure()
Values = Mapping[str, object]


class Finding(Struct, frozen=True):
    """How one rule came out, and what it looked at. `data` holds values for its sentence; `open`
    the facts never answered whose answer can still change it, in the rule's order.
    """

    verdict: Verdict
    rule: rules.Rule
    value: object = None
    data: Mapping[str, object] = {}
    parts: tuple["Finding", ...] = ()
    open: tuple[str, ...] = ()


def judge(rule: rules.Rule, values: Values, as_of: date) -> Finding:
    """The finding of `rule` over `values` (a missing key: never answered)."""
    if isinstance(rule, _COMPOSITE):
        return _composite(rule, values, as_of)
    value = values.get(rule.of)
    if value is None or value is UNSURE:
        return _unknown(rule, value)
    return _LEAVES[type(rule)](rule, value, as_of)


_COMPOSITE = (rules.All, rules.Any, rules.Not)


def _composite(rule: rules.All | rules.Any | rules.Not, values: Values, as_of: date) -> Finding:
    if isinstance(rule, rules.Not):
        inner = judge(rule.part, values, as_of)
        return Finding(_TURNED[inner.verdict], rule, parts=(inner,), open=inner.open)
    parts = tuple([judge(part, values, as_of) for part in rule.parts])
    verdict = _together(rule, parts)
    known = verdict in {"met", "not_met"}
    return Finding(verdict, rule, parts=parts, open=() if known else _open(parts))


def _open(parts: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple([key for part in parts for key in part.open])


_TURNED: Mapping[Verdict, Verdict] = {
    "met": "not_met", "not_met": "met", "unsure": "unsure", "unanswered": "unanswered"
}  # fmt: skip


def _together(rule: rules.All | rules.Any, parts: tuple[Finding, ...]) -> Verdict:
    """One part decides (a fault of `all`, a success of `any`); else the least known one."""
    decides, otherwise = _DECIDES[type(rule)]
    found = {part.verdict for part in parts}
    if decides in found:
        return decides
    if "unanswered" in found:
        return "unanswered"
    return "unsure" if "unsure" in found else otherwise


_DECIDES: Mapping[type, tuple[Verdict, Verdict]] = {
    rules.All: ("not_met", "met"),
    rules.Any: ("met", "not_met"),
}


def _unknown(rule: rules.Rule, value: object) -> Finding:
    if isinstance(rule, rules.OneOf) and rule.open:
        return Finding("met", rule)
    if value is UNSURE:
        return Finding("unsure", rule)
    return Finding("unanswered", rule, open=(getattr(rule, "of", ""),))


def _met(holds: bool) -> Verdict:  # noqa: FBT001 - it turns a bool into a verdict
    return "met" if holds else "not_met"


def _is(rule: rules.Is, value: object, _: date) -> Finding:
    wanted = rule.value
    if isinstance(value, str) and isinstance(wanted, str):
        return Finding(_met(value.casefold() == wanted.casefold()), rule, value)
    return Finding(_met(value == wanted), rule, value)


def _one_of(rule: rules.OneOf, value: object, _: date) -> Finding:
    said = str(value)
    if rule.open:
        listed = True
    elif rule.region:
        listed = any(same_place(said, name) for name in rule.values)
    else:
        listed = said.casefold() in {name.casefold() for name in rule.values}
    return Finding(_met(listed), rule, value)


def _contains(rule: rules.Contains, value: object, _: date) -> Finding:
    codes = value if isinstance(value, list) else []
    return Finding(_met(rule.value in {str(code).strip() for code in codes}), rule, value)


def _at_least(rule: rules.AtLeast, value: object, _: date) -> Finding:
    if not rule.scale:
        return Finding(_met(float(str(value)) >= float(rule.value)), rule, value)
    found = {_reaches(entry, rule) for entry in (value if isinstance(value, list) else [])}
    order: tuple[Verdict, ...] = ("met", "unsure")
    return Finding(next((v for v in order if v in found), "not_met"), rule, value)


def _reaches(entry: Mapping[str, object], rule: rules.AtLeast) -> Verdict:
    """Does one level of a scale do? Lower or unfinished ones never, whatever else is unknown."""
    needed = level(rule.value, rule.scale) or 0
    rank, status = level(str(entry.get("level") or ""), rule.scale), entry.get("status")
    if status not in {"lulus", None} or (rank is not None and rank < needed):
        return "not_met"
    return "unsure" if rank is None or status is None else "met"


def _age(rule: rules.Age, value: object, as_of: date) -> Finding:
    earliest, latest = span(str(value))
    oldest, youngest = age_on(earliest, as_of), age_on(latest, as_of)
    within = {rule.min <= age <= rule.max for age in (oldest, youngest)}
    verdict: Verdict = "unsure" if len(within) > 1 else _met(within.pop())
    return Finding(verdict, rule, value, {"age": youngest, "oldest": oldest})


def _valid_on(rule: rules.ValidOn, value: object, as_of: date) -> Finding:
    first, last = span(str(value))
    verdict: Verdict = "unsure" if first < as_of <= last else _met(first >= as_of)
    return Finding(verdict, rule, value)


def _experience(rule: rules.Experience, value: object, as_of: date) -> Finding:
    sums = tally(value if isinstance(value, list) else [], rule, as_of)
    verdict: Verdict = "not_met"
    if sums.proven.enough:
        verdict = "met"
    elif sums.possible.enough or sums.endless:
        verdict = "unsure"
    return Finding(verdict, rule, value, {"tally": sums})


_LEAVES: Mapping[type, Callable[[Any, object, date], Finding]] = {
    rules.Is: _is,
    rules.OneOf: _one_of,
    rules.Contains: _contains,
    rules.AtLeast: _at_least,
    rules.Age: _age,
    rules.ValidOn: _valid_on,
    rules.Experience: _experience,
}
