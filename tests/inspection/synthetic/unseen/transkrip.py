from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.unseen import papers, study

_RIGHT: tuple[tuple[papers.Way, str], ...] = (
    ("scan", "S1"),
    ("text", "D4"),
    ("photo", "S2"),
    ("righted", "S1"),
)


def specimens(desk: Desk) -> Iterator[Specimen]:
    for way, level in _RIGHT:
        who = person(desk.rng)
        yield papers.sent(desk, study.transcript(who, level), way, {"nama": who.name})
    for way in papers.BOTH:
        source = study.diploma(person(desk.rng), "S1", wide=way == "text")
        yield papers.sent(desk, source, way, {}, "wrong_document")
    for flaw in ("blurry", "cropped"):
        yield papers.spoiled(desk, study.transcript(person(desk.rng)), "photo", flaw)
    yield papers.spoiled(desk, study.transcript(person(desk.rng)), "scan", "rotated")
