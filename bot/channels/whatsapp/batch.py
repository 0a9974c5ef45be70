"""Everything that one request brings: each message and each status by itself.

What cannot be read is set aside, by a keyed hash and the type of its error; the rest goes on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC
from hashlib import sha256
from typing import TypeVar

import msgspec
from msgspec import Raw

from bot.channels.whatsapp.events import Incoming, incoming
from bot.channels.whatsapp.hear import Ear
from bot.channels.whatsapp.limits import CHANNEL
from bot.channels.whatsapp.statuses import Statuses
from bot.channels.whatsapp.wire import (
    Change,
    Contact,
    UnreadableError,
    read_batch,
    read_said,
    read_told,
    read_value,
)
from bot.clock import Clock
from conversations.dialog.event import Address, Inbound, Opened
from handlers.message_received import TooBusyError
from storage.store import Store
from storage.writer import DatabaseDownError

AT_ONCE = 64
T = TypeVar("T")
_UNREADABLE = (msgspec.DecodeError, RecursionError)
_QUALITY = {"phone_number_quality_update", "message_template_status_update", "account_update"}
log = logging.getLogger(__name__)


class Batches:
    """Takes the bodies that are authentic."""

    def __init__(self, store: Store, ear: Ear, statuses: Statuses, clock: Clock) -> None:
        self._store, self._ear, self._statuses, self._clock = store, ear, statuses, clock
        self._room = asyncio.Semaphore(AT_ONCE)

    async def take(self, body: bytes) -> bool:
        """Durable when this returns True; False: it is to be brought once more."""
        try:
            batch = read_batch(body)
        except UnreadableError as error:
            return await self._aside(body, error)
        changes = [change for entry in batch.entry for change in entry.changes]
        return all([await self._change(change) for change in changes])

    async def _change(self, change: Change) -> bool:
        try:
            value = read_value(change.value)
        except _UNREADABLE as error:
            return await self._aside(bytes(change.value), error)
        if change.field in _QUALITY:
            log.warning("WhatsApp tells of %s: %s", change.field, _plain(value.event))
        if change.field != "messages":
            return True
        said = await asyncio.gather(*self._talks(value.messages, value.contacts))
        told = await asyncio.gather(*(self._told(raw) for raw in value.statuses))
        return all((*said, *told))

    def _talks(
        self, messages: Sequence[Raw], contacts: tuple[Contact, ...]
    ) -> Iterator[Awaitable[bool]]:
        """One person's messages in order; people beside each other."""
        by_person: dict[Address, list[tuple[Incoming, Inbound]]] = {}
        for raw in messages:
            try:
                found = incoming(read_said(raw), contacts)
            except _UNREADABLE as error:
                yield self._aside(bytes(raw), error)
                continue
            if found.event:
                by_person.setdefault(found.event.address, []).append((found, found.event))
        for talk in by_person.values():
            yield self._talk(talk)

    async def _talk(self, talk: Sequence[tuple[Incoming, Inbound]]) -> bool:
        async with self._room:
            for said, event in talk:
                if await self._ear.hear(said, event) == "again":
                    return False
        return True

    async def _told(self, raw: Raw) -> bool:
        try:
            told = read_told(raw)
        except _UNREADABLE as error:
            return await self._aside(bytes(raw), error)
        return await self._durable(lambda: self._statuses.tell(told))

    async def _aside(self, body: bytes, error: Exception) -> bool:
        """To repeat it would not help."""
        reason = type(error).__name__
        log.warning("something authentic cannot be read: %s", reason)
        now = self._clock.now()
        event = Inbound(
            f"unread:{sha256(body).hexdigest()}",
            Address(CHANNEL, ""),
            Opened(),
            now.astimezone(UTC),
        )
        return await self._durable(lambda: self._store.failed(event, reason, now))

    async def _durable(self, work: Callable[[], Awaitable[T]]) -> bool:
        try:
            await work()
        except (DatabaseDownError, TooBusyError):
            return False
        return True


def _plain(word: str) -> str:
    """A word of the platform's own, fit for a log."""
    return "".join(sign for sign in word[:40] if sign.isalnum() or sign == "_")
