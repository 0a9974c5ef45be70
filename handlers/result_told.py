"""A published result is told: by letter to each passer, and again in the chat that they use."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from conversations.dialog.invited import Invited
from conversations.dialog.message import Message
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.state import State
from conversations.dialog.turn import Turn
from conversations.eligibility.wording import Words
from conversations.posting.prepared import prepared
from conversations.schedule.quiet import is_quiet, zone_of
from conversations.selection.sheet import Person
from conversations.selection.stages import FINAL, stages_of
from conversations.selection.telling import (
    Invitation,
    Told,
    invited_to,
    next_stage,
    reminder_text,
    result_text,
    stage_name,
)
from handlers.message_received import TRIES, TooBusyError
from handlers.parts import Parts
from storage.cases import KeyErasedError
from storage.planning import Reach, time_of
from storage.selection_telling import CHAT, Letter, Recipient
from storage.staff import asked
from storage.store import Committed

AT_ONCE = 100
RESULT, REMINDER = "result", "reminder"
_KEYS = {RESULT: "passed", REMINDER: "invited"}
HOLDS = timedelta(days=14)
"""A result that is not tied to a day is not said any more afterwards."""
REPEATED = timedelta(days=3)
"""So long a talk still repeats what a letter told."""
BEFORE, AT_LEAST = timedelta(hours=24), timedelta(hours=1)
"""When people are reminded of what they are invited to."""


class Round(Struct):
    """What one look did: counts by name, and turns that other channels show."""

    count: Counter[str]
    committed: list[Committed]


async def results_told(parts: Parts, now: datetime) -> Round:
    """Tells whoever is due; durable when this returns, and harmless to repeat or to kill.

    Raises `DatabaseDownError`.
    """
    done = Round(Counter(), [])
    selection, posting = parts.store.selection, parts.slug
    due = await asked(selection.due, posting, AT_ONCE)
    done.count.update(await _written(due, RESULT, parts, now))
    after = 0
    while found := await asked(selection.due_in_chat, posting, now - REPEATED, after, AT_ONCE):
        for to in found:
            await _repeated(to, RESULT, parts, now, done)
        after = found[-1].candidate
    between = (now + AT_LEAST, now + BEFORE)
    invited = await asked(selection.due_reminders, posting, between, AT_ONCE)
    done.count.update(await _written(invited, REMINDER, parts, now))
    for to in invited:
        if CHAT in to.ways and to.case_id:
            await _repeated(to, REMINDER, parts, now, done)
    return done


def told_of(to: Recipient, parts: Parts, link: str = "") -> Told:
    """What the list tells this one."""
    stage = stages_of(parts.dialog.edition.posting).name(to.stage)
    return Told(stage, msgspec.json.decode(to.texts, type=Invitation), link)


async def _written(
    whom: Sequence[Recipient], what: str, parts: Parts, now: datetime
) -> Counter[str]:
    """By letter, all of them in one commit; how many were told, and how many held."""
    if not whom:
        return Counter()
    selection = parts.store.selection
    known = await asked(selection.people, [to.candidate for to in whom])
    work = []
    for to in whom:
        reaches = await parts.store.planning().reaches(to.case_id) if to.case_id else []
        person = known.get(to.candidate, Person())
        work.append((to, _letters(to, what, (person, reaches), parts, now)))
    free = await asked(selection.tell, work, what, now)
    count = {f"{what} told": len(free), "held": len(whom) - len(free)}
    return Counter({name: n for name, n in count.items() if n})


def _letters(
    to: Recipient, what: str, whom: tuple[Person, Sequence[Reach]], parts: Parts, now: datetime
) -> list[Letter]:
    person, reaches = whom
    language = to.language if to.language in parts.dialog.edition.texts else "id"
    words = parts.dialog.scene(State(language=language), now).voice.words
    token = parts.store.selection.attend_token(to)
    link = f"{parts.home}/hadir/{token}" if to.meets_at else ""
    told = told_of(to, parts, link)
    text = _text(what, words, told, to)
    stage = told.stage if what == RESULT else invited_to(words, told.stage)
    named = {"stage": stage_name(words, told.stage) if what == RESULT else stage}
    ready = prepared(parts.dialog.edition, "passed", language, _filled(words, named))
    message = Message(0, f"{_KEYS[what]}:{told.stage}", text, name=person.name, prepared=ready)
    until = to.meets_at or to.published_at + HOLDS // timedelta(milliseconds=1)
    found = []
    if "email" in to.ways and (mailbox := person.email or _confirmed(reaches)):
        found.append(Letter("email", mailbox, message, until))
    if "whatsapp" in to.ways and person.phone and what == RESULT:
        found.append(Letter("whatsapp", person.phone.removeprefix("+"), message, until))
    return found


def _filled(words: Words, values: dict[str, str]) -> dict[str, str]:
    return {"closes": words.close} | values


def _confirmed(reaches: Sequence[Reach]) -> str:
    return next((r.address.external_id for r in reaches if r.address.channel == "email"), "")


def _text(what: str, words: Words, told: Told, to: Recipient) -> str:
    if what == REMINDER:
        return reminder_text(words, told, coming=to.coming)
    return result_text(words, told)


async def _repeated(to: Recipient, what: str, parts: Parts, now: datetime, done: Round) -> None:
    """In the chat where they spoke last; not at night, and to nobody who wants no messages."""
    reaches = await parts.store.planning().reaches(to.case_id)
    talks = [r for r in reaches if r.address.channel in parts.channels and r.heard]
    pushed = [r for r in talks if parts.channels[r.address.channel].can_push]
    if not (where := next(iter([*pushed, *talks]), None)):
        return
    for _ in range(TRIES):
        try:
            turned = await _said(to, what, where, parts, now)
        except KeyErasedError:
            return
        if turned != "outdated":
            if isinstance(turned, Committed):
                done.committed.append(turned)
                done.count[f"{what} repeated"] += 1
            return
    raise TooBusyError


async def _said(
    to: Recipient, what: str, where: Reach, parts: Parts, now: datetime
) -> Committed | str:
    can = parts.channels[where.address.channel]
    async with parts.store.lane(where.address):
        case = await parts.store.case_of(where.address, parts.slug, now)
        scene = parts.dialog.scene(case.state, now, can)
        if not case.state.consent or case.state.stopped or _sleeps(scene, now):
            return "later"
        turn = _turn(scene, what, told_of(to, parts), to)
        until = time_of(to.meets_at) if to.meets_at else now + HOLDS
        result = await parts.store.repeating().commit(case, turn, (to, what, until), now)
    return Committed(result, case, turn) if result == "done" else result


def _turn(scene: Scene, what: str, told: Told, to: Recipient) -> Turn:
    """The message, and what the talk remembers of it."""
    words = scene.voice.words
    links = []
    if told.stage == FINAL:
        links.append(scene.link("papers", "primary"))
    elif told.invitation.known and not to.coming:
        links.append(scene.link("attend", "primary"))
    text = _text(what, words, told, to)
    scene.say(Frame(f"{_KEYS[what]}:{told.stage}", text, (*links, scene.link("next"))))
    if what == RESULT:
        scene.state.invited = _invited(scene, told)
    return Turn(scene.state, tuple(scene.messages), audit=(f"{what} told {told.stage}",))


def _invited(scene: Scene, told: Told) -> Invited:
    before = scene.state.invited
    if told.stage == FINAL:
        return replace(before, chosen=scene.stamp())
    after = next_stage(stages_of(scene.plan.posting), told.stage)
    if not told.invitation.known or not after:
        return before
    return Invited(after, told.invitation.at, told.invitation.place)


def _sleeps(scene: Scene, now: datetime) -> bool:
    return is_quiet(now, zone_of(scene.state.zone, scene.plan.posting.tz))
