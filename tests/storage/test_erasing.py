"""Who is erased: nothing of them can be read or found, and nothing brings them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from conversations.dialog.event import Address
from storage.blobs import Blobs
from storage.cases import KeyErasedError
from storage.document_rows import Document
from storage.documents import NewDocument
from storage.engines import keys_url, open_engine
from storage.erasing import Erasing, Order
from storage.keys import KeyStore
from storage.migrate import migrate
from storage.schema import addresses, applicant_keys, cases, documents, inbox, outbox
from storage.schema_rights import erasures
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.talk import NOW, RINA, SLUG, answer, inbound, said

BUDI = Address("telegram", "42")
FILE = b"an identity card " * 50


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs((tmp_path / "blobs").as_uri())


@pytest.fixture
def read(database_url: str) -> Iterator[Engine]:
    """The database beside the store."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def keys(database_url: str) -> Iterator[KeyStore]:
    """The store of keys, as another process sees it."""
    engine = open_engine(keys_url(database_url))
    yield KeyStore(engine, MASTER)
    engine.dispose()


@pytest.fixture
def erasing(store: Store, blobs: Blobs) -> Erasing:
    return store.rights.erasing(blobs)


async def filed(store: Store, blobs: Blobs, address: Address = RINA) -> tuple[int, Document]:
    """Somebody with a talk and a document; their id, and the document."""
    committed = await said(store, f"1 of {address.external_id}", address)
    case = await store.case_of(address, SLUG, NOW)
    papers = store.documents(blobs)
    document = await papers.begin(case, NewDocument(name="ktp.jpg", size=len(FILE)), NOW)
    await papers.keep(document, FILE, case.seal, NOW)
    return committed.case.applicant_id, document


def asked(*persons: int) -> Order:
    return Order(persons, "asked", "applicant")


async def test_nothing_of_them_is_found_or_read(
    store: Store, blobs: Blobs, erasing: Erasing
) -> None:
    rina, document = await filed(store, blobs)
    budi, other = await filed(store, blobs, BUDI)
    assert await erasing.erase(asked(rina), NOW) == 1
    assert (await store.case_of(RINA, SLUG, NOW)).version == 0
    with pytest.raises(KeyErasedError):
        await store.documents(blobs).seal_of(document)
    assert await blobs.names(document.blob) == []
    assert await blobs.names(other.blob) == ["original"]
    assert (await store.case_of(BUDI, SLUG, NOW)).applicant_id == budi


async def test_who_shares_an_address_keeps_it(
    store: Store, blobs: Blobs, erasing: Erasing, read: Engine
) -> None:
    rina, _ = await filed(store, blobs)
    budi, _ = await filed(store, blobs, BUDI)
    with read.begin() as connection:
        base, beside = (
            connection.scalar(select(addresses.c.id).where(addresses.c.applicant_id == each))
            for each in (rina, budi)
        )
        change = addresses.update()
        connection.execute(change.where(addresses.c.id == base).values(person=1, writes=beside))
        connection.execute(change.where(addresses.c.id == beside).values(person=2, beside=base))
    await erasing.erase(asked(rina), NOW)
    assert (await store.case_of(RINA, SLUG, NOW)).applicant_id == budi


async def test_a_stub_stays(store: Store, blobs: Blobs, erasing: Erasing, read: Engine) -> None:
    rina, _ = await filed(store, blobs)
    await erasing.erase(asked(rina), NOW)
    with read.connect() as connection:
        row = connection.execute(select(cases)).one()
        paper = connection.execute(select(documents)).one()
        gone = connection.execute(select(erasures)).one()
        bodies = connection.execute(select(inbox.c.body).union(select(outbox.c.body))).scalars()
        assert set(bodies) == {b""}
    assert (row.progress, row.state, row.language, row.consented) == ("erased", b"", "", 0)
    assert (paper.state, paper.sealed_name, paper.digest) == ("gone", b"", b"")
    assert (gone.applicant_id, gone.cause, bool(gone.finished_at)) == (rina, "asked", True)


