"""Everything an applicant is told about the outcome: reasons, changes, what differs later."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.assess import Assessment
from conversations.eligibility.judge import Finding
from conversations.eligibility.later import Later, later
from conversations.eligibility.points import Explained, explained
from conversations.eligibility.reasons import Context
from conversations.eligibility.remedies import Means
from conversations.eligibility.shortest import Shortest, shortest
from conversations.eligibility.unknowns import leaves
from conversations.eligibility.wording import Words, words_of
from conversations.posting.edition import Edition
from conversations.posting.model import Requirement
from conversations.texts.phrases import Phrases


class Explanation(Struct, frozen=True):
    """Points in the posting's order, the shortest way to eligible, and what differs later."""

    points: tuple[Explained, ...]
    shortest: Shortest
    later: tuple[Later, ...] = ()


def explain(
    edition: Edition,
    phrases: Phrases,
    values: Mapping[str, object],
    assessment: Assessment,
    now: datetime,
) -> Explanation:
    """The assessment in the language of `phrases`; `now` is an aware time."""
    return explain_in(words_of(edition, phrases), values, assessment, now)


def explain_in(
    words: Words, values: Mapping[str, object], assessment: Assessment, now: datetime
) -> Explanation:
    """The same, in words that are at hand."""
    posting = words.posting
    means = Means(words, words.order, now)
    context = Context(words, posting.as_of, values, words.order, words.timed)
    points = tuple(
        _point(posting.requirement[name], finding, means, context)
        for name, finding in assessment.findings.items()
    )
    return Explanation(points, shortest(assessment, means), later(assessment, context))


def _point(requirement: Requirement, finding: Finding, means: Means, context: Context) -> Explained:
    """What is met by plain facts alone is said in the same words to everybody: made once."""
    if not all(
        leaf.verdict == "met" and isinstance(leaf.rule, rules.Is) for leaf in leaves(finding)
    ):
        return explained(requirement, finding, means, context)
    known = context.words.points.get(requirement.id)
    if known is None:
        known = explained(requirement, finding, means, context)
        context.words.points[requirement.id] = known
    return known
