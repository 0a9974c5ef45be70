"""One requirement's outcome in words: reason, facts, the smallest change."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, structs

from conversations.eligibility import rules
from conversations.eligibility.experience_words import doubt_words
from conversations.eligibility.judge import Finding, Verdict
from conversations.eligibility.reasons import Context, reason
from conversations.eligibility.remedies import Means, Possible, Way, best, timing, ways, worst
from conversations.eligibility.shown import shown
from conversations.eligibility.unknowns import askable, leaves, of, waiting
from conversations.eligibility.wording import Words
from conversations.posting.model import Requirement
from conversations.posting.texts import RequirementTexts

_UNNAMED = RequirementTexts(title="")


class Used(Struct, frozen=True):
    """A fact that was looked at: what it is called, and its value in words ("" where unknown)."""

    fact: str
    name: str
    said: str


class Explained(Struct, frozen=True):
    """One requirement's outcome in words.

    `remedy`, `timing`, `possible` and `general` are "" where it is met. Where nobody can change
    it, `remedy` is the kind sentence. `answer` holds the facts to answer first.
    """

    requirement: str
    title: str
    weight: Literal["mandatory", "preferred"]
    verdict: Verdict
    clause: str
    official: bool
    reason: str
    facts: tuple[Used, ...] = ()
    remedy: str = ""
    timing: str = ""
    possible: Possible | Literal[""] = ""
    general: str = ""
    answer: tuple[str, ...] = ()


def explained(
    requirement: Requirement, finding: Finding, means: Means, context: Context
) -> Explained:
    """The point of `requirement`."""
    words = means.words
    clause = words.posting.clause.get(requirement.clause)
    point = Explained(
        requirement.id,
        title(requirement.id, words),
        requirement.weight,
        finding.verdict,
        requirement.clause,
        clause is None or clause.origin == "official",
        reason(finding, context),
        tuple(Used(of(leaf), words.name(of(leaf)), shown(leaf, words)) for leaf in leaves(finding)),
    )
    if finding.verdict == "met":
        return point
    if finding.verdict == "not_met":
        return _changing(point, finding, means)
    return _answering(point, finding, means)


def _answering(point: Explained, finding: Finding, means: Means) -> Explained:
    words, answer = means.words, to_answer(finding, (), means)
    return structs.replace(
        point,
        remedy=_exactly(finding, words) or words("remedy.answer", names=_names(answer, words)),
        timing=timing(words, "answer_first"),
        possible="answer_first",
        general=_general(answer, words),
        answer=answer,
    )


def _changing(point: Explained, finding: Finding, means: Means) -> Explained:
    words, way = means.words, best(ways(finding, means))
    possible, general = worst(way), _general([remedy.fact for remedy in way], words)
    if possible == "never":
        kind = never(point.requirement, words)
        return structs.replace(point, remedy=kind, possible=possible, general=general)
    answer = to_answer(finding, way, means)
    said = [remedy.said for remedy in way]
    if answer:
        said.append(words("remedy.answer_also", names=_names(answer, words)))
    return structs.replace(
        point,
        remedy=" ".join(dict.fromkeys(said)),
        timing=timing(words, possible),
        possible=possible,
        general=general,
        answer=answer,
    )


def to_answer(finding: Finding, way: Way, means: Means) -> tuple[str, ...]:
    """Facts to answer for a finding that is not met, once the changes of `way` are made."""
    changing = {remedy.fact for remedy in way}
    return askable(means.order, map(of, waiting(finding, changing)), changing)


def never(requirement: str, words: Words) -> str:
    """The kind sentence where nobody can change it."""
    return words.texts.requirements.get(requirement, _UNNAMED).never or words("never")


def title(requirement: str, words: Words) -> str:
    """What a requirement is called; its id where no text names it."""
    return words.texts.requirements.get(requirement, _UNNAMED).title or requirement


def _exactly(finding: Finding, words: Words) -> str:
    """What precisely is unclear of experience, "" for anything else."""
    return " ".join(
        said
        for leaf in waiting(finding)
        if isinstance(leaf.rule, rules.Experience) and leaf.value is not None
        for said in doubt_words("answer", leaf, words)
    )


def _names(keys: Sequence[str], words: Words) -> str:
    return words.joined(map(words.name, keys))


def _general(keys: Sequence[str], words: Words) -> str:
    """General information about facts, each once and marked as such."""
    told = dict.fromkeys(where for key in keys if (where := words.fact(key).where))
    return words("general", where=" ".join(told)) if told else ""
