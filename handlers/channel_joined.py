"""A turn asks for more than its own case: two talks become one, somebody else writes or leaves."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from conversations.dialog import join_leave
from conversations.dialog.capabilities import Capabilities
from conversations.dialog.event import Inbound, Opened, Typed
from conversations.dialog.join import MINUTES, channel_name, give_up, say
from conversations.dialog.join_kept import Joining, Person, Wish
from conversations.dialog.join_met import arrived, joined, met, one_of, told_there
from conversations.dialog.join_people import LONGEST_LABEL
from conversations.dialog.join_place import placed
from conversations.dialog.join_rest import rested
from conversations.dialog.message import Message
from conversations.dialog.route import again, arrive
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from handlers.join_weighed import spot_of
from handlers.parts import Parts
from handlers.turn_finished import finished
from storage.blobs import BlobsDownError
from storage.cases import Case
from storage.crossing import Cross, Crossed
from storage.joining import Found
from storage.resealing import BusyError
from storage.store import Committed


class Wished(Struct, frozen=True):
    """The event, its case, and the turn that wishes; what the channel can do, and the time."""

    event: Inbound
    case: Case
    turn: Turn
    can: Capabilities
    now: datetime

    @property
    def wish(self) -> Wish:
        return self.turn.wish or Wish("ask_leave")

    @property
    def joining(self) -> Joining:
        return self.turn.state.together.joining or Joining()


async def fulfilled(wished: Wished, parts: Parts) -> Committed:
    """What became of it, durable when this returns. Raises `DatabaseDownError`."""
    return await _ACTS[wished.wish.what](wished, parts)


async def committed_alone(wished: Wished, parts: Parts) -> Committed:
    """The turn as it is. Raises `DatabaseDownError`."""
    return await _commit(wished, wished.turn, parts)


async def _join(wished: Wished, parts: Parts) -> Committed:
    found = await _taken(wished, parts)
    scene = _scene(wished, parts)
    if found.case is None:
        give_up(scene, say(scene, f"outcome.{found.outcome}", minutes=MINUTES))
        return await _plain(wished, scene, parts)
    if not met(scene, found.case.state):
        return await _plain(wished, scene, parts)
    try:
        copied = await parts.documents.copy_under(wished.case, found.case, wished.now)
    except (BusyError, BlobsDownError):
        again(scene, say(scene, "outcome.busy"))
        return await _plain(wished, scene, parts)
    kept = parts.store.crossing().at_address_of(wished.case, found.case)
    goes_on = _scene_of(one_of(scene, found.case.state), wished, parts)
    joined(goes_on, wished.joining.channel, own=wished.joining.own)
    turn, there = _with_notice(goes_on, wished, found.case)
    cross = await _cross(wished, kept, turn, parts)
    cross = replace(cross, there=there)
    crossed = await parts.store.crossing().merge(cross, found, copied)
    return _committed(cross, crossed)


async def _apart(wished: Wished, parts: Parts) -> Committed:
    """The other case is opened here beside the one that is here already."""
    found = await _taken(wished, parts)
    scene = _scene(wished, parts)
    if found.case is None:
        give_up(scene, say(scene, f"outcome.{found.outcome}", minutes=MINUTES))
        return await _plain(wished, scene, parts)
    mine = await parts.store.crossing().beside(wished.case, found.case, wished.now)
    if mine is None:
        give_up(scene, say(scene, "other.many"))
        return await _plain(wished, scene, parts)
    label = found.case.state.together.label or _name(scene, found.case.state, mine)
    mine, wished = _introduced(scene, wished, mine, label)
    goes_on = _scene_of(_at(mine, label, wished.now), wished, parts)
    arrived(goes_on, _channeled(goes_on, "joined.apart", wished))
    turn, there = _with_notice(goes_on, wished, found.case)
    cross = replace(await _cross(wished, mine, turn, parts), there=there)
    return _committed(cross, await parts.store.crossing().come(cross, found))


async def _second(wished: Wished, parts: Parts) -> Committed:
    mine = await parts.store.crossing().beside(wished.case, None, wished.now)
    scene = _scene(wished, parts)
    if mine is None:
        again(scene, say(scene, "other.many"))
        return await _plain(wished, scene, parts)
    label = wished.wish.label
    mine, wished = _introduced(scene, wished, mine, label)
    fresh = replace(mine, state=State(language=wished.turn.state.language))
    goes_on = _scene_of(_at(fresh, label, wished.now), wished, parts)
    goes_on.say(Frame("join:second", say(goes_on, "switched.new", label=label)))
    arrive(goes_on, goes_on.state.language)
    cross = await _cross(wished, mine, goes_on.turn(), parts)
    return _committed(cross, await parts.store.crossing().come(cross))


async def _switch(wished: Wished, parts: Parts) -> Committed:
    mine = await parts.store.crossing().person(wished.case, wished.wish.person)
    if mine is None:
        scene = _scene(wished, parts)
        again(scene, scene.voice.say("button.unknown"))
        return await _plain(wished, scene, parts)
    held, label = wished.turn.state.together.held, mine.state.together.label
    wished = replace(wished, turn=replace(wished.turn, state=_let_go(wished.turn.state)))
    goes_on = _scene_of(_at(mine, label, wished.now), wished, parts)
    notice = say(goes_on, "switched.back", label=label or say(goes_on, "first"))
    if held and goes_on.allowed:
        turn = _heard_there(goes_on, notice, held, wished, parts)
    else:
        arrived(goes_on, notice)
        turn = goes_on.turn()
    cross = await _cross(wished, mine, turn, parts)
    return _committed(cross, await parts.store.crossing().switch(cross))


def _heard_there(scene: Scene, notice: str, held: str, wished: Wished, parts: Parts) -> Turn:
    """Whose words they were is known now: they answer what was asked of that person."""
    scene.say(Frame("join:switched", notice))
    first = scene.turn()
    turn = parts.dialog.advance(first.state, Typed(held), wished.now, wished.can)
    messages = (*first.messages, *turn.messages)
    return replace(turn, messages=messages, echo="", echo_seq=0, wish=None)


async def _hear(wished: Wished, parts: Parts) -> Committed:
    """It was who it seemed to be: what was held is heard now."""
    held, state = wished.turn.state.together.held, _let_go(wished.turn.state)
    turn = parts.dialog.advance(state, Typed(held), wished.now, wished.can)
    return await _commit(wished, _carried(replace(turn, wish=None), wished.turn), parts)


def _let_go(state: State) -> State:
    return rested(replace(state, together=replace(state.together, held="")))


async def _ask_leave(wished: Wished, parts: Parts) -> Committed:
    places = await parts.store.crossing().addresses(wished.case)
    scene = _scene(wished, parts)
    join_leave.asked(scene, last=len(places) < 2)  # noqa: PLR2004 - this one and another
    return await _plain(wished, scene, parts)


async def _leave(wished: Wished, parts: Parts) -> Committed:
    places = await parts.store.crossing().addresses(wished.case)
    scene = _scene(wished, parts)
    if len(places) < 2:  # noqa: PLR2004 - this one and another
        join_leave.asked(scene, last=True)
        return await _plain(wished, scene, parts)
    join_leave.left(scene)
    return await _off(wished, scene, parts, [wished.case.address_id])


async def _leave_others(wished: Wished, parts: Parts) -> Committed:
    places = await parts.store.crossing().addresses(wished.case)
    others = [each for each in places if each != wished.case.address_id]
    scene = _scene(wished, parts)
    join_leave.left_others(scene, len(others))
    return await _off(wished, scene, parts, others)


async def _off(wished: Wished, scene: Scene, parts: Parts, leaving: list[int]) -> Committed:
    cross = await _cross(wished, wished.case, _carried(scene.turn(), wished.turn), parts)
    return _committed(cross, await parts.store.crossing().leave(cross, leaving))


async def _plain(wished: Wished, scene: Scene, parts: Parts) -> Committed:
    """The case goes on by itself."""
    return await _commit(wished, _carried(scene.turn(), wished.turn), parts)


async def _commit(wished: Wished, turn: Turn, parts: Parts) -> Committed:
    event, case, now = wished.event, wished.case, wished.now
    turn = await finished(turn, case, event.said, parts, now)
    return await parts.store.commit(case, event, turn, now, push=wished.can.can_push)


async def _taken(wished: Wished, parts: Parts) -> Found:
    """The case to be joined, once the code is this address' alone."""
    codes, now = parts.store.join_codes, wished.now
    found = await codes.known(bytes.fromhex(wished.joining.key), parts.slug, now, wished.case)
    if found.case is None or await codes.take(found, wished.case, now):
        return found
    return Found("used")


