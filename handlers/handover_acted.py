"""Staff act in a talk: they take it, answer, give it back, block somebody or let them in again."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from conversations.dialog import with_staff_acts as acts
from conversations.dialog.capabilities import ALL
from conversations.dialog.event import Address
from conversations.dialog.join_place import stamped_all
from conversations.dialog.scene import Scene
from handlers.linked import linked
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts
from handlers.reachable import reachable
from storage.cases import Case, KeyErasedError
from storage.handovers import By
from storage.planning import Outgoing, Reach
from storage.staff import Member
from storage.store import Committed

PANDU = "pandu"
LETTER_HOLDS = timedelta(days=1)
ROLES = frozenset({"verifier", "administrator"})
"""Who of the staff talks with applicants and attends to reports."""
Shut = Literal["unreachable", "window"]
Refused = acts.Refused | Shut | Literal["erased", "role"]


class Did(Struct, frozen=True):
    """What became of it. `refused` says why nothing was done: each has its sentence
    `staff_talk.refused.<refused>`. `committed` is to be told to the channel of its case.
    """

    refused: Refused | None = None
    committed: Committed | None = None


class Answer(Struct, frozen=True):
    """What staff write. The same `request` (a form's own key) twice is one answer."""

    text: str
    request: str = ""


class Press(Struct, frozen=True):
    """What is done to which case, and by which press of a button ("": it may be repeated)."""

    case_id: int
    act: acts.Act
    request: str = ""


class Talk(Struct, frozen=True):
    """Where the person of a case is told of it; `shut` says why no answer of staff goes there.
    `letters` is where a letter tells them of one, since nothing else does until they look.
    """

    address: Address
    shut: Shut | None = None
    letters: tuple[Reach, ...] = ()


async def handover_taken(case_id: int, parts: Parts, who: Member, now: datetime) -> Did:
    """Theirs from now on. Raises, as all here, `DatabaseDownError` and `TooBusyError`."""
    return await _acted(Press(case_id, acts.Take()), parts, who, now)


async def handover_answered(
    case_id: int, answer: Answer, parts: Parts, who: Member, now: datetime
) -> Did:
    """Their words go out as the agency's; who answers first has taken it."""
    press = Press(case_id, acts.Reply(answer.text), answer.request)
    return await _acted(press, parts, who, now)


async def handover_given_back(case_id: int, parts: Parts, who: Member, now: datetime) -> Did:
    """Pandu goes on with the question from before."""
    return await _acted(Press(case_id, acts.GiveBack()), parts, who, now)


async def applicant_blocked(
    case_id: int, reason: acts.Reason, parts: Parts, who: Member, now: datetime
) -> Did:
    """Nothing of theirs is answered any more, and nothing is sent to them unasked."""
    return await _acted(Press(case_id, acts.Block(reason)), parts, who, now)


async def applicant_unblocked(case_id: int, parts: Parts, who: Member, now: datetime) -> Did:
    """They are heard again."""
    return await _acted(Press(case_id, acts.Unblock()), parts, who, now)


async def handover_expired(case_id: int, parts: Parts, now: datetime) -> Did:
    """Nobody answered in time: Pandu goes on by itself. Harmless to repeat."""
    return await _acted(Press(case_id, acts.GiveBack("time")), parts, None, now)


async def _acted(press: Press, parts: Parts, who: Member | None, now: datetime) -> Did:
    """`who` is None for Pandu itself."""
    if who and not who.roles & ROLES:
        return Did("role")
    for _ in range(TRIES):
        talk = await _talk(press.case_id, parts, now)
        if talk is None:
            return Did("erased")
        if isinstance(press.act, acts.Reply) and talk.shut:
            return Did(talk.shut)
        try:
            did = await _tried(press, talk, parts, who, now)
        except KeyErasedError:
            return Did("erased")
        if did:
            return did
    raise TooBusyError


async def _tried(
    press: Press, talk: Talk, parts: Parts, who: Member | None, now: datetime
) -> Did | None:
    """None where the case changed meanwhile."""
    address = talk.address
    async with parts.store.lane(address):
        case = await parts.store.fresh_case_of(address, parts.slug, now)
        if case.id != press.case_id:
            return Did("unreachable")
        scene = parts.dialog.scene(case.state, now, parts.channels.get(address.channel, ALL))
        if refused := acts.acted(scene, press.act, who.id if who else 0):
            return Did(refused)
        letters = _letters(scene, case, talk, now) if isinstance(press.act, acts.Reply) else []
        turn = stamped_all(linked(scene.turn(), case, parts, now), case.standing.number)
        by = By(who.actor if who else PANDU, press.request)
        result = await parts.store.handovers().commit(case, turn, by, now, letters)
    if result == "outdated":
        return None
    return Did(committed=Committed(result, case, turn) if result == "done" else None)


def _letters(scene: Scene, case: Case, talk: Talk, now: datetime) -> list[Outgoing]:
    """One for the first answer since their words, unless they want nothing unasked."""
    if not case.state.with_staff.waits or case.state.stopped:
        return []
    found = []
    for reach in talk.letters:
        scene.state.seq += 1
        found.append(Outgoing(acts.letter(scene), now + LETTER_HOLDS, reach))
    return found


async def _talk(case_id: int, parts: Parts, now: datetime) -> Talk | None:
    """Where they spoke last, as far as messages go there; else where they began."""
    reaches = await parts.store.planning().reaches(case_id)
    known = [reach for reach in reaches if reach.address.channel in parts.channels]
    spoken = [reach for reach in known if reach.heard]
    if last := next(iter(await reachable(spoken, "", parts, now)), None):
        return Talk(last.address, letters=_unheard(last, known, parts))
    address = await parts.store.handovers().talk(case_id)
    return Talk(address, "window" if spoken else "unreachable") if address else None


def _unheard(last: Reach, known: list[Reach], parts: Parts) -> tuple[Reach, ...]:
    """Where only letters go, for whom nothing reaches by itself where they spoke."""
    if parts.channels[last.address.channel].can_push:
        return ()
    pushed = (reach for reach in known if parts.channels[reach.address.channel].can_push)
    return tuple(reach for reach in pushed if not reach.heard)
