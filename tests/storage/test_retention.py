"""Whose time is over is erased, by the outcome of their case; nobody else is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, select

from conversations.dialog.event import Address
from storage.cases import millis
from storage.engines import open_engine
from storage.retention import Limits
from storage.schema import applicants, audit, cases, quarantine
from storage.schema_selection import candidates, decisions
from storage.schema_staff import staff
from storage.store import Store
from tests.storage.talk import NOW, SLUG, said

DAY = timedelta(days=1)
OTHERS = ("declined", "unfinished", "sent", "chosen")
EVERYTHING = frozenset({"unfinished", "sent", "chosen", "documents"})


def limits(due: frozenset[str] = EVERYTHING, days: int = 8) -> Limits:
    return Limits(SLUG, NOW + days * DAY, due, 7 * DAY, 30 * DAY)


@pytest.fixture
def database(database_url: str, store: Store) -> Iterator[Engine]:
    """As the store filled it."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


async def person(store: Store, database: Engine, name: str, **columns: object) -> int:
    """Somebody with a case; `columns` are its open ones."""
    case = (await said(store, f"1 of {name}", Address("webchat", name))).case
    with database.begin() as connection:
        mine = cases.update().where(cases.c.id == case.id)
        connection.execute(mine.values({"consented": 1, "sent": 0, **columns}))
    return case.applicant_id


def chosen(database: Engine, person: int, outcome: str, number: int, case: int = 1) -> None:
    """A decision of the first stage."""
    with database.begin() as connection:
        if not connection.execute(select(staff.c.id)).first():
            row = {"id": 1, "name": "Sari", "roles": "selector", "created_at": 1}
            connection.execute(insert(staff), row)
        if not connection.execute(select(applicants).where(applicants.c.id == person)).first():
            connection.execute(insert(applicants), {"id": person, "created_at": 1})
        connection.execute(insert(candidates), {
            "id": number, "posting": SLUG, "applicant_id": person, "case_id": case,
            "sealed": b"x", "created_at": 1, "changed_at": 1,
        })  # fmt: skip
        connection.execute(insert(decisions), {
            "candidate_id": number, "stage": 1, "posting": SLUG, "outcome": outcome,
            "sealed_reason": b"x", "author_id": 1, "sign": b"x", "at": 1,
        })  # fmt: skip


async def test_each_is_of_one_kind(store: Store, database: Engine) -> None:
    people = {
        "declined": await person(store, database, "a", consented=0, last_seen=millis(NOW)),
        "unfinished": await person(store, database, "b"),
        "sent": await person(store, database, "c", sent=5),
        "chosen": await person(store, database, "d", sent=5),
    }
    out = await person(store, database, "e", sent=5)
    chosen(database, people["chosen"], "pass", 901, 1)
    chosen(database, out, "fail", 902, 2)
    chosen(database, 777, "pass", 903, 0)
    found = {kind: set(await store.rights.retention.over(kind, limits())) for kind in people}
    assert found == {
        "declined": {people["declined"]},
        "unfinished": {people["unfinished"], people["declined"]},
        "sent": {people["sent"], out},
        "chosen": {people["chosen"], 777},
    }


@pytest.mark.parametrize("kind", OTHERS)
async def test_before_its_time_nobody_is_erased(store: Store, database: Engine, kind: str) -> None:
    await person(store, database, "a", consented=0, last_seen=millis(NOW))
    await person(store, database, "b")
    await person(store, database, "c", sent=5)
    early = limits(EVERYTHING - {kind}, days=6)
    assert await store.rights.retention.over(kind, early) == ()


async def test_who_is_erased_or_has_another_case_is_left(store: Store, database: Engine) -> None:
    await person(store, database, "a", progress="erased")
    busy = await person(store, database, "b")
    with database.begin() as connection:
        row = dict(
            connection.execute(select(cases).where(cases.c.applicant_id == busy)).mappings().one()
        )
        connection.execute(insert(cases), row | {"id": 99, "posting": "another"})
    assert await store.rights.retention.over("unfinished", limits()) == ()
    with database.begin() as connection:
        went = cases.update().where(cases.c.id == 99)
        connection.execute(went.values(merged_into=1, posting="merged:99"))
    assert await store.rights.retention.over("unfinished", limits()) == (busy,)


async def test_traces_are_for_days_only(store: Store, database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(insert(quarantine), [
            {"event": bytes([n] * 16), "channel": "webchat", "tries": 3, "reason": "x",
             "at": millis(NOW + n * DAY)} for n in (0, 20)
        ])  # fmt: skip
    assert await store.rights.retention.let_traces_go(limits(days=31)) == 1


async def test_a_night_is_reported_and_remembered(store: Store, database: Engine) -> None:
    retention = store.rights.retention
    assert await retention.last_run() is None
    await person(store, database, "a")
    assert await retention.last_run() == NOW
    await retention.report({"sent": 2, "traces": 3}, NOW + DAY)
    assert await retention.last_run() == NOW + DAY
    with database.begin() as connection:
        told = connection.execute(select(audit.c.detail).where(audit.c.actor == "pandu")).scalars()
        assert list(told) == ["sent 2, traces 3"]
