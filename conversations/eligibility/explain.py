"""Everything an applicant is told about the outcome: reasons, changes, what differs later."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from conversations.eligibility.assess import Assessment, timed_of
from conversations.eligibility.later import Later, later
from conversations.eligibility.points import Explained, explained
from conversations.eligibility.reasons import Context
from conversations.eligibility.remedies import Means
from conversations.eligibility.shortest import Shortest, shortest
from conversations.eligibility.unknowns import order_of
from conversations.eligibility.wording import words_of
from conversations.posting.edition import Edition
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
    posting = edition.posting
    words = words_of(edition, phrases)
    means = Means(words, order_of(posting), now)
    context = Context(words, posting.as_of, values, means.order, timed_of(posting))
    points = tuple(
        explained(posting.requirement[name], finding, means, context)
        for name, finding in assessment.findings.items()
    )
    return Explanation(points, shortest(assessment, means), later(assessment, context))
