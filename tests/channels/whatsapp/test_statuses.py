"""What is told of messages afterwards: in any order, more than once, and of messages in doubt."""

import asyncio
from datetime import datetime

from tests.channels.whatsapp.ledger import Sent, changed, counts, rows
from tests.running.program import DAY, Running
from tests.whatsapp_server import Delivered, Fault, Person, WhatsappServer


async def greeted(server: WhatsappServer, *habits: str) -> tuple[Person, Delivered]:
    """A person whose messages get these statuses, and the message that asks for consent."""
    budi = server.person()
    budi.habits = habits
    budi.says("halo")
    return budi, await budi.sees(lambda seen: "Setuju" in seen.options)


async def until(program: Running, *statuses: str) -> list[Sent]:
    """Until the messages have these statuses."""
    async with asyncio.timeout(120):
        while True:
            found = rows(program)
            if [row.status for row in found] == [*statuses]:
                return found
            await asyncio.sleep(0.02)


async def test_statuses_only_move_forward(pandu: Running, server: WhatsappServer) -> None:
    budi, asked = await greeted(server, "read", "delivered", "sent", "read")
    await until(pandu, "read", "read")
    for status in ("sent", "delivered", "failed"):
        server.tells(asked.id, budi.phone, status, asked.mark, 131026 * (status == "failed"))
    await asyncio.gather(*server.courier.busy)
    assert [row.status for row in rows(pandu)] == ["read", "read"]


async def test_in_one_batch_the_furthest_counts(pandu: Running, server: WhatsappServer) -> None:
    _, asked = await greeted(server)
    await until(pandu, "sent", "sent")
    told = [
        {"id": asked.id, "status": status, "timestamp": "1766019600",
         "biz_opaque_callback_data": asked.mark}
        for status in ("read", "delivered", "sent")
    ]  # fmt: skip
    server.courier.bring("x", {"statuses": told})
    await until(pandu, "sent", "read")


async def test_a_message_in_doubt_is_settled_by_its_status(
    pandu: Running, server: WhatsappServer
) -> None:
    server.faults.add(Fault("lost_reply", times=2))
    budi, _ = await greeted(server, "sent", "delivered")
    await until(pandu, "delivered", "delivered")
    assert len(budi.screen()) == 2


async def test_without_a_mark_a_status_finds_its_message_by_id(
    pandu: Running, server: WhatsappServer
) -> None:
    budi, asked = await greeted(server)
    await until(pandu, "sent", "sent")
    server.tells(asked.id, budi.phone, "read", "")
    await until(pandu, "sent", "read")


async def test_a_status_of_nothing_known_waits_ten_minutes(
    pandu: Running, server: WhatsappServer
) -> None:
    budi, _ = await greeted(server)
    await until(pandu, "sent", "sent")
    server.tells("wamid.nobody", budi.phone, "read", "")
    server.tells("wamid.nothing", budi.phone, "read", "17.4")
    await asyncio.gather(*server.courier.busy)
    assert counts(pandu)["loose_statuses"] == 2
    store, now = pandu.app.state.store, datetime.fromisoformat(DAY)
    assert await store.windows().settle_loose("whatsapp", now) == 0
    changed(pandu, "UPDATE loose_statuses SET at = at - 3600000")
    await store.windows().settle_loose("whatsapp", now)
    assert counts(pandu)["loose_statuses"] == 0


async def test_a_status_that_came_first_finds_its_message_later(
    pandu: Running, server: WhatsappServer
) -> None:
    budi, asked = await greeted(server)
    await until(pandu, "sent", "sent")
    changed(pandu, "UPDATE outbox SET sent_id = 'x' || sent_id")
    server.tells(asked.id, budi.phone, "read", "")
    await asyncio.gather(*server.courier.busy)
    changed(pandu, "UPDATE outbox SET sent_id = substr(sent_id, 2)")
    store, now = pandu.app.state.store, datetime.fromisoformat(DAY)
    assert await store.windows().settle_loose("whatsapp", now) == 0
    await until(pandu, "sent", "read")


async def test_nothing_of_a_persons_number_stands_open(
    pandu: Running, server: WhatsappServer
) -> None:
    budi, asked = await greeted(server, "sent")
    await until(pandu, "sent", "sent")
    database = pandu.app.state.settings.data_dir / "pandu.sqlite3"
    stored = database.read_bytes() + database.with_name(database.name + "-wal").read_bytes()
    assert budi.phone.encode() not in stored
    assert asked.id.encode() not in stored
