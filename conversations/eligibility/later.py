"""Who would be judged otherwise on the posting's comparison day is told which point and how."""

from msgspec import Struct, structs

from conversations.eligibility.assess import Assessment, differs_later
from conversations.eligibility.judge import Finding, Verdict
from conversations.eligibility.points import title
from conversations.eligibility.reasons import Context, reason
from conversations.eligibility.wording import Words


class Later(Struct, frozen=True):
    """A requirement that would come out as `verdict` on the comparison day; `clause` names it."""

    requirement: str
    verdict: Verdict
    clause: str
    said: str


def later(assessment: Assessment, context: Context) -> tuple[Later, ...]:
    """The points that differ on the comparison day, in the posting's order."""
    compare = context.words.posting.compare
    if compare is None:
        return ()
    then = structs.replace(context, day=compare.day)
    posting = context.words.posting
    changed = differs_later(posting, context.values, assessment, context.timed)
    return tuple(
        Later(name, finding.verdict, compare.clause, _said(name, finding, then))
        for name, finding in changed.items()
    )


def _said(name: str, finding: Finding, then: Context) -> str:
    words = then.words
    return words(
        "later",
        when=_occasion(words) or words.day(then.day),
        reason=reason(finding, then),
        title=title(name, words),
        verdict=words(f"verdicts.{finding.verdict}"),
    )


def _occasion(words: Words) -> str:
    """The stage that the comparison day belongs to, "" where none does."""
    compare = words.posting.compare
    named = [s.id for s in words.posting.stages if compare and s.clause == compare.clause]
    return words.texts.stages.get(named[0], "") if named else ""
