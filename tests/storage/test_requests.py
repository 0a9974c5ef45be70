"""What a turn asks for somebody's data: a row with a clock, and silence from that commit on."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, select

from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from storage.requests import Request
from storage.schema import outbox
from storage.store import Store
from tests.storage.talk import NOW, RINA, SLUG, inbound

KINDS = ("reply", "notice", "code", "announce")
ASKED, AT = "2025-12-18T01:00:00+00:00", "2025-12-19T01:00:00+00:00"


async def waiting(store: Store, database_url: str) -> State:
    """Somebody who agreed, and for whom something of each kind waits."""
    case = await store.case_of(RINA, SLUG, NOW)
    told = tuple(Message(seq, "test", "halo") for seq in range(1, len(KINDS) + 1))
    state = State(consent=ASKED, progress="checking", seq=len(KINDS))
    await store.commit(case, inbound("1"), Turn(state, told), NOW)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for seq, kind in enumerate(KINDS, 1):
            connection.execute(outbox.update().where(outbox.c.seq == seq).values(kind=kind))
    engine.dispose()
    return state


async def turned(store: Store, state: State) -> None:
    case = await store.case_of(RINA, SLUG, NOW)
    assert await store.commit_alone(case, Turn(state), NOW) == "done"


def stored(database_url: str) -> Sequence[Any]:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        found = connection.execute(select(outbox.c.status).order_by(outbox.c.seq)).scalars().all()
    engine.dispose()
    return found


@pytest.mark.parametrize("what", ["erase", "withdraw"])
async def test_what_waits_is_cancelled_by_the_same_commit(
    store: Store, database_url: str, what: str
) -> None:
    """Answers go out: they asked for them."""
    state = await waiting(store, database_url)
    change = {"consent": ""} if what == "withdraw" else {"erase_asked": ASKED, "erase_at": AT}
    await turned(store, replace(state, **change))
    assert stored(database_url) == ["waiting", "cancelled", "cancelled", "cancelled"]
    (wish,) = await store.rights.requests.newest()
    assert (wish.kind, wish.status, wish.channel) == (what, "open", "webchat")
    assert timedelta(milliseconds=wish.due_at - wish.opened_at) == timedelta(hours=72)
    assert await store.rights.requests.find(wish.id) == wish


async def test_the_answer_to_the_wish_still_arrives(store: Store, database_url: str) -> None:
    state = await waiting(store, database_url)
    await turned(store, replace(state, erase_asked=ASKED, erase_at=ASKED))
    (wish,) = await store.rights.requests.newest()
    assert timedelta(milliseconds=wish.runs_at - wish.opened_at) == timedelta(minutes=1)


async def test_who_changes_their_mind_and_asks_again_has_a_new_clock(
    store: Store, database_url: str
) -> None:
    state = await waiting(store, database_url)
    asking = replace(state, erase_asked=ASKED, erase_at=AT)
    for each in (asking, state, asking):
        await turned(store, each)
    assert statuses(await store.rights.requests.newest()) == ["open", "cancelled"]


async def test_staff_do_not_open_a_second_one(store: Store, database_url: str) -> None:
    state = await waiting(store, database_url)
    await turned(store, replace(state, erase_asked=ASKED, erase_at=AT))
    case = await store.case_of(RINA, SLUG, NOW)
    found = await store.rights.requests.for_staff(case.id, "staff:1", "letter", NOW)
    assert found == case.applicant_id
    assert statuses(await store.rights.requests.newest()) == ["open"]
    assert await store.rights.requests.for_staff(404, "staff:1", "letter", NOW) == 0
    assert await store.rights.requests.find(404) is None


def statuses(found: list[Request]) -> list[str]:
    return [each.status for each in found]
