"""Judges a rule over facts with three values: unknown is never false."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

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
    """How one rule came out, and what it looked at. `data` holds values for its sentence."""

    verdict: Verdict
    rule: rules.Rule
    value: object = None
    data: Mapping[str, object] = {}
    parts: tuple["Finding", ...] = ()


def judge(rule: rules.Rule, values: Values, as_of: date) -> Finding:
    """The finding of `rule` over `values` (a missing key: never answered)."""
    match rule:
        case rules.All(parts):
            return _all(rule, tuple(judge(part, values, as_of) for part in parts))
        case rules.Any(parts):
            return _any(rule, tuple(judge(part, values, as_of) for part in parts))
        case rules.Not(part):
            inner = judge(part, values, as_of)
            swap: dict[str, Verdict] = {"met": "not_met", "not_met": "met"}
            return Finding(swap.get(inner.verdict, inner.verdict), rule, parts=(inner,))
        case _:
            return _leaf(rule, values.get(rule.of), as_of)


def _all(rule: rules.Rule, parts: tuple[Finding, ...]) -> Finding:
    return Finding(_strongest(parts, "not_met", "met"), rule, parts=parts)


def _any(rule: rules.Rule, parts: tuple[Finding, ...]) -> Finding:
    return Finding(_strongest(parts, "met", "not_met"), rule, parts=parts)


def _strongest(parts: tuple[Finding, ...], decides: Verdict, otherwise: Verdict) -> Verdict:
    found = {part.verdict for part in parts}
    order: tuple[Verdict, ...] = (decides, "unanswered", "unsure", otherwise)
    return next((verdict for verdict in order if verdict in found), otherwise)


def _leaf(rule: rules.Rule, value: object, as_of: date) -> Finding:
    if isinstance(rule, rules.OneOf) and rule.open:
        return Finding("met", rule, value)
    if value is None:
        return Finding("unanswered", rule)
    if value is UNSURE:
        return Finding("unsure", rule)
    match rule:
        case rules.Is():
            return Finding(_met(_same(value, rule.value)), rule, value)
        case rules.OneOf():
            return Finding(_met(_listed(value, rule)), rule, value)
        case rules.AtLeast():
            return Finding(_at_least(value, rule), rule, value)
        case rules.Contains():
            return Finding(_met(_holds(value, rule.value)), rule, value)
        case rules.Age():
            return _age(rule, str(value), as_of)
        case rules.ValidOn():
            first, last = span(str(value))
            verdict: Verdict = "unsure" if first < as_of <= last else _met(first >= as_of)
            return Finding(verdict, rule, value)
        case rules.Experience():
            return _experience(rule, value, as_of)
    raise TypeError(rule)


def _met(holds: bool) -> Verdict:  # noqa: FBT001 - it turns a bool into a verdict
    return "met" if holds else "not_met"


def _same(value: object, wanted: object) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return value == wanted


def _listed(value: object, rule: rules.OneOf) -> bool:
    said = str(value)
    if rule.region:
        return any(same_place(said, name) for name in rule.values)
    return said.casefold() in {name.casefold() for name in rule.values}


def _holds(value: object, code: str) -> bool:
    return isinstance(value, list) and code in {str(item).strip() for item in value}


def _at_least(value: object, rule: rules.AtLeast) -> Verdict:
    if not rule.scale:
        return _met(float(str(value)) >= float(rule.value))
    needed = level(rule.value, rule.scale) or 0
    found: set[Verdict] = set()
    for entry in value if isinstance(value, list) else []:
        rank, status = level(str(entry.get("level") or ""), rule.scale), entry.get("status")
        if status not in {"lulus", None} or (rank is not None and rank < needed):
            found.add("not_met")
        else:
            found.add("met" if rank is not None and status else "unsure")
    return next((v for v in ("met", "unsure") if v in found), "not_met")  # type: ignore[return-value]


def _age(rule: rules.Age, value: str, as_of: date) -> Finding:
    earliest, latest = span(value)
    oldest, youngest = age_on(earliest, as_of), age_on(latest, as_of)
    within = {rule.min <= age <= rule.max for age in (oldest, youngest)}
    verdict: Verdict = "unsure" if len(within) > 1 else _met(within.pop())
    return Finding(verdict, rule, value, {"age": youngest, "oldest": oldest})


def _experience(rule: rules.Experience, value: object, as_of: date) -> Finding:
    sums = tally(value if isinstance(value, list) else [], rule, as_of)
    if sums.proven.enough:
        verdict: Verdict = "met"
    elif sums.possible.enough or sums.endless:
        verdict = "unsure"
    else:
        verdict = "not_met"
    return Finding(verdict, rule, value, {"tally": sums})


def open_facts(finding: Finding) -> tuple[str, ...]:
    """Facts never answered whose answer can still change this finding, in the rule's order."""
    if finding.verdict in {"met", "not_met"}:
        return ()
    if finding.parts:
        return tuple(key for part in finding.parts for key in open_facts(part))
    of = getattr(finding.rule, "of", "")
    return (of,) if finding.verdict == "unanswered" else ()
