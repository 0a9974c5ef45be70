"""The one place where the web chat meets the handlers, the store and the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec import Struct

from bot.channels.webchat.refused import RefusedError
from bot.channels.webchat.wire import Answer, Clock, Entry
from bot.clock import Clock as Time
from bot.clock import DemoClock
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Address, Inbound, Said
from conversations.posting.edition import Edition
from handlers.message_received import TooBusyError, message_received
from storage.cases import KeyErasedError
from storage.history import Entry as Stored
from storage.store import Store
from storage.writer import DatabaseDownError

CHANNEL = "webchat"


class About(Struct, frozen=True):
    """What the page says of the posting around the talk."""

    title: str
    agency: str
    portal: str


@dataclass(frozen=True)
class Desk:
    """What the web chat's answers ask for. Raises `RefusedError` (503) where nothing can be kept."""

    store: Store
    dialog: Dialog
    edition: Edition
    time: Time

    async def hear(self, visitor: str, event_id: str, said: Said, after: int) -> Answer:
        """One event, durable when this returns; the answer is what came after the cursor."""
        now = self.time.now()
        event = Inbound(f"{visitor}:{event_id}", _address(visitor), said, now)
        try:
            done = await message_received(event, self.store, self.dialog, now)
        except (DatabaseDownError, TooBusyError):
            raise RefusedError(503, "webchat.refused.down") from None
        except KeyErasedError:
            raise RefusedError(401, "webchat.refused.stranger") from None
        if done.result == "repeat" or after != done.before:
            return await self.answer(visitor, after)
        if done.entries:
            self.store.fetched(done.address_id, done.entries[-1].seq, now)
        return self._answer(done.entries, after)

    async def answer(self, visitor: str, after: int) -> Answer:
        """Everything after the page's cursor."""
        now = self.time.now()
        try:
            entries = await self.store.entries_after(
                _address(visitor), self.dialog.slug, after, now
            )
        except KeyErasedError:
            raise RefusedError(401, "webchat.refused.stranger") from None
        return self._answer(entries, after)

    async def make_code(self, visitor: str) -> str:
        """A return code. Raises `RefusedError` (400) where nothing was ever said."""
        now = self.time.now()
        code = await self.store.new_return_code(_address(visitor), self.dialog.slug, now)
        if code is None:
            raise RefusedError(400, "webchat.refused.nothing")
        return code

    async def visitor_of_code(self, code: str) -> str | None:
        found = await self.store.address_of_code(code)
        return found.external_id if found and found.channel == CHANNEL else None

    async def move_clock(self, to: datetime) -> None:
        """Raises `RefusedError` (409) where there is no demo clock or time would go back."""
        if not (isinstance(self.time, DemoClock) and self.time.move_to(to)):
            raise RefusedError(409, "webchat.refused.back")

    def clock(self) -> Clock:
        posting = self.edition.posting
        return Clock(
            self.time.now(),
            posting.opens_at.astimezone(UTC),
            posting.closes_at.astimezone(UTC),
            posting.zone,
            posting.zone_label,
            self.time.demo,
        )

    def about(self, language: str) -> About:
        texts = self.edition.texts.get(language) or self.edition.texts["id"]
        return About(texts.title, texts.agency, self.edition.posting.portal)

    def _answer(self, entries: Sequence[Stored], after: int) -> Answer:
        cursor = entries[-1].seq if entries else after
        told = [Entry(each.seq, each.sender, each.at, each.message, each.text) for each in entries]
        return Answer(told, cursor, self.clock())


def _address(visitor: str) -> Address:
    return Address(CHANNEL, visitor)
