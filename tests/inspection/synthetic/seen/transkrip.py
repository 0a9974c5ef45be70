from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.seen import papers, study
from tests.inspection.synthetic.specimen import Desk, Specimen

_RIGHT: tuple[tuple[papers.Way, str], ...] = (
    ("text", "S1"),
    ("scan", "D4"),
    ("photo", "S1"),
    ("text", "S2"),
)


def specimens(desk: Desk) -> Iterator[Specimen]:
    for way, level in _RIGHT:
        who = person(desk.rng)
        yield papers.sent(desk, study.transcript(who, level), way, {"nama": who.name})
    ways: tuple[papers.Way, ...] = ("text", "scan")
    for way in ways:
        source = study.diploma(person(desk.rng), "S1")
        yield papers.sent(desk, source, way, {}, "wrong_document")
    for flaw in ("blurry", "cropped"):
        yield papers.spoiled(desk, study.transcript(person(desk.rng)), "photo", flaw)
    yield papers.spoiled(desk, study.transcript(person(desk.rng)), "scan", "rotated")
