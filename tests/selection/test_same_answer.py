"""*Apakah saya lulus?* has one answer for everybody, before and after; its path reads no list."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

import storage.schema_selection as tables
from conversations.dialog.event import Address, Typed
from conversations.selection.decision import Decision
from conversations.selection.sheet import Row, Sheet
from conversations.selection.telling import Invitation
from storage.schema import metadata
from storage.selection_import import Taking
from tests.reminders.conftest import Comes
from tests.reminders.test_occasion_due import with_mail
from tests.selection.agency import BUDI, DAY, RINA, Agency, said
from tests.time_machine.machine import SLUG

ASKED = ("apakah saya lulus?", "hasil seleksi saya bagaimana?", "did I pass?", "saya lolos tidak?")
OURS = {table.name for table in metadata.tables.values() if table in vars(tables).values()}


@contextmanager
def heard() -> Iterator[list[str]]:
    """Every statement that is run meanwhile."""
    found: list[str] = []

    def note(*call: Any) -> None:  # noqa: ANN401 - the library's arguments
        found.append(call[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def answers(agency: Agency, talk: Address) -> list[str]:
    told = []
    for question in ASKED:
        told += [message.text for message in await said(agency, talk, Typed(question))]
    return told


def test_these_are_the_tables() -> None:
    assert {"decisions", "publications", "candidates", "result_messages", "places"} <= OURS


async def test_one_answer_for_everybody_and_no_list_is_read(
    agency: Agency,
    comes: Comes,
) -> None:
    passer, other, stranger = await comes("rina"), await comes("budi"), await comes("siapa")
    await with_mail(agency.worker, passer)
    await agency.chat()
    before = await answers(agency, passer)
    assert before == await answers(agency, other) == await answers(agency, stranger)
    agency.worker.world.clock.moment = DAY
    before = await answers(agency, passer)
    rows = (Row(2, RINA, Decision("pass")), Row(3, BUDI, Decision("fail")))
    agency.selection.take(Taking(SLUG, 1, Sheet(rows)), agency.sari)
    agency.published(1, Invitation())
    assert (await agency.told()).count["result repeated"] == 1
    await agency.chat()
    with heard() as statements:
        after = await answers(agency, passer)
        assert after == await answers(agency, other) == await answers(agency, stranger) == before
    assert statements
    assert [each for each in statements if any(f" {name}" in each for name in OURS)] == []
