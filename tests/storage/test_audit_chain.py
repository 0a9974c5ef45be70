"""Whoever changes the audit afterwards is found out, and the row is named."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, delete, insert, select, update

from storage.audit_chain import AuditChain, Verified
from storage.engines import keys_url, open_engine
from storage.keys import ChainHead, KeyStore
from storage.migrate import migrate
from storage.schema import audit, chain_heads
from storage.schema_rights import audit_chain
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.talk import NOW

ROWS = 6


@pytest.fixture
def database(database_url: str, store: Store) -> Iterator[Engine]:
    """As somebody who can write everywhere sees it."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
async def chain(store: Store, database: Engine) -> AuditChain:
    """Over some rows."""
    for number in range(ROWS):
        add(database, f"act_{number}")
    made = store.rights.chain
    await sealed(made)
    return made


def add(database: Engine, act: str, **more: object) -> int:
    row = {"case_id": 1, "actor": "pandu", "act": act, "at": 1, **more}
    with database.begin() as connection:
        return int(connection.execute(insert(audit).returning(audit.c.id), row).scalar_one())


async def sealed(chain: AuditChain) -> int:
    """A server lets rows be sealed once it is sure that none can come before them."""
    return sum([await chain.seal(NOW) for _ in range(3)])


def ids(database: Engine) -> list[int]:
    with database.connect() as connection:
        return list(connection.execute(select(audit.c.id).order_by(audit.c.id)).scalars())


def told(found: Verified) -> list[tuple[str, int]]:
    return [(fault.kind, fault.row) for fault in found.faults]


async def test_what_nobody_changed_is_in_order(chain: AuditChain, database: Engine) -> None:
    found = await chain.verify()
    assert (found.sealed, found.waiting, found.faults) == (ROWS, 0, ())
    assert found.head.position == ROWS
    add(database, "later")
    assert (await chain.verify()).waiting == 1
    assert await sealed(chain) == 1
    assert (await chain.verify(found.head)).faults == ()


async def test_an_edited_row(chain: AuditChain, database: Engine) -> None:
    second = ids(database)[1]
    edited = update(audit).where(audit.c.id == second)
    for column, value, was in (
        ("act", "x", "act_1"), ("actor", "staff:1", "pandu"), ("at", 9, 1), ("case_id", 9, 1),
        ("detail", "x", ""),
    ):  # fmt: skip
        with database.begin() as connection:
            connection.execute(edited.values({column: value}))
        assert told(await chain.verify()) == [("edited", second)]
        with database.begin() as connection:
            connection.execute(edited.values({column: was}))
    assert (await chain.verify()).faults == ()


async def test_a_deleted_row(chain: AuditChain, database: Engine) -> None:
    third = ids(database)[2]
    with database.begin() as connection:
        connection.execute(delete(audit).where(audit.c.id == third))
    assert told(await chain.verify()) == [("deleted", third)]


async def test_a_row_deleted_with_its_link(chain: AuditChain, database: Engine) -> None:
    third, fourth = ids(database)[2:4]
    with database.begin() as connection:
        connection.execute(delete(audit).where(audit.c.id == third))
        connection.execute(delete(audit_chain).where(audit_chain.c.audit_id == third))
    assert told(await chain.verify()) == [("deleted", 0), ("edited", fourth)]


async def test_rows_cut_off_at_the_end_with_their_links(
    chain: AuditChain, database: Engine
) -> None:
    known = (await chain.verify()).head
    last = ids(database)[-1]
    with database.begin() as connection:
        connection.execute(delete(audit).where(audit.c.id == last))
        connection.execute(delete(audit_chain).where(audit_chain.c.audit_id == last))
    assert [str(each) for each in (await chain.verify()).faults] == [
        f"cut off (position {ROWS} of the chain)"
    ]
    assert told(await chain.verify(known)) == [("cut off", 0)]


async def test_the_head_cut_off_too_is_found_by_one_that_was_written_down(
    chain: AuditChain, database: Engine, database_url: str
) -> None:
    known = (await chain.verify()).head
    keys = open_engine(keys_url(database_url))
    with keys.begin() as connection:
        connection.execute(delete(chain_heads))
    keys.dispose()
    last = ids(database)[-2:]
    with database.begin() as connection:
        connection.execute(delete(audit_chain).where(audit_chain.c.position > ROWS - 2))
        connection.execute(delete(audit).where(audit.c.id.in_(last)))
    assert (await chain.verify()).faults == ()
    assert told(await chain.verify(known)) == [("cut off", 0)]
    assert told(await chain.verify(ChainHead(2, b"other"))) == [("edited", ids(database)[1])]


async def test_an_inserted_row(chain: AuditChain, database: Engine) -> None:
    """Below the last one that is sealed nothing can come any more."""
    before = ids(database)[0] - 1
    add(database, "never_happened", id=before)
    assert told(await chain.verify()) == [("inserted", before)]
    await sealed(chain)
    assert told(await chain.verify()) == [("inserted", before)]


async def test_two_rows_that_changed_places(chain: AuditChain, database: Engine) -> None:
    one, two = ids(database)[1:3]
    with database.begin() as connection:
        for number, place in ((one, -1), (two, one), (-1, two)):
            connection.execute(update(audit).where(audit.c.id == number).values(id=place))
    assert told(await chain.verify()) == [("edited", one), ("edited", two)]


async def test_two_links_that_changed_places(chain: AuditChain, database: Engine) -> None:
    one, two = ids(database)[1:3]
    with database.begin() as connection:
        for number, place in ((one, -1), (two, one), (-1, two)):
            change = update(audit_chain).where(audit_chain.c.audit_id == number)
            connection.execute(change.values(audit_id=place))
    kinds = told(await chain.verify())
    assert kinds == [("edited", two), ("reordered", one)]


async def test_a_link_that_somebody_made(chain: AuditChain, database: Engine) -> None:
    number = add(database, "never_happened")
    link = {"position": ROWS + 1, "audit_id": number, "mac": bytes(16), "sealed_at": 1}
    with database.begin() as connection:
        connection.execute(insert(audit_chain), link)
    assert told(await chain.verify()) == [("edited", number)]


async def test_a_row_that_a_slow_transaction_adds_late_is_no_stranger(postgres_url: str) -> None:
    """Its number is lower than that of a row which was committed before it."""
    migrate(postgres_url)
    store = Store(postgres_url, MASTER, iter(range(1, 99)).__next__)
    engine = open_engine(postgres_url)
    chain = store.rights.chain
    with engine.connect() as slow:
        row = {"case_id": 1, "actor": "pandu", "act": "slow", "at": 1}
        slow.execute(insert(audit), row)
        add(engine, "quick")
        assert await sealed(chain) == 0
        slow.commit()
    assert await sealed(chain) == 2
    engine.dispose()
    found = await chain.verify()
    await store.close()
    assert (found.sealed, found.faults) == (2, ())


def test_the_head_is_kept_beside_the_keys(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(keys_url(database_url))
    keys = KeyStore(engine, MASTER)
    assert keys.head() is None
    keys.keep_head(ChainHead(1, b"a"))
    keys.keep_head(ChainHead(2, b"b"))
    assert keys.head() == ChainHead(2, b"b")
    engine.dispose()
