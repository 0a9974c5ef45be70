"""One requirement's outcome in words: reason, facts, the smallest change."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from conversations.eligibility import rules
from conversations.eligibility.experience_words import doubts, entry_words, tally_of
from conversations.eligibility.judge import UNSURE, Finding, Verdict
from conversations.eligibility.reasons import Context, reason
from conversations.eligibility.remedies import Means, Possible, Remedy, best, timing, ways, worst
from conversations.eligibility.unknowns import askable, leaves, of, waiting
from conversations.eligibility.wording import Words
from conversations.posting.model import Requirement


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
    clause = means.words.posting.clause.get(requirement.clause)
    point = Explained(
        requirement.id,
        title(requirement.id, means.words),
        requirement.weight,
        finding.verdict,
        requirement.clause,
        clause is None or clause.origin == "official",
        reason(finding, context),
        tuple(Used(of(leaf), means.words.name(of(leaf)), _value(leaf, means.words))
              for leaf in leaves(finding)),
    )  # fmt: skip
    if finding.verdict == "met":
        return point
    answer = to_answer(finding, means)
    if finding.verdict == "not_met":
        return _changing(point, best(ways(finding, means)), answer, means)
    words = means.words
    return msgspec.structs.replace(
        point, remedy=answer_words(finding, answer, words), timing=timing(words, "answer_first"),
        possible="answer_first", general=_general(answer, words), answer=answer,
    )  # fmt: skip


def _changing(
    point: Explained, way: Sequence[Remedy], answer: tuple[str, ...], means: Means
) -> Explained:
    words, possible = means.words, worst(way)
    said = [never(point.requirement, words)] if possible == "never" else [r.said for r in way]
    if answer and possible != "never":
        said.append(words("remedy.answer_also", names=_names(answer, words)))
    return msgspec.structs.replace(
        point,
        remedy=" ".join(dict.fromkeys(said)),
        timing=timing(words, possible) if possible != "never" else "",
        possible=possible,
        general=_general([remedy.fact for remedy in way], words),
        answer=answer,
    )


def to_answer(finding: Finding, means: Means) -> tuple[str, ...]:
    """Facts to answer first for a finding that is not met."""
    return askable(means.order, (of(leaf) for leaf in waiting(finding)))


def answer_words(finding: Finding, answer: Sequence[str], words: Words) -> str:
    """What to answer, in a sentence; of experience precisely what is unclear."""
    said = [
        words(f"experience.answer_{kind}", entries=entry_words(periods, leaf, words))
        for leaf in waiting(finding)
        if isinstance(leaf.rule, rules.Experience) and leaf.value is not None
        for kind, periods in doubts(tally_of(leaf))
    ]
    return " ".join(said) or words("remedy.answer", names=_names(answer, words))


def never(requirement: str, words: Words) -> str:
    """The kind sentence where nobody can change it."""
    texts = words.texts.requirements.get(requirement)
    return (texts.never if texts else "") or words("never")


def title(requirement: str, words: Words) -> str:
    """What a requirement is called; its id where no text names it."""
    texts = words.texts.requirements.get(requirement)
    return texts.title if texts else requirement


def _names(keys: Sequence[str], words: Words) -> str:
    return words.joined(words.name(key) for key in keys)


def _general(keys: Sequence[str], words: Words) -> str:
    """General information about facts, each once and marked as such."""
    told = dict.fromkeys(where for key in keys if (where := words.fact(key).where))
    return words("general", where=" ".join(told)) if told else ""


def _value(leaf: Finding, words: Words) -> str:
    value, key = leaf.value, of(leaf)
    match leaf.rule:
        case _ if value is None or value is UNSURE:
            return ""
        case rules.Age() | rules.ValidOn():
            return words.written(str(value))
        case rules.OneOf(region=True, values=listed):
            return words.place(str(value), listed)
        case rules.Experience():
            return entry_words(tally_of(leaf).periods, leaf, words)
        case rules.AtLeast(scale=scale) if scale and isinstance(value, list):
            return words.joined(str(entry.get("level") or "") for entry in value)
        case rules.Contains() if isinstance(value, list):
            return words.joined(str(code) for code in value)
        case _:
            return words.said(key, value) or words.value(value)