async def _cross(wished: Wished, new: Case, turn: Turn, parts: Parts) -> Cross:
    event, now = wished.event, wished.now
    turn = await finished(turn, new, event.said, parts, now)
    push = wished.can.can_push
    return Cross(event, wished.case, wished.turn, new, turn, now, push)


def _committed(cross: Cross, crossed: Crossed) -> Committed:
    turn = cross.turn if crossed.result == "done" else None
    moved = cross.new.id != cross.old.id
    return Committed(crossed.result, cross.new, turn, crossed.lease, moved=moved)


def _scene(wished: Wished, parts: Parts) -> Scene:
    return _scene_of(wished.turn.state, wished, parts)


def _scene_of(state: State, wished: Wished, parts: Parts) -> Scene:
    return parts.dialog.scene(state, wished.now, wished.can)


def _carried(turn: Turn, first: Turn) -> Turn:
    """With what was said, which came before the wish."""
    audit = (*first.audit, *turn.audit)
    return replace(turn, echo=first.echo, echo_seq=first.echo_seq, audit=audit)


def _with_notice(scene: Scene, wished: Wished, other: Case) -> tuple[Turn, tuple[Case, Message]]:
    """The turn, and what is told where the code was made."""
    turn = scene.turn()
    seq = turn.state.seq + 1
    message = told_there(scene, wished.case.address.channel, seq)
    return replace(turn, state=replace(turn.state, seq=seq)), (other, message)


