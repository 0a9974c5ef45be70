"""What a document is, and whether that is what its slot is for."""

from collections.abc import Mapping

from conversations.documents.contents.lines import whole
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.signs import LEAST, LEAST_OTHERWISE, SIGNS
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

ENOUGH = 60
"""Letters that must have been read before a document is said to be another."""
CLEARLY = 3
"""By how much another kind must lead."""
HEAD = 1200
"""Characters that tell what a document is; what follows may speak of anything."""


def read_kind(lines: Lines, sought: Sought) -> Read:
    """`wrong_document`, where it is surely another or none of its slot's signs are there."""
    text = whole(lines)[:HEAD]
    if sought.slot not in SIGNS or sum(letter.isalpha() for letter in text) < ENOUGH:
        return Read()
    points = score(text)
    own, (other, best) = points[sought.slot], _best(points, sought.slot)
    least = LEAST.get(sought.slot, LEAST_OTHERWISE)
    if own >= least and best - own < CLEARLY:
        return Read()
    if own >= least and own >= 2 * least:
        return Read()
    detail = other if other and best > own else ""
    return Read(findings=(Finding("wrong_document", confidence=0.85, detail=detail),))


def which_document(lines: Lines) -> str:
    """The slot whose signs lead clearly; "" where none does."""
    points = score(whole(lines)[:HEAD])
    slot, best = _best(points, "")
    second = max((points[other] for other in points if other != slot), default=0)
    return slot if best >= 2 * LEAST_OTHERWISE and best - second >= CLEARLY else ""


def score(text: str) -> Mapping[str, int]:
    """Points of every kind."""
    return {
        kind: sum(weight for pattern, weight in signs if pattern.search(text))
        for kind, signs in SIGNS.items()
    }


def _best(points: Mapping[str, int], but: str) -> tuple[str, int]:
    others = {kind: at for kind, at in points.items() if kind != but}
    kind = max(others, key=lambda name: others[name])
    return kind, others[kind]
