"""Kills the server under people on WhatsApp, and compares what they got with what is stored."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

from msgspec import Struct
from sqlalchemy import create_engine, update
from sqlalchemy.engine import Engine

from storage.schema import outbox
from tests.faults.server import Server
from tests.whatsapp_server import NUMBER, SECRET, TOKEN, Person, WhatsappServer

WORDS = ("14 Mei 1990", "Kota Depok", "1,2,3", "70209", "belum tahu", "kembali", "halo", "berkas")
PATIENCE = 3.0
FINAL = {"sent", "delivered", "read", "failed", "unknown", "cancelled"}
DEMO = "2025-12-18T08:00+07:00"


class Outcome(Struct, frozen=True):
    """`lost`: rows that nobody got; `repeated`: what somebody got more than once; `in_doubt`: rows
    whose first attempt was cut off; `unknown`: what is not known after all statuses came.
    """

    turns: int
    rows: int
    lost: int
    repeated: int
    in_doubt: int
    unknown: int


class Run:
    """`hurried`: time that only passes while nothing happens is not waited for."""

    def __init__(self, folder: Path, seed: int, *, hurried: bool) -> None:
        self.folder, self.chance, self.hurried = folder, random.Random(seed), hurried
        self.cloud = WhatsappServer()
        self.over, self.turns = asyncio.Event(), asyncio.Semaphore(0)
        self.played = 0

    async def kill(self, people: int, kills: int) -> Outcome:
        """`people` talk without a pause while the server is killed at random moments."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self.cloud)
            server = self._server()
            await asyncio.to_thread(server.start)
            stack.push_async_callback(asyncio.to_thread, server.stop)
            self.cloud.webhook = f"{server.url}/webhooks/whatsapp"
            hurry = asyncio.create_task(self._hurry())
            talks = [asyncio.create_task(self._talk()) for _ in range(people)]
            for _ in range(kills):
                for _ in range(self.chance.randint(people, people * 4)):
                    await self.turns.acquire()
                await asyncio.to_thread(server.kill)
                self._forget_leases()
                await asyncio.to_thread(server.start)
            self.over.set()
            await asyncio.gather(*talks, hurry)
            await self._settled()
            return self._outcome()

    def _server(self) -> Server:
        return Server(
            self.folder,
            PANDU_NOW=DEMO,
            PANDU_WHATSAPP_TOKEN=TOKEN,
            PANDU_WHATSAPP_PHONE_ID=NUMBER,
            PANDU_WHATSAPP_APP_SECRET=SECRET,
            PANDU_WHATSAPP_VERIFY_TOKEN="x",
            PANDU_WHATSAPP_API_URL=self.cloud.url,
        )

    def _engine(self) -> Engine:
        return create_engine(f"sqlite:///{self.folder / 'pandu.sqlite3'}")

    async def _talk(self) -> None:
        """One person after another comes, and answers at random a while."""
        while not self.over.is_set():
            person = self.cloud.person()
            person.says("halo")
            for _ in range(12):
                if self.over.is_set():
                    return
                await self._answers(person)

    async def _answers(self, person: Person) -> None:
        try:
            seen = await person.reply(PATIENCE)
        except TimeoutError:  # a button pressed twice says nothing more
            person.says("halo")
            return
        self.played += 1
        self.turns.release()
        if seen.options and self.chance.random() < 0.7:
            person.forges(self.chance.choice(sorted(seen.options.values())))
        elif seen is person.screen()[-1]:
            person.says(self.chance.choice(WORDS))

    async def _hurry(self) -> None:
        while self.hurried and not self.over.is_set():
            self._finished()
            await asyncio.sleep(0.3)

    def _forget_leases(self) -> None:
        """As if the dead process's leases had run out."""
        if self.hurried:
            engine = self._engine()
            with engine.begin() as connection:
                leased = update(outbox).where(outbox.c.status == "leased")
                connection.execute(leased.values(leased_until=1))
            engine.dispose()

    async def _settled(self) -> None:
        """Until every row has reached a final status, and every status was brought."""
        async with asyncio.timeout(300):
            while True:
                await asyncio.gather(*self.cloud.courier.busy)
                if self._finished():
                    return
                await asyncio.sleep(0.2)

    def _finished(self) -> bool:
        """In a hurry, what reached nobody is not waited for as if it were in doubt."""
        got = {entry.mark for entry in self.cloud.ledger.delivered}
        engine = self._engine()
        with engine.begin() as connection:
            rows = connection.execute(outbox.select()).all()
            waiting = [row for row in rows if row.status not in FINAL]
            for row in waiting if self.hurried else ():
                if row.status == "waiting" and f"{row.case_id}.{row.seq}" not in got:
                    mine = (outbox.c.case_id == row.case_id, outbox.c.seq == row.seq)
                    connection.execute(update(outbox).where(*mine).values(not_before=0))
        engine.dispose()
        return not waiting

    def _outcome(self) -> Outcome:
        engine = self._engine()
        with engine.connect() as connection:
            rows = connection.execute(outbox.select()).all()
        engine.dispose()
        got = Counter(entry.mark for entry in self.cloud.ledger.delivered)
        return Outcome(
            turns=self.played,
            rows=len(rows),
            lost=len([row for row in rows if not got[f"{row.case_id}.{row.seq}"]]),
            repeated=sum(count - 1 for count in got.values()),
            in_doubt=len([row for row in rows if row.attempts > 1 or row.reason]),
            unknown=len([row for row in rows if row.status not in {"sent", "delivered", "read"}]),
        )
