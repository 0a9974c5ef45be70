"""Turns made by hand, for tests of what is stored."""

from datetime import UTC, datetime

from conversations.dialog.event import Address, Inbound, Typed
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from storage.store import Committed, Store

NOW = datetime(2025, 12, 18, 1, tzinfo=UTC)
SLUG = "a-posting"
RINA = Address("webchat", "rina")


def inbound(event_id: str, text: str = "halo", address: Address = RINA) -> Inbound:
    return Inbound(event_id, address, Typed(text), NOW)


def answer(state: State, text: str = "halo") -> Turn:
    """The next turn: an echo, and one message that numbers itself."""
    seq = state.seq
    after = State(
        language="en", progress="checking", seq=seq + 2, turn=state.turn + 1, missing="ktp,cv"
    )
    told = Message(seq + 2, "test", f"answer {after.turn} to {text}")
    return Turn(after, (told,), echo=text, echo_seq=seq + 1, audit=("consent_given",))


async def said(store: Store, event_id: str, address: Address = RINA) -> Committed:
    """One whole event, as a handler does it."""
    event = inbound(event_id, address=address)
    async with store.lane(address):
        case = await store.case_of(address, SLUG, NOW)
        return await store.commit(case, event, answer(case.state), NOW)
