"""No statement on a message's way reads through a whole table, whoever plans it."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, create_engine, event, text

from conversations.dialog.state import State
from storage.migrate import migrate
from storage.store import Store
from tests.storage.conftest import MASTER
from tests.storage.crowd import Crowd, person
from tests.storage.ledger import BUDI, CHANNEL, change, claimed, pushed, settled
from tests.storage.talk import NOW, SLUG, answer, inbound, said
from tests.storage.test_planning import HOUR, plan

MANY = 4_000
LARGE = {"applicants", "addresses", "cases", "inbox", "outbox", "planned", "applicant_keys"}
Statement = tuple[str, Any]


@pytest.fixture
async def statements(database_url: str, ids: Iterator[int]) -> dict[str, Statement]:
    """Every statement that is run, with its values, while people talk among many stored ones."""
    migrate(database_url)
    told = answer(State())
    agreed = replace(told, state=replace(told.state, consent=NOW.isoformat()))
    Crowd(SLUG, agreed, NOW).fill(database_url, MASTER, ids.__next__, MANY)
    await _plan(database_url, ids)
    analyse(database_url)
    found: dict[str, Statement] = {}

    def noted(*call: Any) -> None:  # noqa: ANN401 - the library's arguments
        _, _, statement, values, _, many = call
        found[statement] = (statement, values[0] if many else values)

    event.listen(Engine, "before_cursor_execute", noted)
    try:
        await _talk(database_url, ids)
    finally:
        event.remove(Engine, "before_cursor_execute", noted)
    return found


async def _plan(url: str, ids: Iterator[int]) -> None:
    store = Store(url, MASTER, ids.__next__)
    assert await plan(store) == MANY
    await store.close()
    change(url, "UPDATE planned SET due_at = due_at + case_id * 60000, not_after = due_at * 2")


async def _talk(url: str, ids: Iterator[int]) -> None:
    """A stranger's, a known person's and a repeated turn, their messages, and what is due."""
    store = Store(url, MASTER, ids.__next__)
    first = (await store.deliveries(await pushed(store, "1")))[0]
    await pushed(store, "1")
    await pushed(store, "2")
    await settled(store, first, "sent", sent_id="1")
    await settled(store, (await claimed(store))[0], "failed", reason="refused")
    await pushed(store, "3", person(17))
    await store.claim(CHANNEL, 1000, 8, NOW, bulk=True)
    await store.sweep(CHANNEL, NOW)
    await store.pause(CHANNEL, 1)
    await said(store, "4")
    await store.failed(inbound("5"), "ZeroDivisionError", NOW)
    await store.block(BUDI, NOW)
    await store.unblock(BUDI)
    await _beat(store)
    await store.close()
    cold = Store(url, MASTER, ids.__next__)
    await pushed(cold, "6", person(18))
    await cold.entries_after(person(19), SLUG, 0, NOW)
    await pushed(cold, "7", person(19))
    await cold.close()


async def _beat(store: Store) -> None:
    """Nobody new, and one thing due."""
    planning = store.planning()
    await plan(store)
    await planning.cancel_late("webchat", NOW)
    first, second, *_ = await planning.claim(SLUG, 4, NOW + 2 * HOUR)
    await planning.reaches(first.case_id)
    await planning.drop(first, "stopped", NOW)
    await planning.postpone(second, NOW + HOUR, NOW)
    await planning.next_due(SLUG)


def analyse(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def test_nothing_is_scanned(statements: dict[str, Statement], database_url: str) -> None:
    planned = [each for each in statements.values() if _reads(each[0])]
    assert len(planned) > 15
    assert {name for name in LARGE if any(name in each[0] for each in planned)} >= LARGE
    scanned = _sqlite if database_url.startswith("sqlite") else _postgres
    bad = {each[0]: found for each in planned if (found := scanned(database_url, each))}
    assert bad == {}


def _reads(statement: str) -> bool:
    word = statement.lstrip().split()[0].upper()
    return word in {"SELECT", "INSERT", "UPDATE", "DELETE"} and any(
        name in statement for name in LARGE
    )


def _sqlite(url: str, statement: Statement) -> set[str]:
    """Tables that are read from end to end."""
    keys = "applicant_keys" in statement[0]
    engine = create_engine(f"{url}.keys" if keys else url)
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
        steps = [row.detail for row in plan]
    engine.dispose()
    return {step for step in steps if step.startswith("SCAN ") and "CONSTANT ROW" not in step}


def _postgres(url: str, statement: Statement) -> set[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement[0]}", statement[1])
        found = set(_sequential(plan.scalar_one()[0]["Plan"]))
    engine.dispose()
    return found & LARGE


def _sequential(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _sequential(below)


def test_a_scan_is_noticed(statements: dict[str, Statement], database_url: str) -> None:
    scanned = _sqlite if database_url.startswith("sqlite") else _postgres
    assert scanned(database_url, ("SELECT id FROM cases WHERE verdict = 'eligible'", ()))