def _channeled(scene: Scene, key: str, wished: Wished) -> str:
    return say(scene, key, channel=channel_name(scene, wished.joining.channel))


def _name(scene: Scene, state: State, case: Case) -> str:
    """What somebody is called who did not say."""
    first = state.contact.name.partition(" ")[0][:LONGEST_LABEL]
    return first or say(scene, "numbered", number=case.standing.number or 1)


def _introduced(scene: Scene, wished: Wished, mine: Case, label: str) -> tuple[Case, Wished]:
    """Both know of each other: the newcomer, and whoever wrote here until now."""
    state, standing = wished.turn.state, wished.case.standing
    own = state.together.label or _name(scene, state, wished.case)
    number = standing.number or 1
    others = [each for each in standing.people if each.number != number]
    people = (*others, Person(number, own), Person(mine.standing.number, label))
    people = tuple(sorted(people, key=lambda person: person.number))
    together = replace(state.together, label=own, joining=None)
    turn = replace(wished.turn, state=rested(replace(state, together=together)))
    return replace(mine, standing=replace(mine.standing, people=people)), replace(wished, turn=turn)


def _at(case: Case, label: str, now: datetime) -> State:
    """The state of `case` as it goes on at its address here."""
    together = replace(case.state.together, label=label, joining=None)
    state, _ = placed(replace(case.state, together=together), spot_of(case), Opened(), now)
    return state


_ACTS: dict[str, Callable[[Wished, Parts], Awaitable[Committed]]] = {
    "join": _join, "apart": _apart, "second": _second, "switch": _switch, "hear": _hear,
    "mail": committed_alone, "ask_leave": _ask_leave, "leave": _leave,
    "leave_others": _leave_others,
}  # fmt: skip
