"""What storing a turn costs: the whole path of a write-set, and its insert against Core's."""

import asyncio
import tempfile
from pathlib import Path

from sqlalchemy import insert

from conversations.dialog.event import Address
from storage.engines import open_engine
from storage.migrate import migrate
from storage.schema import audit
from storage.sealing import MasterKey
from storage.statements import ManyRows
from storage.store import Store
from tests.bench.figures import report, timed
from tests.storage.talk import said

ROWS = [{"case_id": n, "actor": "applicant", "act": "consent_given", "at": n} for n in range(20)]
PEOPLE = 32


def bench_insert_of_twenty_rows() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(_database(folder))
        many, core = ManyRows(audit), insert(audit)
        with engine.begin() as connection:
            text = timed(lambda: many.run(connection, ROWS), 300)
            plain = timed(lambda: connection.execute(core, ROWS), 300)
        engine.dispose()
    report("a row by text", text, each=len(ROWS))
    report("a row by Core", plain, each=len(ROWS))


def bench_turns_that_share_commits() -> None:
    async def turns() -> list[float]:
        store = Store(_database(folder), MasterKey(bytes(32)), iter(range(1, 10**9)).__next__)
        numbers = iter(range(10**9))

        async def round_of_all() -> None:
            people = (Address("webchat", str(person)) for person in range(PEOPLE))
            await asyncio.gather(*(said(store, str(next(numbers)), each) for each in people))

        loop = asyncio.get_running_loop()
        taken = []
        for _ in range(60):
            begun = loop.time()
            await round_of_all()
            taken.append(loop.time() - begun)
        await store.close()
        return taken

    with tempfile.TemporaryDirectory() as folder:
        report("a turn stored, 32 people at once", asyncio.run(turns()), each=PEOPLE)


def _database(folder: str) -> str:
    url = f"sqlite:///{Path(folder) / 'pandu.sqlite3'}"
    migrate(url)
    return url
