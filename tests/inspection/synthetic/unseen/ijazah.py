from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.unseen import papers, study

_RIGHT: tuple[tuple[papers.Way, str], ...] = (
    ("scan", "D4"),
    ("text", "S2"),
    ("photo", "S1"),
    ("text", "S1"),
    ("righted", "S1"),
)
_LOW: tuple[tuple[papers.Way, str, str], ...] = (
    ("scan", "SMA", "SEKOLAH MENENGAH ATAS NEGERI 5"),
    ("text", "SMK", "SEKOLAH MENENGAH KEJURUAN BAKTI"),
)


def specimens(desk: Desk) -> Iterator[Specimen]:
    for number, (way, level) in enumerate(_RIGHT):
        who = person(desk.rng)
        fields = {"nama": who.name, "jenjang": level}
        source = study.diploma(who, level, wide=number % 2 == 1)
        yield papers.sent(desk, source, way, fields)
    for way, level, name in _LOW:
        who = person(desk.rng)
        fields = {"nama": who.name, "jenjang": level}
        yield papers.sent(desk, study.school(who, name), way, fields, "education_below_min")
    for way in papers.BOTH:
        who = person(desk.rng)
        fields = {"nama": who.name, "jenjang": "D3"}
        source = study.diploma(who, "D3", wide=way == "scan")
        yield papers.sent(desk, source, way, fields, "education_below_min")
        source = study.transcript(person(desk.rng))
        yield papers.sent(desk, source, way, {}, "wrong_document")
    for flaw in ("blurry", "cropped", "rotated", "too_dark", "low_resolution"):
        source = study.diploma(person(desk.rng), "S1")
        yield papers.spoiled(desk, source, "scan", flaw)
