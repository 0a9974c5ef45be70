"""Confirmed addresses, their codes, and what is cancelled, on each database."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, select

from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.reach import CODE_TRIES, Contact
from conversations.dialog.state import State
from conversations.dialog.turn import Letter, Turn
from storage.reaching import MAIL
from storage.schema import addresses, contact_codes, outbox
from storage.store import Store
from storage.ways import CALENDAR, STOP
from tests.storage.talk import NOW, RINA, SLUG, inbound

BUDI = Address("webchat", "budi")
EMAIL = "siti@contoh.id"
HERS = Address(MAIL, EMAIL)
PENDING = Contact(email=EMAIL, codes=("2025-12-18T01:00:00+00:00",))
CONFIRMED = Contact(email=EMAIL, email_confirmed="2025-12-18T01:01:00+00:00")


async def left(store: Store, contact: Contact, who: Address = RINA, letter: str = "") -> None:
    """A turn after which their contact details are these; `letter` is the code in it."""
    case = await store.case_of(who, SLUG, NOW)
    seq = case.state.seq + 1
    state = State(seq=seq, consent="2025-12-18T01:00:00+00:00", contact=contact)
    sent = Letter(Message(seq, "contact:letter", letter, to=contact.email), letter)
    turn = Turn(state, letter=sent if letter else None)
    event = inbound(f"{who.external_id}:{case.version}", address=who)
    assert (await store.commit(case, event, turn, NOW)).result == "done"


async def weighed(store: Store, code: str, who: Address = RINA, minutes: int = 0) -> str:
    case = await store.case_of(who, SLUG, NOW)
    return await store.codes.weigh(case, code, NOW + timedelta(minutes=minutes))


def mailboxes(url: str) -> list[tuple[int, int]]:
    """Applicant and when it was blocked, of each mail address."""
    engine = create_engine(url)
    with engine.connect() as connection:
        wanted = select(addresses).where(addresses.c.channel == MAIL)
        found = [(row.applicant_id, row.blocked_at) for row in connection.execute(wanted)]
    engine.dispose()
    return found


def stored(url: str) -> list[tuple[str, str]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        wanted = select(outbox.c.status, outbox.c.reason).order_by(outbox.c.seq)
        found = [(row.status, row.reason) for row in connection.execute(wanted)]
    engine.dispose()
    return found


async def test_a_code_holds_for_its_address_and_time(store: Store) -> None:
    await left(store, PENDING, letter="012345")
    assert await weighed(store, "012344") == "wrong"
    assert await weighed(store, "012345", minutes=29) == "right"
    assert await weighed(store, "012345", minutes=30) == "expired"
    await left(store, replace(PENDING, email="lain@contoh.id"))
    assert await weighed(store, "012345") == "wrong"


async def test_a_code_is_nobody_elses(store: Store) -> None:
    await left(store, PENDING, letter="012345")
    await left(store, PENDING, BUDI, letter="999999")
    assert await weighed(store, "012345", BUDI) == "wrong"


async def test_after_some_tries_even_the_right_one_is_spent(store: Store) -> None:
    await left(store, PENDING, letter="012345")
    told = [await weighed(store, "999999") for _ in range(CODE_TRIES)]
    assert told == ["wrong"] * (CODE_TRIES - 1) + ["spent"]
    assert await weighed(store, "012345") == "spent"
    await left(store, PENDING, letter="543210")
    assert await weighed(store, "012345") == "wrong"
    assert await weighed(store, "543210") == "right"


async def test_without_a_code_none_is_right(store: Store) -> None:
    await left(store, PENDING)
    assert await weighed(store, "012345") == "expired"


async def test_no_code_is_stored_as_it_is(store: Store, database_url: str) -> None:
    await left(store, PENDING, letter="012345")
    engine = create_engine(database_url)
    with engine.connect() as connection:
        row = connection.execute(select(contact_codes)).one()
        body = connection.execute(select(outbox.c.body)).scalar_one()
    engine.dispose()
    assert b"012345" not in bytes(row.code) + bytes(body)


async def test_a_letter_goes_to_the_mail_and_is_not_shown_in_the_talk(store: Store) -> None:
    await left(store, PENDING, letter="012345")
    assert await store.entries_after(RINA, SLUG, 0, NOW) == ()
    [delivery] = await store.claim(MAIL, 100, 10, NOW)
    assert (delivery.message.to, delivery.message.text) == (EMAIL, "012345")


async def test_a_letter_goes_out_no_longer_than_its_code_holds(
    store: Store, database_url: str
) -> None:
    await left(store, PENDING, letter="012345")
    assert await store.claim(MAIL, 100, 10, NOW + timedelta(minutes=31)) == []
    assert stored(database_url) == [("cancelled", "late")]


async def test_a_confirmed_address_comes_and_goes(store: Store, database_url: str) -> None:
    await left(store, PENDING)
    assert mailboxes(database_url) == []
    await left(store, CONFIRMED)
    assert len(mailboxes(database_url)) == 1
    await left(store, CONFIRMED)
    assert len(mailboxes(database_url)) == 1
    assert await store.ways.owner(HERS) == RINA
    await left(store, replace(CONFIRMED, email="lain@contoh.id"))
    assert await store.ways.owner(HERS) is None
    await left(store, Contact())
    assert mailboxes(database_url) == []


async def test_a_mailbox_belongs_to_who_confirmed_it_last(store: Store, database_url: str) -> None:
    await left(store, CONFIRMED)
    await left(store, CONFIRMED, BUDI)
    assert len(mailboxes(database_url)) == 1
    assert await store.ways.owner(HERS) == BUDI
    await left(store, Contact())
    assert await store.ways.owner(HERS) == BUDI


async def test_one_that_was_blocked_opens_when_it_is_confirmed_anew(
    store: Store, database_url: str
) -> None:
    await left(store, CONFIRMED)
    await store.block(HERS, NOW)
    await left(store, replace(CONFIRMED, bounced="x"))
    assert mailboxes(database_url)[0][1] > 0
    await left(store, CONFIRMED)
    assert mailboxes(database_url)[0][1] == 0


@pytest.mark.parametrize("hushed", ["stopped", "withdrawn"])
async def test_what_waits_unasked_is_cancelled_with_the_stop(
    store: Store, database_url: str, hushed: str
) -> None:
    await left(store, PENDING, letter="012345")
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(outbox.update().values(kind="notice"))
    engine.dispose()
    case = await store.case_of(RINA, SLUG, NOW)
    change = {"stopped": "2025-12-18T01:00:00+00:00"} if hushed == "stopped" else {"consent": ""}
    turn = Turn(replace(case.state, **change), audit=("messages_stopped",))
    assert await store.commit_alone(case, turn, NOW) == "done"
    assert stored(database_url) == [("cancelled", "stopped")]
    assert await store.commit_alone(case, turn, NOW) == "outdated"


async def test_a_way_is_for_one_purpose_and_nobody_can_make_one(store: Store) -> None:
    await left(store, PENDING)
    case = await store.case_of(RINA, SLUG, NOW)
    token = store.ways.make(STOP, case.id)
    assert await store.ways.find(STOP, token) == RINA
    assert await store.ways.find(CALENDAR, token) is None
    other = "A" if token[0] != "A" else "B"
    for wrong in (other + token[1:], token[:-1], token + "AAAA", "", "é" * 32, "a" * 4000):
        assert await store.ways.find(STOP, wrong) is None
    assert await store.ways.find(STOP, store.ways.make(STOP, case.id + 1)) is None
