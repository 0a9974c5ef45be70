"""Who would be judged otherwise on the posting's comparison day is told which point and how."""

from msgspec import Struct, structs

from conversations.eligibility.assess import Assessment, timed_changes
from conversations.eligibility.judge import Verdict
from conversations.eligibility.points import title
from conversations.eligibility.reasons import Context, reason


class Later(Struct, frozen=True):
    """A requirement that would come out as `verdict` on the comparison day; `clause` names it."""

    requirement: str
    verdict: Verdict
    clause: str
    said: str


def later(assessment: Assessment, context: Context) -> tuple[Later, ...]:
    """The points that differ on the comparison day, in the posting's order."""
    words = context.words
    compare = words.posting.compare
    if compare is None:
        return ()
    then = structs.replace(context, day=compare.day)
    return tuple(
        Later(
            name,
            finding.verdict,
            compare.clause,
            words(
                "later",
                day=words.day(compare.day),
                clause=words.texts.clauses.get(compare.clause, compare.clause),
                reason=reason(finding, then).rstrip("."),
                title=title(name, words),
                verdict=words(f"verdicts.{finding.verdict}"),
            ),
        )
        for name, finding in timed_changes(words.posting, context.values, assessment)
    )
