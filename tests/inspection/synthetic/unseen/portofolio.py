from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.unseen import other, own, papers


def specimens(desk: Desk) -> Iterator[Specimen]:
    for way in papers.BOTH:
        who = person(desk.rng)
        yield papers.sent(desk, own.portfolio(who), way, {"nama": who.name})
    for way in papers.BOTH:
        source = other.announcement(person(desk.rng))
        yield papers.sent(desk, source, way, {}, "wrong_document")
    yield papers.spoiled(desk, own.portfolio(person(desk.rng)), "scan", "rotated")
