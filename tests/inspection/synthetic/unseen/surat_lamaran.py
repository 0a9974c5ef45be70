from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.unseen import other, own, papers

_WAYS: tuple[papers.Way, ...] = ("scan", "photo", "text")


def specimens(desk: Desk) -> Iterator[Specimen]:
    for way in _WAYS:
        who = person(desk.rng)
        extra = own.INJECTION if way == "text" else ""
        yield papers.sent(desk, own.letter(who, extra), way, {"nama": who.name})
    who = person(desk.rng)
    yield papers.sent(desk, own.cv(who), "text", {}, "wrong_document")
    yield papers.sent(desk, other.announcement(who), "scan", {}, "wrong_document")
    yield papers.spoiled(desk, own.letter(person(desk.rng)), "scan", "too_dark")
