from collections.abc import Iterator

from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.seen import own, papers
from tests.inspection.synthetic.specimen import Desk, Specimen

_WAYS: tuple[papers.Way, ...] = ("text", "scan")


def specimens(desk: Desk) -> Iterator[Specimen]:
    for way in _WAYS:
        who = person(desk.rng)
        yield papers.sent(desk, own.letter(who), way, {"nama": who.name})
    for way in _WAYS:
        yield papers.sent(desk, own.cv(person(desk.rng)), way, {}, "wrong_document")
    yield papers.spoiled(desk, own.letter(person(desk.rng)), "scan", "blurry")
    who = person(desk.rng)
    yield papers.sent(desk, own.letter(who), "photo", {"nama": who.name})
