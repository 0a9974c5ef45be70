"""The post: one person's messages in order, each within its lease, all outcomes recorded."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.delivery.post import Post
from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from storage.delivery import Delivery
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Committed, Store
from tests.storage.ledger import BUDI, CHANNEL, rows
from tests.storage.talk import NOW, SLUG, answer, inbound

SENT = Outcome("sent", sent_id="88")


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'pandu.sqlite3'}"
    migrate(found)
    return found


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = Store(url, MasterKey(bytes(32)), itertools.count(1).__next__)
    yield opened
    await opened.close()


class Wire:
    """Gives the outcomes in turn, the last one for all others; notes what went out."""

    def __init__(self, *outcomes: Outcome, meanwhile: Callable[[], None] = lambda: None) -> None:
        self._outcomes, self._meanwhile = list(outcomes), meanwhile
        self.went: list[str] = []

    async def send(self, delivery: Delivery) -> Outcome:
        self.went.append(delivery.message.text)
        self._meanwhile()
        return self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]


async def three(store: Store, address: Address = BUDI) -> Committed:
    """A turn of three messages, leased to this process."""
    case = await store.case_of(address, SLUG, NOW)
    turn = answer(case.state)
    told = tuple(Message(seq, "test", f"part {seq}") for seq in (2, 3, 4))
    return await store.commit(
        case, inbound("1", address=address), Turn(turn.state, told, "halo", 1), NOW, push=True
    )


async def posted(store: Store, wire: Wire) -> None:
    """What a reply brings about, up to its records."""
    post = Post(CHANNEL, wire.send, store, Clock(), 100)
    post.reply(await three(store))
    await post.drain()
    await store.pause("another channel", 0)


async def test_a_turn_goes_out_in_order(store: Store, url: str) -> None:
    wire = Wire(SENT)
    await posted(store, wire)
    assert wire.went == ["part 2", "part 3", "part 4"]
    assert [row[0] for row in rows(url)] == ["sent"] * 3


async def test_after_one_that_must_wait_the_rest_waits_too(store: Store, url: str) -> None:
    wire = Wire(SENT, Outcome("waiting", reason="too many requests", delay=60_000), SENT)
    await posted(store, wire)
    assert wire.went == ["part 2", "part 3"]
    assert [row[0] for row in rows(url)] == ["sent", "waiting", "waiting"]
    assert [row[2] for row in rows(url)] == [1, 0, 0]


async def test_what_fails_or_is_unknown_holds_nothing(store: Store, url: str) -> None:
    wire = Wire(Outcome("failed", reason="refused"), Outcome("unknown", reason="no answer"), SENT)
    await posted(store, wire)
    assert [row[0] for row in rows(url)] == ["failed", "waiting", "sent"]


async def test_nothing_more_goes_to_who_blocked(store: Store, url: str) -> None:
    wire = Wire(Outcome("failed", reason="blocked", blocked=True))
    await posted(store, wire)
    assert wire.went == ["part 2"]
    assert [row[0] for row in rows(url)] == ["failed"] * 3


async def test_no_attempt_begins_that_its_lease_may_not_outlast(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("bot.delivery.post.monotonic", lambda: now[0])

    def slow() -> None:
        now[0] += 7

    wire = Wire(SENT, meanwhile=slow)
    await posted(store, wire)
    assert wire.went == ["part 2"]
    assert [row[0] for row in rows(url)] == ["sent", "waiting", "waiting"]


async def test_a_sender_that_raises_is_left_to_the_sweeper(store: Store, url: str) -> None:
    async def broken(_: Delivery) -> Outcome:
        raise ZeroDivisionError

    post = Post(CHANNEL, broken, store, Clock(), 100)
    post.reply(await three(store))
    await post.drain()
    assert [row[0] for row in rows(url)] == ["leased"] * 3


async def test_what_waits_is_taken_up_until_nothing_is_left(store: Store, url: str) -> None:
    all_went, wire = asyncio.Event(), Wire(Outcome("waiting", reason="no connection"), SENT)

    async def send(delivery: Delivery) -> Outcome:
        outcome = await wire.send(delivery)
        if wire.went[-1] == "part 4":
            all_went.set()
        return outcome

    post = Post(CHANNEL, send, store, Clock(), 100)
    life = asyncio.create_task(post.run())
    post.reply(await three(store))
    await all_went.wait()
    life.cancel()
    await asyncio.wait([life])
    await post.drain()
    await store.pause("another channel", 0)
    assert wire.went == ["part 2", "part 2", "part 3", "part 4"]
    assert [row[0] for row in rows(url)] == ["sent"] * 3
