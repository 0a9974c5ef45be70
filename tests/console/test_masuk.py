"""`/masuk` on Telegram: a link for those who work here, and no word of it for anybody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from bot.channels.telegram.staff_words import StaffWords
from bot.clock import Clock
from conversations.dialog.event import Address, Inbound, Typed
from tests.console.conftest import Worker, console_of

NOW = datetime(2025, 12, 18, 1, 0, tzinfo=UTC)
CHAT = "424242"


@pytest.fixture
def writes(program: TestClient) -> Callable[..., str | None]:
    """What is answered to somebody of that Telegram id."""
    console = console_of(program)
    words = StaffWords(console.parts, console.phrases, console.clock)

    def write(text: str, chat: str = CHAT) -> str | None:
        assert program.portal is not None
        event = Inbound("1", Address("telegram", chat), Typed(text), NOW)
        return program.portal.call(words.answer, event)

    return write


@pytest.fixture
def budi(works: Callable[..., Worker]) -> Worker:
    worker = works("reader", name="Budi di Telegram", signed_in=False)
    if worker.console.people.by_telegram(CHAT) is None:
        people = worker.console.people
        people.add("Budi lain", frozenset({"reader"}), Clock().now(), CHAT)
    return worker


@pytest.mark.parametrize("text", ["/masuk", "/MASUK", "/masuk@pandu_bot", "/masuk sekarang"])
def test_a_link_that_leads_in(
    budi: Worker, writes: Callable[..., str | None], stranger: TestClient, text: str
) -> None:
    told = writes(text)
    assert told is not None
    link = told.rpartition("/console/masuk/")[2]
    assert budi.console.sessions.opens(link, Clock().now())


def test_who_does_not_work_here_gets_the_usual_answer(
    budi: Worker, writes: Callable[..., str | None]
) -> None:
    assert writes("/masuk", "1") is None


def test_neither_does_who_lost_access(budi: Worker, writes: Callable[..., str | None]) -> None:
    people = budi.console.people
    member = people.by_telegram(CHAT)
    assert member is not None
    people.disable(member.id, NOW)
    assert writes("/masuk") is None
    people.enable(member.id)
    assert writes("/masuk") is not None


def test_words_that_are_no_command_are_the_talks(
    budi: Worker, writes: Callable[..., str | None]
) -> None:
    assert writes("masuk") is None
    assert writes("/mulai") is None
