"""The one place where the web chat meets the handlers, the store and the clock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.channels.webchat import wire
from bot.channels.webchat.refused import RefusedError
from bot.clock import Clock, DemoClock
from conversations.dialog.event import Address, Inbound, Opened
from conversations.posting.edition import Edition
from handlers.message_received import TooBusyError, message_received
from handlers.parts import Parts
from storage.cases import Case, KeyErasedError
from storage.history import Entry, entries_of
from storage.writer import DatabaseDownError, NotStorableError

CHANNEL = "webchat"
FIRST = "opened"
"""What the page calls its first event."""


class About(Struct, frozen=True):
    """What the page says of the posting around the talk."""

    title: str
    agency: str
    portal: str


class Desk:
    """Takes what a visitor says to the handlers, and brings back what the store holds.

    Everything here raises `RefusedError`: 503 while nothing can be stored, 422 where this can never
    be, 401 where the person was erased.
    """

    def __init__(self, parts: Parts, edition: Edition, clock: Clock) -> None:
        self._parts, self._store = parts, parts.store
        self._edition, self._clock = edition, clock

    def serve(self, edition: Edition) -> None:
        """From now on this edition of the posting is what the page speaks of."""
        self._edition = edition

    @property
    def languages(self) -> tuple[str, ...]:
        """Of the posting, its first one first."""
        return self._edition.posting.languages

    async def hear(self, visitor: str, say: wire.Say) -> wire.Answer:
        """One thing said; the answer is durable, and holds everything after the page's cursor."""
        now = _whole_millis(self._clock.now())
        event = Inbound(f"{visitor}:{say.id}", Address(CHANNEL, visitor), say.said, now)
        if await self._is_another(visitor, say.talk):
            return self._answer([], say.after, anew=True)
        await self._still_theirs(visitor, say.after)
        with _kindly():
            committed = await message_received(event, self._parts, now)
        if committed.moved:
            return self._answer([], say.after, anew=True)
        if committed.turn is None or committed.case.state.seq != say.after:
            return await self.answer(visitor, say.after)
        talk = self._name(committed.case)
        entries = entries_of(committed.turn, event, now)
        if entries:
            self._store.fetched(committed.case, entries[-1].seq, now)
        return self._answer(entries, say.after, talk)

    async def answer(self, visitor: str, after: int, talk: str = "") -> wire.Answer:
        """Everything numbered above `after`; nothing for somebody who never said anything."""
        if await self._is_another(visitor, talk):
            return self._answer([], after, anew=True)
        await self._still_theirs(visitor, after)
        address, slug = Address(CHANNEL, visitor), self._parts.slug
        with _kindly():
            entries = await self._store.entries_after(address, slug, after, self._clock.now())
        case = await self._case(visitor)
        answer = self._answer(entries, after, self._name(case))
        here = {"", str(case.address_id)}
        return replace(answer, elsewhere=case.state.together.place not in here)

    async def is_over(self, visitor: str) -> bool:
        """Did they talk here, and is nothing left of it? As the same visitor they would be taken
        for one who repeats what they said.
        """
        first = Inbound(
            f"{visitor}:{FIRST}", Address(CHANNEL, visitor), Opened(), self._clock.now()
        )
        with _kindly():
            return not await self._talk(visitor) and await self._store.heard(first)

    async def _is_another(self, visitor: str, talk: str) -> bool:
        """Does the page show a talk that is not the one that goes on here?"""
        return bool(talk) and talk != await self._talk(visitor)

    async def _talk(self, visitor: str) -> str:
        return self._name(await self._case(visitor))

    async def _case(self, visitor: str) -> Case:
        address, slug = Address(CHANNEL, visitor), self._parts.slug
        with _kindly():
            return await self._store.case_of(address, slug, self._clock.now())

    def _name(self, case: Case) -> str:
        """A talk by a keyed hash; a page without one is new."""
        return "" if case.newcomer else self._store.lookup.of("talk", str(case.id)).hex()[:12]

    async def _still_theirs(self, visitor: str, after: int) -> None:
        """A page that shows a talk which is no more must not go on with another one's numbers."""
        address, slug = Address(CHANNEL, visitor), self._parts.slug
        with _kindly():
            if after and not await self._store.has_reached(address, slug, after):
                raise RefusedError(401, "webchat.refused.stranger")

    async def make_code(self, visitor: str) -> str:
        """A new return code."""
        address, slug = Address(CHANNEL, visitor), self._parts.slug
        with _kindly():
            code = await self._store.new_return_code(address, slug, self._clock.now())
        if code is None:
            raise RefusedError(400, "webchat.refused.early")
        return code

    async def visitor_of_code(self, code: str) -> str | None:
        """Whose talk a return code opens."""
        with _kindly():
            found = await self._store.address_of_code(code)
        return found.external_id if found and found.channel == CHANNEL else None

    def move_clock(self, to: datetime) -> None:
        """Goes on from the aware time `to`."""
        if not isinstance(self._clock, DemoClock):
            raise RefusedError(404, "webchat.refused.no_demo")
        if not self._clock.move_to(to):
            raise RefusedError(409, "webchat.refused.back")

    def clock(self) -> wire.Clock:
        """Pandu's time, and the window of the posting."""
        posting = self._edition.posting
        return wire.Clock(
            now=self._clock.now(),
            opens=posting.opens_at.astimezone(UTC),
            closes=posting.closes_at.astimezone(UTC),
            zone=posting.zone,
            label=posting.zone_label,
            demo=self._clock.demo,
        )

    def about(self, language: str) -> About:
        """The posting in a few words, in its own first language where it has no other."""
        posting, texts = self._edition.posting, self._edition.texts
        found = texts.get(language) or texts[posting.languages[0]]
        return About(found.title, found.agency, posting.portal)

    def _answer(
        self, entries: Sequence[Entry], after: int, talk: str = "", *, anew: bool = False
    ) -> wire.Answer:
        lines = [wire.Entry(e.seq, e.sender, e.at, e.message, e.text) for e in entries]
        cursor = max([after, *(line.seq for line in lines)])
        return wire.Answer(lines, cursor, self.clock(), talk, anew)


def _whole_millis(moment: datetime) -> datetime:
    """As exact as it is stored, so that an answer stays the same when it is read again."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@contextmanager
def _kindly() -> Iterator[None]:
    """Says in the page's own terms why something could not be done."""
    try:
        yield
    except (DatabaseDownError, TooBusyError):
        raise RefusedError(503, "webchat.refused.down", retry_after=2) from None
    except NotStorableError:
        raise RefusedError(422, "webchat.refused.unstorable") from None
    except KeyErasedError:
        raise RefusedError(401, "webchat.refused.stranger") from None