async def test_a_turn_under_way_does_not_bring_them_back(
    store: Store, blobs: Blobs, erasing: Erasing
) -> None:
    rina, _ = await filed(store, blobs)
    stale = await store.case_of(RINA, SLUG, NOW)
    await erasing.erase(asked(rina), NOW)
    committed = await store.commit(stale, inbound("late"), answer(stale.state), NOW)
    assert committed.result == "outdated"


async def test_what_they_said_before_is_no_event_again(
    store: Store, blobs: Blobs, erasing: Erasing, read: Engine
) -> None:
    """Nor does it make them anybody."""
    rina, _ = await filed(store, blobs)
    await erasing.erase(asked(rina), NOW)
    assert (await said(store, "1 of rina")).result == "repeat"
    with read.begin() as connection:
        assert connection.execute(select(addresses)).all() == []
    assert (await said(store, "2 of rina")).result == "done"


async def test_a_page_of_another_process_shows_nothing_and_fails_at_nothing(
    store: Store, blobs: Blobs, erasing: Erasing, database_url: str, ids: Iterator[int]
) -> None:
    rina, _ = await filed(store, blobs)
    other = Store(database_url, MASTER, ids.__next__)
    assert (await said(other, "2 of rina")).result == "done"
    await erasing.erase(asked(rina), NOW)
    assert await other.entries_after(RINA, SLUG, 0, NOW) == ()
    assert (await said(other, "3 of rina")).result == "outdated"
    assert (await said(other, "3 of rina")).case.applicant_id != rina
    await other.close()


async def test_erasing_twice_or_a_stranger_is_harmless(
    store: Store, blobs: Blobs, erasing: Erasing
) -> None:
    rina, _ = await filed(store, blobs)
    assert [await erasing.erase(asked(rina), NOW) for _ in range(2)] == [1, 1]
    assert await erasing.erase(asked(999_999), NOW) == 0


async def test_killed_after_the_rows_it_is_finished_later(
    store: Store,
    blobs: Blobs,
    erasing: Erasing,
    keys: KeyStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rina, document = await filed(store, blobs)

    def killed(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(KeyStore, "erase_all", killed)
        with pytest.raises(RuntimeError):
            await erasing.erase(asked(rina), NOW)
    assert keys.held([rina]) == {rina}
    assert await erasing.finish(NOW) == 1
    assert (keys.held([rina]), await erasing.finish(NOW)) == (set(), 0)
    assert await blobs.names(document.blob) == []


async def test_a_restored_key_or_case_is_erased_again(
    store: Store, blobs: Blobs, erasing: Erasing, keys: KeyStore, read: Engine
) -> None:
    rina, _ = await filed(store, blobs)
    kept = keys.row(rina, bytes(32), 0)
    await erasing.erase(asked(rina), NOW)
    assert await erasing.replay(NOW) == 0
    keys.add([kept])
    with read.begin() as connection:
        connection.execute(erasures.delete())
    assert await erasing.replay(NOW) == 1
    assert keys.held([rina]) == set()


def test_a_server_writes_the_keys_anew(postgres_url: str) -> None:
    """Into another file, without what was erased."""
    migrate(postgres_url)
    engine = open_engine(postgres_url)

    def place() -> object:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT pg_relation_filenode('applicant_keys')"))

    before = place()
    assert KeyStore(engine, MASTER).rewrite()
    assert place() != before
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE applicant_keys"))
    assert not KeyStore(engine, MASTER).rewrite()
    engine.dispose()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_byte_of_a_wrapped_key_is_left_in_a_file(
    store: Store, blobs: Blobs, erasing: Erasing, database_url: str, tmp_path: Path
) -> None:
    rina, _ = await filed(store, blobs)
    wrapped = wrapped_key(keys_url(database_url), rina)
    assert any(wrapped in each for each in key_files(tmp_path))
    await erasing.erase(asked(rina), NOW)
    assert not any(wrapped in each for each in key_files(tmp_path))


def wrapped_key(keys: str, owner: int) -> bytes:
    """As it lies in the store."""
    wanted = select(applicant_keys.c.wrapped).where(applicant_keys.c.applicant_id == owner)
    engine = open_engine(keys, writes=False)
    with engine.connect() as connection:
        found = bytes(connection.execute(wanted).scalar_one())
    engine.dispose()
    return found


def key_files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir() if ".keys" in path.name]
