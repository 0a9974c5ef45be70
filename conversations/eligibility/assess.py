"""All requirements of a posting over one applicant's facts: the self-check's outcome."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Literal

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.judge import Finding, Values, judge
from conversations.posting.model import POSITION, Posting, Requirement

Overall = Literal["eligible", "not_eligible", "needs_info"]
UNKNOWN = frozenset({"unsure", "unanswered"})


class Assessment(Struct, frozen=True):
    """Findings by requirement id, in the posting's order, and what follows from them.

    `missing` names `position` first where it decides which requirements hold and is not known.
    """

    overall: Overall
    findings: Mapping[str, Finding]
    failing: tuple[str, ...]
    unmet_preferred: tuple[str, ...]
    missing: tuple[str, ...]


class Earlier(Struct, frozen=True):
    """How other values were judged on the posting's own day: what has not changed is so still."""

    values: Values
    assessment: Assessment

    def finding(self, requirement: Requirement, values: Values) -> Finding | None:
        """The same finding, where every value it rests on is the very same."""
        mine = self.values
        for fact in requirement.facts:
            if values.get(fact) is not mine.get(fact):
                return None
        return self.assessment.findings.get(requirement.id)


def assess(
    posting: Posting,
    values: Values,
    as_of: date | None = None,
    *,
    earlier: Earlier | None = None,
) -> Assessment:
    """Judge every requirement that holds for the applicant's position.

    While the position is unknown only what holds for every position counts. `earlier` spares
    judging again what has not changed; it is for the posting's own day.
    """
    day = as_of or posting.as_of
    findings: dict[str, Finding] = {}
    failing: list[str] = []
    unmet: list[str] = []
    missing = [POSITION] if undecided(posting, values) else []
    for requirement in applying(posting, values):
        known = earlier.finding(requirement, values) if earlier else None
        finding = known or judge(requirement.rule, values, day)
        findings[requirement.id] = finding
        mandatory = requirement.weight == "mandatory"
        if finding.verdict == "not_met":
            (failing if mandatory else unmet).append(requirement.id)
        elif mandatory and finding.verdict in UNKNOWN:
            missing.append(requirement.id)
    overall: Overall = "not_eligible" if failing else "needs_info" if missing else "eligible"
    return Assessment(overall, findings, tuple(failing), tuple(unmet), tuple(missing))


def undecided(posting: Posting, values: Values) -> bool:
    """Is it unknown which requirements hold?"""
    if len(posting.positions) <= 1:
        return False
    position = values.get(POSITION)
    return not isinstance(position, str) or position not in posting.of_position


def applying(posting: Posting, values: Values) -> tuple[Requirement, ...]:
    """Requirements of the applicant's position; those of every position while it is unknown."""
    if undecided(posting, values):
        return posting.shared
    position = values.get(POSITION)
    return posting.of_position.get(str(position), posting.shared)


def still_open(assessment: Assessment) -> tuple[str, ...]:
    """Facts never answered that can still change a verdict."""
    found = [finding.open for finding in assessment.findings.values() if finding.open]
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def differs_later(
    posting: Posting, values: Values, now: Assessment, timed: Iterable[str] | None = None
) -> dict[str, Finding]:
    """Requirements judged otherwise on the comparison day, with their finding on it.

    `timed` are those to look at (default: `timed_of` the posting).
    """
    if posting.compare is None:
        return {}
    found: dict[str, Finding] = {}
    for name in timed_of(posting) if timed is None else timed:
        if name in now.findings:
            later = judge(posting.requirement[name].rule, values, posting.compare.day)
            if later.verdict != now.findings[name].verdict:
                found[name] = later
    return found


def timed_of(posting: Posting) -> tuple[str, ...]:
    """Requirements to whose rules the day matters."""
    return tuple(one.id for one in posting.requirements if _timed(one.rule))


def _timed(rule: rules.Rule) -> bool:
    if isinstance(rule, rules.All | rules.Any):
        return any(map(_timed, rule.parts))
    if isinstance(rule, rules.Not):
        return _timed(rule.part)
    return isinstance(rule, rules.Age | rules.ValidOn | rules.Experience)
