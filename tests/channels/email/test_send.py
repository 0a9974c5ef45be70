"""One delivery as a letter: the same id at each try, and nobody's mailbox filled with codes."""

from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from sqlalchemy import create_engine

from bot.channels.email.lines import Envelope
from bot.channels.email.outcomes import NEVER_LEFT, NO_ADDRESS, TOO_MANY_CODES
from bot.channels.email.send import Sender
from bot.delivery.outcome import Outcome
from conversations.dialog.contact_shown import LETTER
from conversations.dialog.event import Address
from conversations.dialog.message import Message
from storage.delivery import Delivery, Trail
from storage.keys import KeyStore
from storage.sealing import Lookup, MasterKey
from storage.ways import Ways
from tests.channels.email.test_compose import paper

NOW = datetime(2025, 12, 21, 9, tzinfo=UTC)
LOOKUP = Lookup(bytes(32))


class Carrier:
    """Takes letters, with an outcome that a test says."""

    def __init__(self) -> None:
        self.took: list[Envelope] = []
        self.outcome = Outcome("sent")

    async def send(self, envelope: Envelope) -> Outcome:
        self.took.append(envelope)
        return self.outcome


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


@pytest.fixture
def sender(carrier: Carrier) -> Sender:
    engine = create_engine("sqlite://")
    ways = Ways(engine, KeyStore(engine, MasterKey(bytes(32))), LOOKUP)
    return Sender(carrier, paper(), LOOKUP, ways, lambda: NOW)


def delivery(to: str = "siti@contoh.id", *, seq: int = 3, code: bool = False) -> Delivery:
    message = Message(seq, LETTER if code else "closing-24h", "Isi.", to=to if code else "")
    where = Address("email", "a-visitor" if code else to)
    return Delivery(7, seq, 1, where, 9, message, "id", "", Trail())


def header(envelope: Envelope, name: str) -> str:
    return str(message_from_bytes(envelope.letter)[name])


async def test_a_letter_sent_again_is_the_same_letter(sender: Sender, carrier: Carrier) -> None:
    outcomes = [await sender.send(delivery(seq=seq)) for seq in (3, 3, 4)]
    first, again, other = (header(envelope, "Message-ID") for envelope in carrier.took)
    assert first == again != other
    assert outcomes[0].sent_id in first
    assert (outcomes[0].status, len(outcomes[0].sent_id)) == ("sent", 32)
    assert carrier.took[0].sender == "pandu@contoh.id"
    assert carrier.took[0].to == "siti@contoh.id"


async def test_only_what_comes_unasked_can_be_stopped(sender: Sender, carrier: Carrier) -> None:
    await sender.send(delivery())
    await sender.send(delivery(code=True))
    notice, code = carrier.took
    assert header(notice, "List-Unsubscribe").startswith("<https://pandu.contoh.id/berhenti/")
    assert header(code, "List-Unsubscribe") == "None"
    assert code.to == "siti@contoh.id"


async def test_a_failure_is_told_as_it_is(sender: Sender, carrier: Carrier) -> None:
    carrier.outcome = NEVER_LEFT
    assert await sender.send(delivery()) == NEVER_LEFT


@pytest.mark.parametrize("to", ["", "siti", "siti@contoh.id\r\nRCPT TO:<x@y.id>", "a@b.id c@d.id"])
async def test_what_is_no_address_goes_nowhere(sender: Sender, carrier: Carrier, to: str) -> None:
    assert await sender.send(delivery(to)) == NO_ADDRESS
    assert carrier.took == []


async def test_whoever_asks_a_mailbox_gets_only_so_many_codes(
    sender: Sender, carrier: Carrier
) -> None:
    told = [await sender.send(delivery(seq=seq, code=True)) for seq in range(7)]
    assert [each.status for each in told] == ["sent"] * 5 + ["failed"] * 2
    assert told[-1] == TOO_MANY_CODES
    assert (await sender.send(delivery())).status == "sent"
    assert (await sender.send(delivery("budi@contoh.id", code=True))).status == "sent"
