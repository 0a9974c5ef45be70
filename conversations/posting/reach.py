"""Which values a fact can take, and whether a rule can come out met, or not met, over them."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from math import prod

from conversations.eligibility import rules
from conversations.eligibility.days import plus_years
from conversations.eligibility.judge import judge
from conversations.eligibility.rules import Rule
from conversations.posting.model import FactSpec, Posting

Leaf = (
    rules.Is
    | rules.OneOf
    | rules.AtLeast
    | rules.Age
    | rules.ValidOn
    | rules.Contains
    | rules.Experience
)
_TRIED = 20_000
_ELSEWHERE = "Kota Antah Berantah"


def offered(posting: Posting, key: str) -> list[object] | None:
    """Values that the questions offer for a fact; None where people answer in their own words."""
    found: list[object] = []
    for question in posting.questions:
        if question.fact == key:
            return [True, False] if question.kind == "yesno" else None
        found += [option.sets[key] for option in question.options if key in option.sets]
        found += [value for item in question.items if item.fact == key
                  for value in (item.yes, item.no)]  # fmt: skip
    return [value for at, value in enumerate(found) if value not in found[:at]]


def can_be(posting: Posting, rule: Rule, verdict: str, *, as_asked: bool = False) -> bool:
    """Can some values make the rule `verdict`? `as_asked`: only those that questions offer.

    Where there are too many combinations to try, the answer is yes.
    """
    choices = {key: _values(posting, key, rule, as_asked=as_asked) for key in rules.facts_of(rule)}
    if prod(map(len, choices.values())) > _TRIED:
        return True
    return any(_judged(posting, rule, known) == verdict for known in _combinations(choices))


def can_be_stuck(posting: Posting, rule: Rule) -> bool:
    """Can facts that nobody can change fail the rule, whatever else changes?"""
    choices = {key: _values(posting, key, rule, as_asked=False) for key in rules.facts_of(rule)}
    fixed = {key: of for key, of in choices.items() if posting.fact[key].change.kind == "never"}
    free = {key: of for key, of in choices.items() if key not in fixed}
    if not fixed or prod(map(len, choices.values())) > _TRIED:
        return False
    return any(
        all(_judged(posting, rule, {**born, **open_}) == "not_met" for open_ in _combinations(free))
        for born in _combinations(fixed)
    )


def _combinations(choices: dict[str, list[object]]) -> Iterator[dict[str, object]]:
    for values in product(*choices.values()):
        pairs = zip(choices, values, strict=True)
        yield {key: value for key, value in pairs if value is not None}


def _judged(posting: Posting, rule: Rule, known: dict[str, object]) -> str:
    return judge(rule, known, posting.as_of).verdict


def can_differ(posting: Posting, rule: Rule) -> bool:
    """Does the rule depend on anything at all?"""
    return judge(rule, {}, posting.as_of).verdict not in {"met", "not_met"}


def _values(posting: Posting, key: str, rule: Rule, *, as_asked: bool) -> list[object]:
    if as_asked and (asked := offered(posting, key)):  # what nobody asks is told elsewhere
        return asked
    spec, found = posting.fact[key], list[object]()
    for leaf in leaves(rule):
        if leaf.of == key:
            found += _around(leaf, spec, posting.as_of)
    lists = [value for value in found if isinstance(value, list)]
    together = [entry for value in lists for entry in value]  # codes and periods add up
    return [*_plain(spec), *found, *([together] if together else [])] or [None]


def leaves(rule: Rule) -> Iterator[Leaf]:
    """The rules that look at a fact, in their order."""
    match rule:
        case rules.All(parts) | rules.Any(parts):
            for part in parts:
                yield from leaves(part)
        case rules.Not(part):
            yield from leaves(part)
        case _:
            yield rule


def _plain(spec: FactSpec) -> list[object]:
    return [True, False] if spec.type == "bool" else list(spec.options)


def _around(leaf: Leaf, spec: FactSpec, day: date) -> list[object]:  # noqa: PLR0911 - one line for each rule
    """Values on both sides of every edge of a rule."""
    match leaf:
        case rules.Age(_, low, high):
            ages = {low - 1, low, high, high + 1} & set(range(day.year))
            return [plus_years(day, -age).isoformat() for age in ages]
        case rules.ValidOn():
            return [(day + timedelta(days=shift)).isoformat() for shift in (-1, 0)]
        case rules.OneOf(_, values):
            return [*values, _ELSEWHERE]
        case rules.Is(_, value):
            return [value, f"{value}?"] if spec.type == "text" else []
        case rules.AtLeast(_, value, ()):
            return [float(value), float(value) - 1]
        case rules.AtLeast(_, _, scale):
            return [[{"level": row[0], "status": "lulus"}] for row in scale]
        case rules.Contains(_, value):
            return [[value], []]
        case _:
            work = [_period(leaf.years, role, of, day) for role in leaf.roles for of in leaf.fields]
            return [[], work]


def _period(years: int, role: str, kind: str, day: date) -> dict[str, object]:
    start = day.replace(year=max(1, day.year - years - 1), day=1)
    words = {"role": f"{role} {kind}", "org": kind, "proof": True}
    return {**words, "start": start.isoformat(), "end": day.isoformat()}
