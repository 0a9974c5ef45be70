"""Rows over a posting: stored once for each revision, with everything planned anew."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, select, update
from sqlalchemy.exc import OperationalError

from conversations.posting.amendment import Amendment, Row
from storage.amendments import RevisionTakenError
from storage.schema import cases
from storage.store import Store
from storage.writer import DatabaseDownError
from tests.storage.talk import SLUG, said

AT = datetime(2025, 12, 21, 3, tzinfo=UTC)
MOVE = Amendment(moves={"closes": "2025-12-23T16:00+07:00"})
WORDS = Amendment(texts={"clauses.umum-3": {"id": "Usia.", "en": "Age."}})


def row(revision: int, amendment: Amendment = MOVE) -> Row:
    return Row(revision, amendment, "Pengumuman di portal", "Sari", AT)


async def test_rows_come_back_as_they_were_in_their_order(store: Store) -> None:
    rows = (row(1), row(2, WORDS))
    for each in rows:
        store.amendments.add(SLUG, each)
    assert store.amendments.rows(SLUG) == rows
    assert (store.amendments.newest(SLUG), store.amendments.newest("other")) == (2, 0)


async def test_a_revision_is_published_once(store: Store) -> None:
    store.amendments.add(SLUG, row(1))
    with pytest.raises(RevisionTakenError):
        store.amendments.add(SLUG, row(1, WORDS))
    assert store.amendments.rows(SLUG) == (row(1),)


async def test_a_process_hears_of_what_it_does_not_know(store: Store) -> None:
    assert await store.amendments.changed(SLUG, 0) is None
    store.amendments.add(SLUG, row(1))
    assert await store.amendments.changed(SLUG, 0) == (row(1),)
    assert await store.amendments.changed(SLUG, 1) is None


async def test_everybody_is_planned_anew_where_dates_or_rules_change(
    store: Store, database_url: str
) -> None:
    await said(store, "1")
    engine = create_engine(database_url)
    for revision, amendment, planned in ((1, WORDS, 1), (2, MOVE, 0)):
        with engine.begin() as connection:
            connection.execute(update(cases).values(planned=1))
        store.amendments.add(SLUG, row(revision, amendment))
        with engine.begin() as connection:
            assert connection.execute(select(cases.c.planned)).scalars().all() == [planned]
    engine.dispose()


async def test_a_database_that_is_down_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_: str) -> int:
        raise OperationalError("select", {}, Exception())

    monkeypatch.setattr(store.amendments, "newest", down)
    with pytest.raises(DatabaseDownError):
        await store.amendments.changed(SLUG, 0)
