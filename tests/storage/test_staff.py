"""Staff, their sessions and links."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.desk import Desk, open_desk
from storage.engines import Engines
from storage.schema import audit
from storage.schema_staff import staff, staff_links, staff_sessions
from storage.staff import Member, TakenError
from storage.staff_sessions import IDLE, LASTS, LINK_LASTS
from tests.storage.conftest import MASTER

NOW = datetime(2025, 12, 18, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
READER = frozenset({"reader"})


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Desk, Engines]]:
    desk, engines = open_desk(f"sqlite:///{tmp_path / 'pandu.sqlite3'}", MASTER)
    yield desk, engines
    engines.close()


@pytest.fixture
def desk(opened: tuple[Desk, Engines]) -> Desk:
    return opened[0]


@pytest.fixture
def siti(desk: Desk) -> Member:
    return desk.people.add("Siti", frozenset({"broadcaster", "reader"}), NOW, "777")


def test_who_works_here_is_known_by_name_number_and_telegram(desk: Desk, siti: Member) -> None:
    assert siti.roles == {"broadcaster", "reader"}
    for found in (
        desk.people.named("Siti"),
        desk.people.by_id(siti.id),
        desk.people.by_telegram("777"),
    ):
        assert found == siti
    assert desk.people.by_telegram("778") is None
    assert desk.people.named("siti?") is None


@pytest.mark.parametrize(
    ("name", "telegram", "taken"), [("Siti", "", "name"), ("X", "777", "tele")]
)
def test_nobody_is_added_twice(
    desk: Desk, siti: Member, name: str, telegram: str, taken: str
) -> None:
    with pytest.raises(TakenError, match=taken):
        desk.people.add(name, READER, NOW, telegram)
    assert [each.name for each in desk.people.all()] == ["Siti"]


def test_where_they_are_reached_and_their_secret_are_sealed(
    opened: tuple[Desk, Engines], siti: Member
) -> None:
    desk, engines = opened
    desk.people.set_password(siti.id, "hash", "SECRET32")
    with engines.read.connect() as connection:
        row = connection.execute(select(staff)).one()
    assert b"777" not in row.sealed_telegram
    assert b"SECRET32" not in row.sealed_secret
    known = desk.people.credentials("Siti")
    assert known is not None
    assert (known.password, known.secret) == ("hash", "SECRET32")
    assert desk.people.reached_by_telegram("broadcaster") == ["777"]
    assert desk.people.reached_by_telegram("approver") == []


def test_who_is_disabled_is_let_in_nowhere(desk: Desk, siti: Member) -> None:
    token = desk.sessions.begin(siti, NOW)
    link = desk.sessions.make_link(siti, NOW)
    desk.people.set_password(siti.id, "hash", "SECRET32")
    desk.people.disable(siti.id, NOW)
    assert desk.sessions.whose(token, NOW) is None
    assert desk.sessions.use_link(link, NOW) is None
    assert desk.people.credentials("Siti") is None
    assert desk.people.by_telegram("777") is None
    assert desk.people.reached_by_telegram("reader") == []
    desk.people.enable(siti.id)
    assert desk.sessions.whose(token, NOW) is not None


def test_a_one_time_code_is_taken_once_and_never_an_earlier_one(desk: Desk, siti: Member) -> None:
    assert desk.people.use_step(siti.id, 100)
    assert not desk.people.use_step(siti.id, 100)
    assert not desk.people.use_step(siti.id, 99)
    assert desk.people.use_step(siti.id, 101)


def test_a_session_ends_when_nobody_is_there(desk: Desk, siti: Member) -> None:
    token = desk.sessions.begin(siti, NOW)
    still = NOW + IDLE - SECOND
    assert desk.sessions.whose(token, still) is not None
    assert desk.sessions.whose(token, still + IDLE - SECOND) is not None
    assert desk.sessions.whose(token, still + 2 * IDLE) is None


def test_a_session_ends_after_a_day_of_work_however_busy(desk: Desk, siti: Member) -> None:
    token, at = desk.sessions.begin(siti, NOW), NOW
    while at + IDLE / 2 < NOW + LASTS:
        at += IDLE / 2
        assert desk.sessions.whose(token, at) is not None
    assert desk.sessions.whose(token, NOW + LASTS) is None


def test_signing_out_ends_one_session_and_disabling_all(desk: Desk, siti: Member) -> None:
    here, there = desk.sessions.begin(siti, NOW), desk.sessions.begin(siti, NOW)
    desk.sessions.end(here)
    assert desk.sessions.whose(here, NOW) is None
    assert desk.sessions.whose(there, NOW) is not None
    link = desk.sessions.make_link(siti, NOW)
    desk.sessions.end_all(siti)
    assert desk.sessions.whose(there, NOW) is None
    assert not desk.sessions.opens(link, NOW)


def test_a_link_signs_in_once_and_looking_at_it_uses_nothing(desk: Desk, siti: Member) -> None:
    link = desk.sessions.make_link(siti, NOW)
    assert desk.sessions.opens(link, NOW)
    assert desk.sessions.opens(link, NOW)
    assert desk.sessions.use_link(link, NOW) == siti
    assert desk.sessions.use_link(link, NOW) is None
    assert not desk.sessions.opens(link, NOW)


def test_a_link_runs_out_and_a_made_up_one_is_none(desk: Desk, siti: Member) -> None:
    link = desk.sessions.make_link(siti, NOW)
    assert desk.sessions.use_link(link, NOW + LINK_LASTS) is None
    assert desk.sessions.use_link("made-up", NOW) is None


def test_no_token_is_stored(opened: tuple[Desk, Engines], siti: Member) -> None:
    desk, engines = opened
    tokens = (desk.sessions.begin(siti, NOW), desk.sessions.make_link(siti, NOW))
    with engines.read.connect() as connection:
        rows = [connection.execute(select(each)).one() for each in (staff_sessions, staff_links)]
    for token in tokens:
        assert token.encode() not in b"".join(row.lookup for row in rows)


def test_what_ran_out_is_swept_when_somebody_signs_in(
    opened: tuple[Desk, Engines], siti: Member
) -> None:
    desk, engines = opened
    desk.sessions.begin(siti, NOW)
    desk.sessions.begin(siti, NOW + LASTS)
    with engines.read.connect() as connection:
        assert len(connection.execute(select(staff_sessions)).all()) == 1


def test_a_form_has_a_sign_that_belongs_to_its_cookie(desk: Desk) -> None:
    assert desk.sessions.sign("a") == desk.sessions.sign("a") != desk.sessions.sign("b")


def test_what_staff_did_is_in_the_audit(opened: tuple[Desk, Engines], siti: Member) -> None:
    desk, engines = opened
    desk.people.note(siti.actor, "view_talk", NOW, 42)
    with engines.read.connect() as connection:
        row = connection.execute(select(audit)).one()
    assert (row.actor, row.act, row.case_id) == (f"staff:{siti.id}", "view_talk", 42)


def test_it_is_the_same_on_each_engine(database_url: str) -> None:
    desk, engines = open_desk(database_url, MASTER)
    siti = desk.people.add("Siti", READER, NOW, "777")
    with pytest.raises(TakenError, match="telegram"):
        desk.people.add("Budi", READER, NOW, "777")
    assert desk.sessions.use_link(desk.sessions.make_link(siti, NOW), NOW) == siti
    assert desk.sessions.whose(desk.sessions.begin(siti, NOW), NOW) == siti
    assert desk.people.use_step(siti.id, 7)
    assert not desk.people.use_step(siti.id, 7)
    desk.people.note(siti.actor, "signed_in", NOW)
    desk.sessions.end_all(siti)
    engines.close()
