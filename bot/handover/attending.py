"""Tells staff who is waiting, and brings Pandu back where nobody answered in time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.datastructures import State

from bot.clock import Clock
from bot.supervise import Work
from conversations.texts.phrases import Phrases
from handlers.handover_acted import ROLES, handover_expired
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from storage.handover_sql import Untold
from storage.staff import asked
from storage.store import Committed
from storage.writer import DatabaseDownError

BEAT = 2.0
MOST_NOTES = 3
PLACE = "/console/handovers"
Tell = Callable[[Committed], None]
Tells = Mapping[str, Tell]
Note = Callable[[str, str], Awaitable[None]]
"""Sends words to somebody of the staff, by their id in a channel: once, as well as it can."""
log = logging.getLogger(__name__)


def handover_works(state: State, parts: Parts, clock: Clock, tell: Tells) -> dict[str, Work]:
    """For `build_app`: what of this runs beside the rest. `state` is the app's."""
    attending = Attending(parts, state.webchat.phrases, clock, tell)
    if state.telegram:
        attending.note = state.telegram.note
    return {"handover": attending.run}


class Attending:
    """`run` is its life. `tell` is called with turns, by channel; `note` is who carries notes to
    staff, None where nobody does: then they see it in the console alone.
    """

    def __init__(
        self, parts: Parts, phrases: Mapping[str, Phrases], clock: Clock, tell: Tells
    ) -> None:
        self._parts, self._phrases, self._clock, self._tell = parts, phrases, clock, tell
        self._handovers = parts.store.handovers()
        self.note: Note | None = None

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.round()
            except DatabaseDownError:
                log.warning("the database is down: nobody of the staff is told")
            await asyncio.sleep(BEAT)

    async def round(self) -> None:
        """What there is to do now."""
        for case_id in await self._handovers.overdue(self._parts.slug, self._clock.now()):
            await self._come_back(case_id)
        if self.note and (untold := await self._handovers.untold(self._parts.slug)):
            for kind, path in _notes(untold):
                await self._tell_staff(self.note, kind, path)

    async def _come_back(self, case_id: int) -> None:
        now = self._clock.now()
        try:
            did = await handover_expired(case_id, self._parts, now)
        except TooBusyError:
            return
        if did.refused:
            await self._handovers.lapse(case_id, now)
        committed = did.committed
        if committed and (tell := self._tell.get(committed.case.address.channel)):
            tell(committed)

    async def _tell_staff(self, note: Note, kind: str, path: str) -> None:
        """Nothing of the person is in it: who opens the link signs in first."""
        link = f"{self._parts.home}{PLACE}{path}"
        words = self._phrases["id"](f"staff_talk.note.{kind}", link=link)
        for chat in await self._reached():
            await note(chat, words)

    async def _reached(self) -> list[str]:
        people = self._parts.store.desk.people
        found: dict[str, None] = {}
        for role in sorted(ROLES):
            found |= dict.fromkeys(await asked(people.reached_by_telegram, role))
        return list(found)


def _notes(untold: Sequence[Untold]) -> list[tuple[str, str]]:
    """Kind and path of each note: a few have their own, many have one of each kind."""
    if len(untold) > MOST_NOTES:
        return [(kind, "") for kind in dict.fromkeys(each.kind for each in untold)]
    return [(each.kind, f"/{each.id}") for each in untold]
