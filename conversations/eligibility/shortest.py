"""The shortest set of changes that meets every mandatory requirement."""

from collections.abc import Mapping, Sequence
from itertools import islice, product

from msgspec import Struct

from conversations.eligibility.assess import Assessment
from conversations.eligibility.points import never, to_answer
from conversations.eligibility.remedies import Means, Remedy, Way, price, ways
from conversations.eligibility.unknowns import askable
from conversations.eligibility.wording import Words
from conversations.posting.model import POSITION

_MOST_TRIED = 4096
_NOT_IN_TIME = frozenset({"too_late", "closed"})


class Needed(Struct, frozen=True):
    """One change, and the requirements that it serves."""

    remedy: Remedy
    requirements: tuple[str, ...]


class Shortest(Struct, frozen=True):
    """`changes` can be done before the cutoff first; `answer` holds unknown facts to answer.

    `never` holds, each once, the kind sentences for what nobody can change: then no changes help
    and none are listed. `in_time` says that all changes can still be done; `said` sums it up.
    """

    said: str
    changes: tuple[Needed, ...] = ()
    answer: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    in_time: bool = True


def shortest(assessment: Assessment, means: Means) -> Shortest:
    """The shortest way to eligible, over all mandatory requirements."""
    words = means.words
    found = {name: ways(assessment.findings[name], means) for name in assessment.failing}
    if hopeless := [name for name in found if all(map(_impossible, found[name]))]:
        kind = tuple(dict.fromkeys(never(name, words) for name in hopeless))
        return Shortest(words("shortest.never"), never=kind, in_time=False)
    chosen = _choose(found)
    changes = sorted(_needed(chosen), key=lambda needed: price([needed.remedy]))
    answer = _answer(assessment, chosen, means)
    late = sum(needed.remedy.possible in _NOT_IN_TIME for needed in changes)
    return Shortest(_said(changes, answer, late, words), tuple(changes), answer, in_time=not late)


def _impossible(way: Way) -> bool:
    return any(remedy.possible == "never" for remedy in way)


def _choose(found: Mapping[str, Sequence[Way]]) -> dict[str, Way]:
    """One way for each requirement, so that all together are the easiest."""
    choices = islice(product(*found.values()), _MOST_TRIED)
    chosen = min(choices, key=lambda choice: price(list(_distinct(choice).values())))
    return dict(zip(found, chosen, strict=True))


def _distinct(choice: Sequence[Way]) -> dict[tuple[str, str], Remedy]:
    """A change that serves two requirements counts once."""
    return {(remedy.fact, remedy.said): remedy for way in choice for remedy in way}


def _needed(chosen: Mapping[str, Way]) -> list[Needed]:
    return [
        Needed(remedy, tuple(name for name, way in chosen.items() if key in _distinct([way])))
        for key, remedy in _distinct(list(chosen.values())).items()
    ]


def _answer(assessment: Assessment, chosen: Mapping[str, Way], means: Means) -> tuple[str, ...]:
    """The position where it is unknown, then unknown facts of mandatory requirements, in the
    posting's order.
    """
    asked = [POSITION] if POSITION in assessment.missing else []
    asked += [
        key
        for name, finding in assessment.findings.items()
        if name in chosen or name in assessment.missing
        for key in to_answer(finding, chosen.get(name, ()), means)
    ]
    return askable(means.order, asked)


def _said(changes: Sequence[Needed], answer: Sequence[str], late: int, words: Words) -> str:
    figures = {"changes": len(changes), "answers": len(answer), "late": late, "close": words.close}
    return words(f"shortest.{_kind(changes, answer, late)}", **figures)


def _kind(changes: Sequence[Needed], answer: Sequence[str], late: int) -> str:
    if any(needed.remedy.possible == "closed" for needed in changes):
        return "closed"
    if late:
        return "too_late_all" if late == len(changes) else "too_late"
    if changes:
        return "in_time_answers" if answer else "in_time"
    return "answers" if answer else "done"
