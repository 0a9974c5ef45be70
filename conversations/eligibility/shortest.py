"""The shortest set of changes that meets every mandatory requirement."""

from collections.abc import Sequence
from itertools import islice, product

from msgspec import Struct

from conversations.eligibility.assess import Assessment
from conversations.eligibility.points import never, to_answer
from conversations.eligibility.remedies import Means, Remedy, cost, ways
from conversations.eligibility.unknowns import askable
from conversations.eligibility.wording import Words

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
    fixed = {name: ways(assessment.findings[name], means) for name in assessment.failing}
    hopeless = [name for name, found in fixed.items() if _hopeless(found)]
    if hopeless:
        kind = tuple(dict.fromkeys(never(name, words) for name in hopeless))
        return Shortest(words("shortest.never"), never=kind, in_time=False)
    changes = tuple(sorted(_needed(fixed), key=lambda needed: cost(needed.remedy)))
    asked = [
        key
        for name in (*assessment.failing, *assessment.missing)
        for key in to_answer(assessment.findings[name], means)
    ]
    answer = askable(means.order, asked)
    late = sum(needed.remedy.possible in _NOT_IN_TIME for needed in changes)
    return Shortest(_said(changes, answer, late, words), changes, answer, in_time=not late)


def _hopeless(found: Sequence[Sequence[Remedy]]) -> bool:
    return all(any(remedy.possible == "never" for remedy in way) for way in found)


def _needed(fixed: dict[str, tuple[tuple[Remedy, ...], ...]]) -> list[Needed]:
    """The cheapest choice of one way for each requirement; a change that serves two counts once."""
    choices = islice(product(*fixed.values()), _MOST_TRIED)
    chosen = min(choices, key=_price)
    serves: dict[tuple[str, str], list[str]] = {}
    remedies: dict[tuple[str, str], Remedy] = {}
    for name, way in zip(fixed, chosen, strict=True):
        for remedy in way:
            key = (remedy.fact, remedy.said)
            remedies[key] = remedy
            serves.setdefault(key, []).append(name)
    return [Needed(remedy, tuple(serves[key])) for key, remedy in remedies.items()]


def _price(choice: Sequence[Sequence[Remedy]]) -> tuple[int, int, int]:
    """What cannot be done, then how many changes, then their days."""
    remedies = {(remedy.fact, remedy.said): cost(remedy) for way in choice for remedy in way}
    hard = sum(rank for rank, _ in remedies.values())
    return hard, len(remedies), sum(days for _, days in remedies.values())


def _said(changes: Sequence[Needed], answer: Sequence[str], late: int, words: Words) -> str:
    close = words.moment(words.posting.closes)
    figures = {"changes": len(changes), "answers": len(answer), "late": late, "close": close}
    return words(f"shortest.{_kind(changes, answer, late)}", **figures)


def _kind(changes: Sequence[Needed], answer: Sequence[str], late: int) -> str:
    if any(needed.remedy.possible == "closed" for needed in changes):
        return "closed"
    if late:
        return "too_late"
    if changes:
        return "in_time_answers" if answer else "in_time"
    return "answers" if answer else "done"
