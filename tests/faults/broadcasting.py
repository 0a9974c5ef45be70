"""Workers on PostgreSQL are killed while an announcement goes out over Telegram; what truly arrived
is held against what is stored.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import create_engine, func, select

from bot.clock import Clock
from bot.ids import new_id
from conversations.broadcast.words import KEY as KEY_OF
from handlers.broadcast_progress import broadcast_progress
from handlers.broadcast_written import broadcast_of
from storage.broadcasts import Broadcast
from storage.migrate import migrate
from storage.outbox import BULK
from storage.schema import addresses, outbox
from storage.sealing import MasterKey
from tests.broadcast.town import Town
from tests.faults.server import Server
from tests.storage.crowd import person
from tests.telegram_server import TOKEN, TelegramServer
from tests.telegram_server.faults import Fault

KEY = "A" * 43
MASTER = MasterKey(bytes(32))
BESIDE = 2
"""So many run when one is killed: the figures are of announcements, not of starting."""


class Lean(Server):
    module = "tests.faults.announcer"


class Plan(Struct, frozen=True):
    """`rate` is what Telegram takes a second; an announcement has two thirds of it. `lean` workers
    do nothing else. `slow`: seconds that each answer takes, so that something is on its way.
    """

    people: int
    workers: int
    kills: int
    rate: int
    lean: bool = False
    slow: float = 0.1
    seed: int = 20251222


class Outcome(Struct, frozen=True):
    """`lost`: recipients whom nothing reached. `repeated`: deliveries beyond the first, and those
    `beyond` what is counted as in doubt. `worst`: messages that one process had on their way.
    `gap`: the longest time after a kill until something arrived again.
    """

    status: str
    told: dict[str, int]
    lost: int
    repeated: int
    beyond: int
    doubtful: int
    kills: int
    worst: int
    gap: float
    seconds: float


class Killed(Struct):
    """See `Outcome`."""

    kills: int = 0
    worst: int = 0
    gap: float = 0.0


async def announce_and_kill(folder: Path, url: str, plan: Plan) -> Outcome:
    """One announcement to everybody, while one worker after another is killed."""
    await asyncio.to_thread(migrate, url)
    town = Town(url, folder, clock=Clock(), master=MASTER, ids=iter(new_id, -1))
    town.open()
    await asyncio.to_thread(town.people, plan.people)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(town.store.close)
        telegram = await stack.enter_async_context(TelegramServer())
        telegram.faults.add(Fault("delay", "sendMessage", times=None, seconds=plan.slow))
        for number in range(plan.people):
            telegram.person(user_id=int(person(number).external_id))
        servers = [worker_of(folder / str(at), plan, url, telegram) for at in range(plan.workers)]
        for server in servers:
            await asyncio.to_thread(server.start)
            stack.push_async_callback(asyncio.to_thread, server.stop)
        found = [await _round(town, telegram, servers, plan, plan.kills)]
        while (left := plan.kills - sum(each.kills for each in found)) > 0:
            found.append(await _round(town, telegram, servers, plan, left))
        return _together(found)


async def _round(
    town: Town, telegram: TelegramServer, servers: Sequence[Server], plan: Plan, kills: int
) -> Outcome:
    """One announcement. Who is killed comes back slowly where the machine is busy: then it may be
    through before all kills, and the next one has the rest.
    """
    begun, made = monotonic(), await _announced(town)
    killed = await _killed(telegram, servers, replace(plan, kills=kills), town.url)
    done = await _over(town, made)
    return await _outcome(town, done, telegram, killed, monotonic() - begun)


def _together(found: Sequence[Outcome]) -> Outcome:
    told = sum((Counter(each.told) for each in found), Counter[str]())
    sums = ("lost", "repeated", "beyond", "doubtful", "kills", "seconds")
    return replace(
        found[0],
        status="done" if {each.status for each in found} == {"done"} else "not done",
        told=dict(told),
        worst=max(each.worst for each in found),
        gap=max(each.gap for each in found),
        **{name: sum(getattr(each, name) for each in found) for name in sums},
    )


def worker_of(folder: Path, plan: Plan, url: str, telegram: TelegramServer) -> Server:
    return (Lean if plan.lean else Server)(
        folder,
        "worker",
        PANDU_DATABASE_URL=url,
        PANDU_MASTER_KEY=KEY,
        PANDU_TELEGRAM_TOKEN=TOKEN,
        PANDU_TELEGRAM_API_URL=telegram.url,
        PANDU_TELEGRAM_WEBHOOK_SECRET="a-secret",
        PANDU_TELEGRAM_MODE="webhook",
        PANDU_PUBLIC_URL="http://127.0.0.1:1",
        PANDU_TELEGRAM_RATE=str(plan.rate),
    )


async def _announced(town: Town) -> Broadcast:
    made = await town.draft(until=timedelta(days=1))
    return await town.approved(made)


class _Fleet:
    """The workers: who is killed comes back beside the others."""

    def __init__(self, servers: Sequence[Server], seed: int) -> None:
        self._up, self._chance = list(servers), random.Random(seed)
        self._coming: set[asyncio.Task[None]] = set()

    async def kill(self) -> None:
        """One that runs, beside another one."""
        while len(self._up) < BESIDE:
            await asyncio.wait(self._coming, return_when=asyncio.FIRST_COMPLETED)
        server = self._up.pop(self._chance.randrange(len(self._up)))
        await asyncio.to_thread(server.kill)
        task = asyncio.create_task(self._back(server))
        self._coming.add(task)
        task.add_done_callback(self._coming.discard)

    async def all_back(self) -> None:
        await asyncio.gather(*self._coming)

    async def _back(self, server: Server) -> None:
        await asyncio.to_thread(server.start)
        self._up.append(server)


async def _killed(
    telegram: TelegramServer, servers: Sequence[Server], plan: Plan, url: str
) -> Killed:
    """Kills at random points of the way."""
    chance, ledger = random.Random(plan.seed), telegram.ledger
    fleet, found, before = _Fleet(servers, plan.seed), Killed(), len(ledger.delivered)
    last = before + plan.people
    for point in sorted(chance.sample(range(1, plan.people * 8 // 10), plan.kills)):
        await _arrived(telegram, before + point)
        await asyncio.sleep(chance.random() * 0.05)  # a kill at any point, not after an answer
        if len(ledger.delivered) >= last:
            break
        await fleet.kill()
        killed, seen = monotonic(), len(ledger.delivered)
        found.worst = max(found.worst, await asyncio.to_thread(_on_the_way, url))
        await _arrived(telegram, min(seen + 1, last))
        found.kills, found.gap = found.kills + 1, max(found.gap, monotonic() - killed)
    await fleet.all_back()
    return found


async def _arrived(telegram: TelegramServer, count: int) -> None:
    """Until so much arrived in all."""
    await telegram.ledger.until(lambda: len(telegram.ledger.delivered) >= count or None, 120)


def _on_the_way(url: str) -> int:
    """The most that one process has on its way now."""
    engine = create_engine(url)
    wanted = select(func.count()).where(outbox.c.status == "leased", outbox.c.kind == BULK)
    with engine.connect() as connection:
        counts = connection.execute(wanted.group_by(outbox.c.leased_by)).scalars().all()
    engine.dispose()
    return max(counts, default=0)


async def _over(town: Town, made: Broadcast) -> Broadcast:
    async with asyncio.timeout(300):
        while True:
            found = await broadcast_of(made.code, town.parts)
            if found.status not in {"scheduled", "going"}:
                return found
            await asyncio.sleep(0.2)


async def _outcome(
    town: Town, done: Broadcast, telegram: TelegramServer, killed: Killed, seconds: float
) -> Outcome:
    progress = await broadcast_progress(done, town.parts, town.clock.now())
    arrived = [each for each in telegram.ledger.delivered if done.code in each.text]
    times = Counter(each.chat_id for each in arrived)
    doubted = await asyncio.to_thread(_doubted, town, done.code)
    repeated = {chat for chat, count in times.items() if count > 1}
    return Outcome(
        done.status,
        dict(progress.told),
        lost=sum(progress.told.values()) - len(times),
        repeated=len(arrived) - len(times),
        beyond=len(repeated - doubted),
        doubtful=progress.doubtful,
        kills=killed.kills,
        worst=killed.worst,
        gap=round(killed.gap, 2),
        seconds=round(seconds, 1),
    )


def _doubted(town: Town, code: str) -> set[int]:
    """The chats of those for whom it is stored that an attempt may have arrived unseen."""
    engine = create_engine(town.url)
    wanted = select(addresses.c.lookup, outbox.c.status, outbox.c.attempts).join(
        addresses, addresses.c.id == outbox.c.address_id
    )
    with engine.connect() as connection:
        rows = connection.execute(wanted.where(outbox.c.key == KEY_OF + code)).all()
    engine.dispose()
    chats = {_lookup(town, number): int(person(number).external_id) for number in range(len(rows))}
    return {chats[bytes(row.lookup)] for row in rows if row.attempts > 1 or row.status == "unknown"}


def _lookup(town: Town, number: int) -> bytes:
    address = person(number)
    return town.store.lookup.of(f"address:{address.channel}", address.external_id)
