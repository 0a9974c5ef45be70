"""Commands of those who work here, in their own chat: for anybody else they are words like any."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.channels.telegram.limits import ANNOUNCE
from bot.clock import Clock
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.segment import Segment
from conversations.dialog.event import Inbound, Typed
from conversations.eligibility.wording import words_of
from conversations.texts.phrases import Phrases
from handlers.broadcast_written import ROLE, Draft, broadcast_written
from handlers.handover_acted import ROLES
from handlers.handover_seen import handovers_listed
from handlers.parts import Parts
from storage.handover_sql import Handover
from storage.staff import Member, asked
from storage.staff_sessions import LINK_LASTS

PLACE = "/console/handovers"
DRAFT_LASTS = timedelta(days=1)
"""The last moment of a draft from a chat, until it is set in the console."""
MOST_LISTED = 10
Answer = Callable[["StaffWords", Member, str], Awaitable[str | None]]


class StaffWords:
    """Makes no case of anybody: what staff ask for here is no talk of an applicant."""

    def __init__(self, parts: Parts, phrases: Mapping[str, Phrases], clock: Clock) -> None:
        self.parts, self.phrases, self.clock = parts, phrases["id"], clock

    async def answer(self, event: Inbound) -> str | None:
        """What is written back; None where it is no command of staff, or not theirs.

        Raises `DatabaseDownError`.
        """
        if not isinstance(event.said, Typed) or not event.said.text.startswith("/"):
            return None
        command, *rest = event.said.text.split(maxsplit=1)
        act = COMMANDS.get(command.partition("@")[0].casefold())
        if act is None:
            return None
        people = self.parts.store.desk.people
        member = await asked(people.by_telegram, event.address.external_id)
        return await act(self, member, "".join(rest).strip()) if member else None


async def queue(here: StaffWords, who: Member, _rest: str) -> str | None:
    """Who waits, since when, and the way to each; who they are is seen in the console alone."""
    if not who.roles & ROLES:
        return None
    found = [each for each in await handovers_listed(here.parts) if each.waits]
    link = f"{here.parts.home}{PLACE}"
    if not found:
        return here.phrases("staff_talk.note.queue_empty", link=link)
    talks = sum(each.kind == "staff" for each in found)
    lines = "\n".join(_line(here, each) for each in found[:MOST_LISTED])
    counts = {"waiting": talks, "fraud": len(found) - talks}
    return here.phrases("staff_talk.note.queue", **counts, lines=lines, link=link)


def _line(here: StaffWords, each: Handover) -> str:
    words = words_of(here.parts.dialog.edition, here.phrases)
    since = words.moment(each.opened_at.astimezone(words.posting.tz))
    what = here.phrases(f"staff_talk.buttons.go.{each.kind}")
    link = f"{here.parts.home}{PLACE}/{each.id}"
    return here.phrases("staff_talk.note.line", what=what, since=since, link=link)


async def sign_in(here: StaffWords, who: Member, _rest: str) -> str | None:
    """A link into the console that works once. Links go by the world's time, as sessions do."""
    desk = here.parts.store.desk
    token = await asked(desk.sessions.make_link, who, Clock().now())
    await asked(desk.people.note, who.actor, "sign_in_link", here.clock.now())
    link, minutes = f"{here.parts.home}/console/masuk/{token}", LINK_LASTS.seconds // 60
    return here.phrases("console.entry.told", link=link, minutes=minutes)


async def announce(here: StaffWords, who: Member, rest: str) -> str | None:
    """A draft of the words behind the command, or of the message that it answers. The same words
    twice in a day are one draft.
    """
    if ROLE not in who.roles:
        return None
    if not rest:
        return here.phrases("broadcast.chat.how", command=ANNOUNCE)
    now, language = here.clock.now(), here.phrases.language
    draft = Draft({language: rest}, Segment(), now + DRAFT_LASTS)
    request = f"{ANNOUNCE} {now:%Y-%m-%d} {rest}"
    try:
        made = await broadcast_written(draft, here.parts, who, now, request=request)
    except BroadcastRefusedError as error:
        return error.said(here.phrases)
    link = f"{here.parts.home}/console/broadcasts/{made.code}"
    return here.phrases("broadcast.chat.written", code=made.code, link=link)


COMMANDS: Mapping[str, Answer] = {"/antrean": queue, "/masuk": sign_in, ANNOUNCE: announce}
"""By what is written; another one is another line."""
