"""Mail to an address came back, or whoever has it called it unwanted: nothing more goes there."""

from datetime import UTC, datetime

from msgspec.structs import replace

from conversations.dialog.event import Address
from conversations.dialog.turn import Turn
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts
from storage.cases import KeyErasedError
from storage.staff import asked


async def contact_bounced(address: Address, parts: Parts, now: datetime) -> bool:
    """Was it an address of ours? Durable when this returns, and harmless to repeat.

    Raises `DatabaseDownError` and `TooBusyError`.
    """
    listed = await asked(parts.store.selection.bounced, address.external_id)
    talk = await parts.store.ways.owner(address)
    if talk is None:
        return bool(listed)
    await parts.store.block(address, now)
    for _ in range(TRIES):
        if await _noted(address, talk, parts, now):
            return True
    raise TooBusyError


async def _noted(address: Address, talk: Address, parts: Parts, now: datetime) -> bool:
    """So that the talk says that it cannot remind."""
    async with parts.store.lane(talk):
        try:
            case = await parts.store.case_of(talk, parts.slug, now)
        except KeyErasedError:
            return True
        contact = case.state.contact
        if contact.email != address.external_id or not contact.by_mail:
            return True
        noted = replace(contact, bounced=now.astimezone(UTC).isoformat())
        turn = Turn(replace(case.state, contact=noted), audit=("email_bounced",))
        return await parts.store.commit_alone(case, turn, now, "pandu") == "done"
