"""All requirements of a posting over one applicant's facts: the self-check's outcome."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.judge import Finding, Values, judge, open_facts
from conversations.posting.model import Posting, Requirement

Overall = Literal["eligible", "not_eligible", "needs_info"]
UNKNOWN = frozenset({"unsure", "unanswered"})


class Assessment(Struct, frozen=True):
    """Findings by requirement id, in the posting's order, and what follows from them."""

    overall: Overall
    findings: Mapping[str, Finding]
    failing: tuple[str, ...]
    unmet_preferred: tuple[str, ...]
    missing: tuple[str, ...]


def assess(posting: Posting, values: Values, as_of: date | None = None) -> Assessment:
    """Judge every requirement that holds for the applicant's position."""
    day = as_of or posting.as_of
    findings: dict[str, Finding] = {}
    failing: list[str] = []
    unmet: list[str] = []
    missing: list[str] = []
    for requirement in applying(posting, values):
        finding = judge(requirement.rule, values, day)
        findings[requirement.id] = finding
        mandatory = requirement.weight == "mandatory"
        if finding.verdict == "not_met":
            (failing if mandatory else unmet).append(requirement.id)
        elif mandatory and finding.verdict in UNKNOWN:
            missing.append(requirement.id)
    overall: Overall = "not_eligible" if failing else "needs_info" if missing else "eligible"
    return Assessment(overall, findings, tuple(failing), tuple(unmet), tuple(missing))


def applying(posting: Posting, values: Values) -> list[Requirement]:
    """Requirements of the applicant's position; all of them while the position is unknown."""
    position = values.get("position")
    return [
        requirement
        for requirement in posting.requirements
        if not requirement.positions
        or not isinstance(position, str)
        or position in requirement.positions
    ]


def still_open(assessment: Assessment) -> tuple[str, ...]:
    """Facts never answered that can still change a verdict."""
    return tuple(
        dict.fromkeys(key for found in assessment.findings.values() for key in open_facts(found))
    )


def timed_changes(
    posting: Posting, values: Values, now: Assessment
) -> Iterator[tuple[str, Finding]]:
    """Requirements judged otherwise on the comparison day, with their finding on it."""
    if posting.compare is None:
        return
    for name, finding in now.findings.items():
        rule = posting.requirement[name].rule
        if _timed(rule):
            later = judge(rule, values, posting.compare.day)
            if later.verdict != finding.verdict:
                yield name, later


def differs_later(posting: Posting, values: Values, now: Assessment) -> tuple[str, ...]:
    """Requirements judged otherwise on the posting's comparison day."""
    return tuple(name for name, _ in timed_changes(posting, values, now))


def _timed(rule: rules.Rule) -> bool:
    """Does the day matter to this rule?"""
    match rule:
        case rules.All(parts) | rules.Any(parts):
            return any(_timed(part) for part in parts)
        case rules.Not(part):
            return _timed(part)
        case _:
            return isinstance(rule, rules.Age | rules.ValidOn | rules.Experience)
