"""Staff look at what is open. Who looks into a talk is noted before anything of it is shown."""

from datetime import datetime

from msgspec import Struct

from handlers.handover_acted import ROLES
from handlers.parts import Parts
from storage.cases import KeyErasedError
from storage.handover_sql import Handover
from storage.staff import Member
from storage.talks import Line

MOST_LINES = 200


class Seen(Struct, frozen=True):
    """One talk or report as it is read: its row, its words, and the lines of the conversation."""

    handover: Handover
    note: str = ""
    lines: tuple[Line, ...] = ()


async def handovers_listed(parts: Parts) -> list[Handover]:
    """Everything open, who waits longest first: nothing personal. Raises `DatabaseDownError`."""
    return await parts.store.handovers().open(parts.slug)


async def handover_read(handover_id: int, parts: Parts, who: Member, now: datetime) -> Seen | None:
    """The talk, unsealed for this one view; None where there is none for them, or its person was
    erased.

    Raises `DatabaseDownError`.
    """
    handovers = parts.store.handovers()
    found = await handovers.find(handover_id)
    if found is None or not who.roles & ROLES:
        return None
    act = "talk_read" if found.kind == "staff" else "report_read"
    await handovers.noted(found.case_id, who.actor, act, now)
    try:
        if found.kind == "fraud":
            return Seen(found, await handovers.note(found))
        return Seen(found, lines=await handovers.conversation(found.case_id, MOST_LINES))
    except KeyErasedError:
        return None


async def report_closed(handover_id: int, parts: Parts, who: Member, now: datetime) -> bool:
    """A report is dealt with; False where it was already. Raises `DatabaseDownError`."""
    if not who.roles & ROLES:
        return False
    return await parts.store.handovers().close_report(handover_id, who, now)
