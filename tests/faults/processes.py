"""Two web processes and a worker on PostgreSQL, killed in turn under people on Telegram."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from msgspec import Struct
from sqlalchemy import create_engine, func, select

from storage.schema import inbox, outbox
from tests.bench.telegram.contender import Button, Done, Presses, Shown, Types
from tests.bench.telegram.product import self_check
from tests.faults.balancer import Balancer
from tests.faults.server import Server, free_port
from tests.telegram_server import TOKEN, Person, TelegramServer

KEY = "A" * 43
FINAL = {"sent", "failed", "unknown", "cancelled"}


class Outcome(Struct, frozen=True):
    """`lost`: rows that were never delivered; `repeated`: deliveries beyond one for each row;
    `in_doubt`: rows whose first attempt had no known outcome.
    """

    turns: int
    lost: int
    repeated: int
    in_doubt: int
    unfinished: int


async def kill_processes(folder: Path, url: str, people: int, kills: int, seed: int) -> Outcome:
    """`people` play self-checks while one process after another is killed at a random moment."""
    chance, port = random.Random(seed), free_port()
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(TelegramServer(webhook_pace=0.02))
        servers = [
            _server(folder / name, command, url, port, telegram)
            for name, command in (("web1", "web"), ("web2", "web"), ("worker", "worker"))
        ]
        balancer = Balancer(port, [server.url for server in servers[:2]])
        await stack.enter_async_context(balancer)
        for server in servers:
            await asyncio.to_thread(server.start)
            stack.push_async_callback(asyncio.to_thread, server.stop)
        over, turns = asyncio.Event(), asyncio.Semaphore(0)
        crowd: list[Person] = []
        talks = [asyncio.create_task(_talks(telegram, crowd, over, turns)) for _ in range(people)]
        for at in range(kills):
            for _ in range(chance.randint(people, people * 6)):
                await turns.acquire()
            await asyncio.to_thread(servers[at % len(servers)].kill)
            await asyncio.to_thread(servers[at % len(servers)].start)
        over.set()
        played = sum(await asyncio.gather(*talks))
        await asyncio.gather(*telegram.courier.busy)
        await _settled(url)
        return _outcome(url, telegram, crowd, played)


def _server(folder: Path, command: str, url: str, port: int, telegram: TelegramServer) -> Server:
    return Server(
        folder,
        command,
        PANDU_DATABASE_URL=url,
        PANDU_MASTER_KEY=KEY,
        PANDU_NOW="2025-12-18T08:00+07:00",
        PANDU_PUBLIC_URL=f"http://127.0.0.1:{port}",
        PANDU_TELEGRAM_TOKEN=TOKEN,
        PANDU_TELEGRAM_API_URL=telegram.url,
        PANDU_TELEGRAM_WEBHOOK_SECRET="a-secret",
        PANDU_TELEGRAM_MODE="webhook",
    )


async def _talks(
    telegram: TelegramServer, crowd: list[Person], over: asyncio.Event, turns: asyncio.Semaphore
) -> int:
    """Plays talk after talk, each as a new person; returns how many turns were answered."""
    played = 0
    while not over.is_set():
        crowd.append(telegram.person(f"Budi {len(crowd)}"))
        played += await _talk(crowd[-1], over, turns)
    return played


async def _talk(person: Person, over: asyncio.Event, turns: asyncio.Semaphore) -> int:
    played, decide = 0, self_check()
    person.says("/start")
    while not over.is_set():
        seen = await person.reply(60)
        buttons = tuple(Button(b["text"], b["callback_data"]) for b in seen.buttons)
        shown = Shown(seen.message["message_id"], seen.text, buttons, edited=seen.kind == "edited")
        match decide(shown):
            case Types(text):
                person.says(text)
            case Presses(data):
                person.forges(data, seen.message)
            case Done():
                break
            case None:
                continue
        played += 1
        turns.release()
    return played


async def _settled(url: str) -> None:
    """Until every row has reached a final status."""
    engine = create_engine(url)
    open_rows = select(func.count()).select_from(outbox).where(outbox.c.status.not_in(FINAL))
    async with asyncio.timeout(180):
        while True:
            with engine.connect() as connection:
                if not connection.execute(open_rows).scalar_one():
                    break
            await asyncio.sleep(0.1)
    engine.dispose()


def _outcome(url: str, telegram: TelegramServer, crowd: Sequence[Person], played: int) -> Outcome:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(select(outbox.c.status, outbox.c.attempts)).all()
        heard = connection.execute(select(func.count()).select_from(inbox)).scalar_one()
    engine.dispose()
    delivered = sum(len(telegram.ledger.of(person.id, "sent", "edited")) for person in crowd)
    made = len({update.id for update in telegram.world.pending.made})
    sent = len([row for row in rows if row.status == "sent"])
    return Outcome(
        turns=played,
        lost=len(rows) - sent,
        repeated=delivered - sent,
        in_doubt=len([row for row in rows if row.attempts > 1]),
        unfinished=made - heard,
    )
