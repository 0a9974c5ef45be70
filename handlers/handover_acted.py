"""Staff act in a talk: they take it, answer, give it back, block somebody or let them in again."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from conversations.dialog import with_staff_acts as acts
from conversations.dialog.capabilities import ALL
from conversations.dialog.event import Address
from handlers.linked import linked
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts
from storage.cases import Case, KeyErasedError
from storage.handovers import By
from storage.store import Committed

PANDU = "pandu"
Refused = acts.Refused | Literal["unreachable", "erased"]


class Did(Struct, frozen=True):
    """What became of it. `refused` says why nothing was done: each has its sentence
    `staff_talk.refused.<refused>`. `committed` is to be told to the channel of its case.
    """

    refused: Refused | None = None
    committed: Committed | None = None


class Member(Struct, frozen=True):
    """Who acts, by their number. `key` is the press by which they did: repeated, it does nothing
    more ("" where that cannot be).
    """

    id: int
    key: str = ""

    @property
    def actor(self) -> str:
        """As the audit names them."""
        return f"staff:{self.id}"


class Talk(Struct, frozen=True):
    """Where the person of a case is told of it; not `open`: they blocked us there."""

    case_id: int
    address: Address
    open: bool = True


async def handover_taken(case_id: int, who: Member, parts: Parts, now: datetime) -> Did:
    """Theirs from now on. Raises, as all here, `DatabaseDownError` and `TooBusyError`."""
    return await _acted(case_id, acts.Take(), who, parts, now)


async def handover_answered(
    case_id: int, text: str, who: Member, parts: Parts, now: datetime
) -> Did:
    """Their words go out as the agency's; who answers first has taken it."""
    return await _acted(case_id, acts.Reply(text), who, parts, now)


async def handover_given_back(case_id: int, who: Member, parts: Parts, now: datetime) -> Did:
    """Pandu goes on with the question from before."""
    return await _acted(case_id, acts.GiveBack(), who, parts, now)


async def applicant_blocked(
    case_id: int, reason: acts.Reason, who: Member, parts: Parts, now: datetime
) -> Did:
    """Nothing of theirs is answered any more, and nothing is sent to them unasked."""
    return await _acted(case_id, acts.Block(reason), who, parts, now)


async def applicant_unblocked(case_id: int, who: Member, parts: Parts, now: datetime) -> Did:
    """They are heard again."""
    return await _acted(case_id, acts.Unblock(), who, parts, now)


async def handover_expired(case_id: int, parts: Parts, now: datetime) -> Did:
    """Nobody answered in time: Pandu goes on by itself. Harmless to repeat."""
    return await _acted(case_id, acts.GiveBack("time"), Member(0), parts, now)


async def _acted(case_id: int, act: acts.Act, who: Member, parts: Parts, now: datetime) -> Did:
    for _ in range(TRIES):
        talk = await _talk(case_id, parts)
        if talk is None:
            return Did("erased")
        if isinstance(act, acts.Reply) and not talk.open:
            return Did("unreachable")
        try:
            did = await _tried(talk, act, who, parts, now)
        except KeyErasedError:
            return Did("erased")
        if did:
            return did
    raise TooBusyError


async def _tried(talk: Talk, act: acts.Act, who: Member, parts: Parts, now: datetime) -> Did | None:
    """None where the case changed meanwhile."""
    async with parts.store.lane(talk.address):
        case = await _fresh(talk.address, parts, now)
        if case.id != talk.case_id:
            return Did("unreachable")
        scene = parts.dialog.scene(case.state, now, parts.channels.get(talk.address.channel, ALL))
        if refused := acts.acted(scene, act, who.id):
            return Did(refused)
        turn = linked(scene.turn(), case, parts, now)
        by = By(who.actor if who.id else PANDU, who.key)
        result = await parts.store.handovers().commit(case, turn, by, now)
    if result == "outdated":
        return None
    return Did(committed=Committed(result, case, turn) if result == "done" else None)


async def _fresh(address: Address, parts: Parts, now: datetime) -> Case:
    """As the database has it: another process may have led the talk meanwhile."""
    case = await parts.store.case_of(address, parts.slug, now)
    parts.store.handovers().forget(case)
    return await parts.store.case_of(address, parts.slug, now)


async def _talk(case_id: int, parts: Parts) -> Talk | None:
    """Where they spoke last, as far as messages go there; else where they began."""
    for reach in await parts.store.planning().reaches(case_id):
        if reach.heard and reach.address.channel in parts.channels:
            return Talk(case_id, reach.address)
    address = await parts.store.handovers().talk(case_id)
    return Talk(case_id, address, open=False) if address else None
