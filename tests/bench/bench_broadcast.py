"""How many messages of an announcement one core takes up, sends and records in a second, and what
handing them over costs. The Bot API is another process, which takes everything.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

import uvloop

from bot.channels.telegram.api import Api
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.pens import pens_of
from bot.channels.telegram.send import Sender
from bot.delivery.post import Post
from bot.ids import new_id
from bot.texts import load_phrases
from handlers.broadcast_due import broadcast_fed
from handlers.broadcast_written import broadcast_of
from storage.broadcasts import Broadcast
from storage.migrate import migrate
from tests.bench.telegram.sink import Sink
from tests.broadcast.town import Town
from tests.conversations.dialog.talk import edition

PEOPLE = 6_000


def bench_announcement_on_one_core() -> None:
    """As many as there are, without a limit, on SQLite."""
    with tempfile.TemporaryDirectory() as folder, bot_api() as base:
        uvloop.run(_measured(Path(folder), base))


@contextmanager
def bot_api() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.bench_broadcast"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.kill()


async def _measured(folder: Path, base: str) -> None:
    town = Town(f"sqlite:///{folder / 'pandu.sqlite3'}", folder, ids=iter(new_id, -1), rate=10**6)
    migrate(town.url)
    town.open()
    town.people(PEOPLE)
    made = await town.started()
    await town.worker.round()
    going = await broadcast_of(made.code, town.parts)
    await _reported("handed over", _hand_over(town, going))
    api = Api(base, "123:TOKEN")
    sender = Sender(api, pens_of(edition(), load_phrases()))
    post = Post(CHANNEL, sender.send, town.store, town.clock, 10**6)
    post.bulk.rate = 10**6
    await _reported("taken up, sent and recorded", _send(town, post, going))
    await post.drain()
    api.close()
    await asyncio.sleep(0)
    await town.store.close()


async def _reported(what: str, doing: object) -> None:
    wall, cpu = perf_counter(), process_time()
    await doing  # type: ignore[misc]  # a coroutine
    wall, cpu = perf_counter() - wall, process_time() - cpu
    print(f"\n{what:30} {PEOPLE / wall:7.0f} a second, {PEOPLE / cpu:7.0f} a second of one core")


async def _hand_over(town: Town, going: Broadcast) -> None:
    handed = 0
    while handed < PEOPLE:
        handed += (await broadcast_fed(going, town.parts, town.clock.now(), ahead=PEOPLE)).handed


async def _send(town: Town, post: Post, going: Broadcast) -> None:
    running = asyncio.create_task(post.bulk.run())
    while await town.store.announcing.on_its_way(going, [CHANNEL]):  # noqa: ASYNC110 - the database tells nobody
        await asyncio.sleep(0.05)
    running.cancel()


async def _listen() -> None:
    _server, port = await Sink(lambda _asked, _number: None).listen()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(_listen())
