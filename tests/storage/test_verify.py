"""What must not be in a database is found, each by its row, on both engines."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.blobs import Blobs
from storage.cases import millis
from storage.documents import ORIGINAL, NewDocument
from storage.store import Store
from storage.verify import all_checks
from storage.verify_check import moment
from storage.verify_open import OPEN, text_columns
from tests.storage.ledger import BUDI, change, pushed
from tests.storage.talk import NOW, SLUG

CHANNELS = {"telegram"}
PLAN = (
    "INSERT INTO planned (case_id, occasion, revision, posting, due_at, not_after, status, reason,"
    " leased_by, leased_until, created_at, changed_at)"
    " SELECT id, 'reminder', 0, posting, 1, 2, {}, '', 0, 0, 1, 1 FROM cases"
)
BROKEN = {
    "UPDATE outbox SET status = 'lost'": "outbox: has no known status",
    "UPDATE outbox SET status = 'waiting', not_after = 1": "outbox: still waits after its last",
    "UPDATE outbox SET leased_until = 1": "outbox: its lease ran out and nobody attended to it",
    "UPDATE outbox SET leased_by = 0": "outbox: is leased to nobody",
    "UPDATE outbox SET attempts = 3": "outbox: was tried more often than is allowed",
    "UPDATE outbox SET kind = 'result', attempts = 2": "outbox: a result that may have gone out",
    "UPDATE outbox SET kind = 'result'": "outbox: a result went out that stands on no list",
    "UPDATE outbox SET case_id = 999": "outbox: is of no case",
    "UPDATE outbox SET reason = 'budi@example.com'": "outbox: reason holds what may be somebody's",
    PLAN.format("'waiting'"): "planned: still waits after its last moment",
    PLAN.format("'leased'"): "planned: its lease ran out and nobody attended to it",
    PLAN.format("'dropped'"): "planned: was dropped without a reason",
    "UPDATE inbox SET seq = 2": "inbox: has the number of a message",
    "UPDATE cases SET missing = '3175091405900003'": "cases: missing holds what may be somebody's",
    "UPDATE cases SET merged_into = 999": "cases: went into a case that is not there",
    "UPDATE addresses SET beside = 999": "addresses: stands beside an address that is not there",
    "INSERT INTO erasures VALUES (1, 'asked', 1, 0)": "erasures: an erasure that was begun and not",
    "INSERT INTO held_documents VALUES (1, 1)": "held_documents: is held past its day",
    "INSERT INTO quarantine SELECT event, 'telegram', 9, 'x', 1 FROM inbox": "quarantine",
}


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs((tmp_path / "documents").as_uri())


async def found(store: Store, blobs: Blobs) -> list[str]:
    return [str(each) for each in await store.verification(blobs).run(NOW, CHANNELS)]


async def test_each_kind_of_fault_is_found(store: Store, database_url: str) -> None:
    await pushed(store, "1")
    missed = {}
    engine = create_engine(database_url)
    for statement, says in BROKEN.items():
        with engine.connect() as connection:
            connection.execute(text(statement))
            at = moment(connection, millis(NOW), CHANNELS)
            checks = all_checks(at, connection.dialect.name)
            told = [each for check in checks for each in check.run(connection)]
            connection.rollback()
        named = [f"{each.where.split()[0]}: {each.says}" for each in told]
        if not any(each.startswith(says) for each in named):
            missed[statement] = named
    engine.dispose()
    assert missed == {}


async def test_nothing_is_found_where_nothing_is_wrong(store: Store, blobs: Blobs) -> None:
    await pushed(store, "1")
    assert await found(store, blobs) == []


async def test_bytes_and_documents_stand_for_each_other(store: Store, blobs: Blobs) -> None:
    await pushed(store, "1")
    case = await store.case_of(BUDI, SLUG, NOW)
    documents = store.documents(blobs)
    document = await documents.begin(case, NewDocument(name="KTP.jpg", size=3), NOW)
    await documents.keep(document, b"abc", case.seal, NOW)
    assert await found(store, blobs) == []
    await blobs.put("f" * 32, ORIGINAL, b"of nobody")
    assert await found(store, blobs) == [f"bytes {'f' * 32}: belong to no document"]


async def test_missing_bytes_are_found(store: Store, database_url: str, blobs: Blobs) -> None:
    await pushed(store, "1")
    case = await store.case_of(BUDI, SLUG, NOW)
    documents = store.documents(blobs)
    document = await documents.begin(case, NewDocument(name="KTP.jpg", size=3), NOW)
    await documents.keep(document, b"abc", case.seal, NOW)
    change(database_url, "UPDATE documents SET state = 'looked'")
    await blobs.remove(document.blob)
    assert await found(store, blobs) == [f"bytes {document.blob}: are missing"]


async def test_a_case_under_another_key_is_found(
    store: Store, database_url: str, blobs: Blobs
) -> None:
    await pushed(store, "1")
    number = (await store.case_of(BUDI, SLUG, NOW)).id
    change(database_url, "UPDATE cases SET state = (SELECT body FROM outbox LIMIT 1)")
    assert await found(store, blobs) == [f"cases {number}: cannot be opened"]


def test_every_open_column_of_text_is_in_the_list() -> None:
    assert set(OPEN) == text_columns()
