"""An announcement begins, goes into the outbox a few messages at a time, and ends."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from conversations.broadcast.forecast import bulk_rate, forecast
from conversations.broadcast.health import EXPECTED, is_failing
from conversations.broadcast.words import Notice, replaced
from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.voice import Voice
from handlers.announcement_prepared import announcement_prepared
from handlers.broadcast_moved import pause
from handlers.broadcast_written import UNAPPROVED
from handlers.parts import Parts
from storage.broadcasts import Broadcast, Change
from storage.cases import Case, millis
from storage.handing import write_set

ACTOR = "pandu"
AT_ONCE = 200
"""So many are handed over together."""
AHEAD = 2
"""Seconds of sending that lie in the outbox: what is held is held at once."""
MOST_AHEAD = 500


class Fed(Struct, frozen=True):
    """How many were handed over, skipped, and lost to a change of their case meanwhile; `pages`
    are those who fetch what was handed over, so that an open page may be told to look.
    """

    handed: int = 0
    skipped: int = 0
    later: int = 0
    pages: tuple[Address, ...] = ()


async def broadcast_begins(was: Broadcast, parts: Parts, now: datetime) -> bool:
    """Its time has come: it goes out where it is what was approved, and can be through in time."""
    sealed, _ = await parts.store.announcing.sealed(was)
    if sealed != was.frozen:
        values = {**UNAPPROVED, "paused_reason": "changed"}
        await parts.store.announcing.change(Change(was, values, ACTOR, "refused"), now)
        return False
    left = await parts.store.announcing.left(was)
    if forecast(left, parts.channels, now, corrects=bool(was.corrects_id)).ends >= was.not_after:
        await pause(was, parts, now, "late")
        return False
    values = {"status": "going", "started_at": millis(now)}
    return await parts.store.announcing.change(Change(was, values, ACTOR, "begun"), now)


async def broadcast_fed(
    going: Broadcast, parts: Parts, now: datetime, *, ahead: int = MOST_AHEAD
) -> Fed:
    """Hands over as many as there is room for, on every channel: at most `ahead` lie in the outbox
    of one.
    """
    fed = Fed()
    for channel, room in (await _room(parts, ahead)).items():
        if room > 0:
            more = await _handed(going, channel, min(room, AT_ONCE), parts, now)
            fed = Fed(
                fed.handed + more.handed,
                fed.skipped + more.skipped,
                fed.later + more.later,
                fed.pages + more.pages,
            )
    return fed


async def broadcast_ended(going: Broadcast, parts: Parts, now: datetime) -> bool:
    """It is done once nobody waits and nothing that is sent by itself is still to be sent."""
    announcing = parts.store.announcing
    pushing = [name for name, can in parts.channels.items() if can.can_push]
    if await announcing.on_its_way(going, pushing) or await announcing.left(going):
        return False
    values = {"status": "done", "finished_at": millis(now)}
    return await announcing.change(Change(going, values, ACTOR, "done"), now)


async def broadcast_watched(going: Broadcast, parts: Parts, now: datetime) -> bool:
    """Held by itself where too many were refused since it went on; True where it is."""
    since = going.changed_at
    told = dict(await parts.store.announcing.attempts(going, since))
    done = told.pop("", 0)
    failed = sum(count for reason, count in told.items() if reason not in EXPECTED)
    if not is_failing(done, failed):
        return False
    await pause(going, parts, now, "failures")
    return True


async def broadcast_too_late(going: Broadcast, parts: Parts, now: datetime) -> None:
    """Its last moment is past: who still waits gets nothing."""
    if await parts.store.announcing.left(going):
        await parts.store.announcing.skip_rest(going, "late", now)


async def _room(parts: Parts, ahead: int) -> dict[str, int]:
    """How many more may lie in the outbox, by channel; where people fetch it, any number."""
    pushing = {name: can for name, can in parts.channels.items() if can.can_push}
    waiting = await parts.store.announcing.room(pushing)
    room = dict.fromkeys(parts.channels, ahead)
    for name, can in pushing.items():
        room[name] = min(AHEAD * bulk_rate(can.rate), ahead) - waiting.get(name, 0)
    return room


async def _handed(going: Broadcast, channel: str, most: int, parts: Parts, now: datetime) -> Fed:
    announcing, at = parts.store.announcing, millis(now)
    found = await announcing.waiting(going, channel, most)
    skips = {each.case_id: each.reason for each in found if each.reason}
    if skips:
        await announcing.skip(going, skips, now)
    pen = _Pen(going, parts, now)
    sets = [
        write_set(going, each.case, pen.messages(each.case, each.wrong), at)
        for each in found
        if each.case
    ]
    results = await announcing.hand(sets, [each.case for each in found if each.case])
    done = results.count("done")
    fetched = not parts.channels[channel].can_push
    pages = tuple(each.case.address for each in found if each.case and fetched)
    return Fed(done, len(skips), len(results) - done, pages)


class _Pen:
    """Writes one announcement, to each in their language."""

    def __init__(self, going: Broadcast, parts: Parts, now: datetime) -> None:
        self._going, self._parts, self._now = going, parts, now
        self._notice = notice_of(going, parts.home)
        self._voices: dict[str, Voice] = {}

    def messages(self, case: Case, wrong: int) -> list[Message]:
        """The announcement; before it what takes the place of message `wrong`, where it can."""
        seq, voice, messages = case.state.seq, self._voice(case.state.language), list[Message]()
        if wrong and self._parts.channels[case.address.channel].can_edit:
            seq += 1
            old, new = self._going.corrects, self._going.code
            messages.append(replaced(seq, (old, new), wrong, voice.phrases))
        name, label = case.state.contact.name, case.state.together.label
        notice = self._notice.message(seq + 1, voice.phrases, voice.texts.agency, name)
        if label:
            said = voice.say("join.for", label=label)
            notice = replace(notice, text=f"{said}\n\n{notice.text}")
        ready = announcement_prepared(self._going, case.address.channel, voice, self._parts)
        return [*messages, replace(notice, prepared=ready)]

    def _voice(self, language: str) -> Voice:
        if language not in self._voices:
            scene = self._parts.dialog.scene(State(language=language), self._now)
            self._voices[language] = scene.voice
        return self._voices[language]


def notice_of(broadcast: Broadcast, home: str) -> Notice:
    """Its words, in every language."""
    return Notice(broadcast.code, broadcast.texts, home, broadcast.corrects)
