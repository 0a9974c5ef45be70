"""Do the papers of one case speak of one person, and of what was said? Doubt only warns."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from conversations.documents.findings import Finding
from conversations.documents.paper import FORM, Paper, Papers, in_order
from conversations.documents.same_name import same_name

Agree = Callable[[str, str], bool]
SURE, LIKELY = 0.9, 0.7
BESIDE = frozenset(("name_differs", "nik_differs", "birthdate_differs", "same_file_twice"))
SAID = "said"
"""The detail of what differs from the applicant's own words; otherwise it is the other's slot."""
_CARD = "ktp"
_BODY = "badan usaha"
_NIK = 16
_SLIP = 1
"""So many digits may be misread before two numbers are held to be two."""


def across(papers: Papers, said: Mapping[str, object]) -> Mapping[int, tuple[Finding, ...]]:
    """What differs, by the document's number. `said` holds facts by key."""
    usable = in_order(p for p in papers.values() if p.usable and p.slot not in {"", FORM})
    found: dict[int, tuple[Finding, ...]] = {}
    for paper, finding in (
        *_odd(_names(usable), same_name, "name_differs", LIKELY),
        *_odd(_numbers(usable), _same_number, "nik_differs", SURE),
        *_odd(_births(usable), _equal, "birthdate_differs", SURE),
        *_unlike_said(usable, said),
        *_twice(usable),
    ):
        found[paper.id] = (*found.get(paper.id, ()), finding)
    return found


def _names(papers: tuple[Paper, ...]) -> list[tuple[Paper, str]]:
    """A business registration of a company names the company."""
    return [
        (paper, name)
        for paper in papers
        if (name := _text(paper, "nama")) and paper.fields.get("jenis") != _BODY
    ]


def _numbers(papers: tuple[Paper, ...]) -> list[tuple[Paper, str]]:
    """The NIK, which is also the NPWP of a person where that has 16 digits (PMK 112/2022); one that
    begins with a nought is an older NPWP.
    """
    read = ((paper, _text(paper, "nik") or _text(paper, "npwp")) for paper in papers)
    return [(paper, digits) for paper, digits in read if len(digits) == _NIK and digits[0] != "0"]


def _births(papers: tuple[Paper, ...]) -> list[tuple[Paper, str]]:
    return [(paper, day) for paper in papers if (day := _text(paper, "tanggal_lahir"))]


def _text(paper: Paper, field: str) -> str:
    value = paper.fields.get(field)
    return value if isinstance(value, str) else ""


def _odd(
    read: list[tuple[Paper, str]], agree: Agree, code: str, confidence: float
) -> Iterator[tuple[Paper, Finding]]:
    """Papers that disagree with the one that most agree with; of equals the identity card."""
    alike = _alike({value for _, value in read}, agree)
    if all(len(same) == len(alike) for same in alike.values()):
        return
    best, value = max(read, key=lambda each: (_votes(each[1], read, alike), each[0].slot == _CARD))
    for paper, other in read:
        if other not in alike[value]:
            yield paper, Finding(code, confidence=confidence, detail=best.slot)


def _alike(values: set[str], agree: Agree) -> Mapping[str, set[str]]:
    """For each value all that agree with it; each two are compared once."""
    found = {value: {value} for value in values}
    for one, other in combinations(sorted(values), 2):
        if agree(one, other):
            found[one].add(other)
            found[other].add(one)
    return found


def _votes(value: str, read: list[tuple[Paper, str]], alike: Mapping[str, set[str]]) -> int:
    """Kinds of documents that agree with it."""
    return len({paper.slot for paper, other in read if other in alike[value]})


def _same_number(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) <= _SLIP


def _equal(one: str, other: str) -> bool:
    return one == other


def _unlike_said(
    papers: tuple[Paper, ...], said: Mapping[str, object]
) -> Iterator[tuple[Paper, Finding]]:
    born = said.get("birth_date")
    if isinstance(born, str):
        for paper, day in _births(papers):
            if day != born:
                yield paper, Finding("birthdate_differs", confidence=SURE, detail=SAID)


def _twice(papers: tuple[Paper, ...]) -> Iterator[tuple[Paper, Finding]]:
    """The later of two that are the same file in two slots."""
    told: set[int] = set()
    for one, other in combinations(papers, 2):
        same = one.digest and one.digest == other.digest and one.slot != other.slot
        if same and other.id not in told:
            told.add(other.id)
            yield other, Finding("same_file_twice", detail=one.slot)
