"""WhatsApp under load: how soon the webhook answers, and what eighty messages a second cost."""

import asyncio
import os
from pathlib import Path
from statistics import quantiles

from tests.faults.server import Server
from tests.whatsapp_server import NUMBER, SECRET, TOKEN, Person, WhatsappServer

SECONDS = 10
EVENTS = 50
QUIET = 17
"""With the statuses of what is answered, fifty events a second."""
MESSAGES = 80
TO_MEET = 25
"""Newcomers a second, before anything is measured."""
TICKS = os.sysconf("SC_CLK_TCK")


def cpu(pid: int) -> float:
    """Seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def at_rate(people: list[Person], each_second: int) -> None:
    """Everybody says something, so many a second."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for number, person in enumerate(people):
        await asyncio.sleep(begun + number / each_second - loop.time())
        person.says("halo")


async def measured(folder: Path, each_second: int, habits: tuple[str, ...]) -> tuple[float, ...]:
    """Messages a second, cores used, and the 50th and 99th percentile of the webhook (ms)."""
    async with WhatsappServer() as cloud:
        server = Server(
            folder,
            PANDU_NOW="2025-12-18T08:00+07:00",
            PANDU_WHATSAPP_TOKEN=TOKEN,
            PANDU_WHATSAPP_PHONE_ID=NUMBER,
            PANDU_WHATSAPP_APP_SECRET=SECRET,
            PANDU_WHATSAPP_VERIFY_TOKEN="x",
            PANDU_WHATSAPP_API_URL=cloud.url,
        )
        await asyncio.to_thread(server.start)
        cloud.webhook = f"{server.url}/webhooks/whatsapp"
        people = [cloud.person() for _ in range(each_second * SECONDS)]
        for person in people:
            person.habits = habits
        await at_rate(people, TO_MEET)
        await cloud.ledger.until(lambda: len(cloud.ledger.delivered) >= 2 * len(people), 120)
        await asyncio.gather(*cloud.courier.busy)
        cloud.courier.seconds.clear()
        before, loop = cpu(server.pid), asyncio.get_running_loop()
        begun, sent = loop.time(), len(cloud.ledger.delivered)
        await at_rate(people, each_second)
        await cloud.ledger.until(lambda: len(cloud.ledger.delivered) >= sent + len(people), 60)
        took, used = loop.time() - begun, cpu(server.pid) - before
        await asyncio.gather(*cloud.courier.busy)
        await asyncio.to_thread(server.stop)
        cuts = quantiles(cloud.courier.seconds, n=100)
        return len(people) / took, used / took, cuts[49] * 1e3, cuts[98] * 1e3


def bench_webhook(tmp_path: Path) -> None:
    _, cores, median, p99 = asyncio.run(measured(tmp_path, EVENTS, ()))
    print(f"\n{EVENTS} messages a second come in")
    print(f"{'the webhook answers':44} median {median:6.1f} ms   p99 {p99:6.1f} ms")
    print(f"{'cores used by Pandu':44} {cores:6.2f}")


def bench_statuses(tmp_path: Path) -> None:
    rate, cores, median, p99 = asyncio.run(measured(tmp_path, QUIET, ("sent", "delivered")))
    print(f"\n{QUIET} messages a second come in, {rate:.0f} go out, with two statuses each")
    print(f"{'the webhook answers':44} median {median:6.1f} ms   p99 {p99:6.1f} ms")
    print(f"{'cores used by Pandu':44} {cores:6.2f}")


def bench_messages(tmp_path: Path) -> None:
    rate, cores, _, _ = asyncio.run(measured(tmp_path, MESSAGES, ()))
    print(f"\n{rate:.0f} messages a second, each a reply to a turn")
    print(f"{'cores used by Pandu':44} {cores:6.2f}")
