"""What becomes of a message, by what the platform answers, and what may be said at all."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.draw import Pen
from bot.channels.whatsapp.errors import NO_TIER, NO_WINDOW, TOMORROW
from bot.channels.whatsapp.limits import PERSON_BURST, PERSON_EVERY
from bot.channels.whatsapp.pictures import Pictures
from bot.channels.whatsapp.provider import Provider
from bot.channels.whatsapp.send import Sender
from bot.delivery.outcome import Outcome
from bot.texts import load_phrases
from conversations.dialog.event import Address
from conversations.dialog.message import Choice, Message, Picture, Prepared
from storage.delivery import Delivery, Trail
from storage.sealing import Lookup
from tests.whatsapp_server import NUMBER, SECRET, TOKEN, Fault, WhatsappServer

PENS = {language: Pen(phrases) for language, phrases in load_phrases("whatsapp").items()}
SAID = Message(1, "x", "Halo")
TOLD = replace(SAID, prepared=Prepared("p_pengingat", "id", ("satu", "dua")))


class Door:
    """A window that a test opens and shuts."""

    def __init__(self) -> None:
        self.open, self.room = True, True
        self.begun: list[int] = []

    async def is_open(self, _: Delivery) -> bool:
        return self.open

    async def begin(self, delivery: Delivery) -> bool:
        self.begun.append(delivery.address_id)
        return self.room


class Hands:
    """The sender with all that it needs."""

    def __init__(self, server: WhatsappServer, token: str = TOKEN) -> None:
        self.door, self.time = Door(), 100.0
        self.api = Api(Provider("meta", server.url, token, NUMBER, SECRET))
        lookup = Lookup(bytes(32))
        self.sender = Sender(self.api, PENS, self.door, lookup, lambda: self.time)  # type: ignore[arg-type]  # a window of the test's own

    async def sends(
        self, message: Message = SAID, to: str = "62811", seq: int = 1, kind: str = "reply"
    ) -> Outcome:
        address = Address("whatsapp", to)
        return await self.sender.send(
            Delivery(5, seq, 1, address, int(to[-3:]), message, "id", "", Trail(), kind)
        )


@pytest.fixture
async def server() -> AsyncIterator[WhatsappServer]:
    async with WhatsappServer() as started:
        started.person("Budi", "62811").heard_at = started.clock.now()
        yield started


@pytest.fixture
async def hands(server: WhatsappServer) -> AsyncIterator[Hands]:
    made = Hands(server)
    yield made
    await made.api.close()


async def test_it_is_sent_with_its_mark(server: WhatsappServer, hands: Hands) -> None:
    outcome = await hands.sends()
    (entry,) = server.ledger.delivered
    assert (entry.mark, entry.text, entry.to) == ("5.1", "Halo", "62811")
    assert outcome.status == "sent"
    assert len(outcome.sent_id) == 32


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        (Fault("error", 130429), "waiting", "too many requests"),
        (Fault("error", 131056), "waiting", "pair rate"),
        (Fault("error", 190, 401), "waiting", "token refused"),
        (Fault("error", 131048), "waiting", "quality pause"),
        (Fault("error", 368), "waiting", "account locked"),
        (Fault("error", 131026), "failed", "undeliverable"),
        (Fault("error", 131047), "failed", "window closed"),
        (Fault("error", 100), "failed", "refused"),
        (Fault("error", 131000, 500), "waiting", "server error"),
        (Fault("html"), "waiting", "server error"),
        (Fault("reset"), "unknown", "no answer"),
        (Fault("lost_reply"), "unknown", "no answer"),
    ],
    ids=lambda value: f"{value.kind}{value.code}" if isinstance(value, Fault) else "",
)
async def test_what_the_answer_means(
    server: WhatsappServer, hands: Hands, fault: Fault, status: str, reason: str
) -> None:
    server.faults.add(Fault(fault.kind, fault.code, fault.status))
    outcome = await hands.sends()
    assert (outcome.status, outcome.reason) == (status, reason)


async def test_a_limit_holds_everybody_and_then_lets_go(
    server: WhatsappServer, hands: Hands
) -> None:
    server.faults.add(Fault("error", 130429))
    await hands.sends()
    held = await hands.sends(to="62812")
    assert held.reason == "pace"
    assert len(server.ledger.calls) == 1
    hands.time += 10.1
    assert (await hands.sends()).status == "sent"


async def test_one_person_takes_a_burst_and_then_one_in_six_seconds(
    server: WhatsappServer, hands: Hands
) -> None:
    sent = [await hands.sends(seq=number) for number in range(PERSON_BURST + 1)]
    assert [each.status for each in sent] == ["sent"] * PERSON_BURST + ["waiting"]
    hands.time += PERSON_EVERY
    assert (await hands.sends()).status == "sent"


async def test_nobody_listens(server: WhatsappServer) -> None:
    lost = Hands(server)
    await server.close()
    assert (await lost.sends()).reason == "no connection"
    await lost.api.close()


async def test_outside_the_window_only_what_was_approved(
    server: WhatsappServer, hands: Hands
) -> None:
    hands.door.open = False
    assert await hands.sends() == NO_WINDOW
    assert (await hands.sends(TOLD)).reason == "template"
    server.templates["p_pengingat", "id"] = 2
    assert (await hands.sends(TOLD)).status == "sent"
    assert server.ledger.delivered[-1].filled == ["satu", "dua"]
    hands.door.room = False
    assert await hands.sends(TOLD) == NO_TIER
    assert hands.door.begun == [811, 811, 811]
    assert await hands.sends(TOLD, kind="bulk") == TOMORROW


async def test_within_the_window_no_talk_is_begun(server: WhatsappServer, hands: Hands) -> None:
    await hands.sends(TOLD)
    assert server.ledger.delivered[0].kind == "text"
    assert hands.door.begun == []


async def test_a_picture_is_handed_over_once(server: WhatsappServer, hands: Hands) -> None:
    asked: list[str] = []

    async def png(code: str) -> bytes | None:
        asked.append(code)
        return b"\x89PNG" if code == "abc" else None

    hands.sender.pictures = Pictures(hands.api, png, lambda: hands.time)
    image = Picture("how", "id", "Alur", "abc")
    shown = Message(1, "x", "Alur", choices=(Choice("Kembali", "go::back:0"),), image=image)
    for _ in range(2):
        await hands.sends(shown)
    assert asked == ["abc"]
    first = server.ledger.delivered[0].body["interactive"]
    assert first["header"]["image"]["id"] in server.media
    await hands.sends(replace(shown, image=replace(image, code="gone")))
    assert "header" not in server.ledger.delivered[-1].body["interactive"]
