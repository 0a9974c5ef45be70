from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.seen import papers, study
from tests.inspection.synthetic.specimen import Desk, Specimen

_RIGHT: tuple[tuple[papers.Way, str], ...] = (
    ("text", "S1"),
    ("scan", "S1"),
    ("text", "D4"),
    ("scan", "S2"),
    ("scan", "D4"),
)
_SCHOOLS = ("SEKOLAH MENENGAH ATAS", "SEKOLAH MENENGAH KEJURUAN")


def specimens(desk: Desk) -> Iterator[Specimen]:
    for way, level in _RIGHT:
        who = person(desk.rng)
        fields = {"nama": who.name, "jenjang": level}
        yield papers.sent(desk, study.diploma(who, level), way, fields)
    ways: tuple[papers.Way, ...] = ("text", "scan")
    for way, name, short in zip(ways, _SCHOOLS, ("SMA", "SMK"), strict=True):
        who = person(desk.rng)
        fields = {"nama": who.name, "jenjang": "D3"}
        yield papers.sent(desk, study.diploma(who, "D3"), way, fields, "education_below_min")
        who = person(desk.rng)
        fields = {"nama": who.name, "jenjang": short}
        yield papers.sent(desk, study.school(who, name), way, fields, "education_below_min")
        who = person(desk.rng)
        yield papers.sent(desk, study.transcript(who), way, {}, "wrong_document")
    for flaw in ("blurry", "cropped", "rotated", "too_dark", "low_resolution"):
        yield papers.spoiled(desk, study.diploma(person(desk.rng), "S1"), "scan", flaw)
