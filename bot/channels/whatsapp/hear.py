"""One message in: what it says is durable before anybody learns that it arrived."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping
from time import monotonic
from typing import Literal

from msgspec import Struct

from bot.channels.whatsapp import payload
from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.events import Incoming
from bot.channels.whatsapp.limits import HEARD_BURST, HEARD_EVERY
from bot.channels.whatsapp.window import Window
from bot.clock import Clock
from bot.delivery.pace import Bucket, Warned
from bot.delivery.post import Post
from bot.patience import Patience
from conversations.dialog.event import Address, Filed, Inbound
from conversations.texts.phrases import Phrases
from handlers.document_arrived import document_arrived
from handlers.message_received import TooBusyError, message_received
from handlers.parts import Parts
from storage.cases import KeyErasedError
from storage.moving import Move
from storage.store import Committed
from storage.told import Mark
from storage.windows import Windows
from storage.writer import DatabaseDownError

PATIENCE = 10.0
REMEMBERED = 4_096
Heard = Literal["done", "again"]
log = logging.getLogger(__name__)


class Mouth(Struct, frozen=True):
    """What goes out for what was heard."""

    post: Post
    api: Api
    window: Window


class Ear:
    """Hears the messages to one number. `phrases` by language."""

    def __init__(
        self, parts: Parts, windows: Windows, mouth: Mouth, clock: Clock,
        phrases: Mapping[str, Phrases],
    ) -> None:  # fmt: skip
        self._parts, self._windows, self._mouth = parts, windows, mouth
        self._clock, self._phrases = clock, phrases
        self._pace = Bucket(HEARD_BURST, HEARD_EVERY)
        self._warned = Warned()
        self._patience = Patience()
        self._met: OrderedDict[Address, None] = OrderedDict()
        self._going: set[asyncio.Task[object]] = set()

    async def hear(self, said: Incoming, event: Inbound) -> Heard:
        """Never raises for what a message holds. `again`: it is to be brought once more."""
        if not said.silent and self._pace.wait(event.address, monotonic()):
            self._slower(event.address)
            return "done"
        try:
            await self._patience.within(PATIENCE, self._handle(said, event))
        except (DatabaseDownError, TooBusyError):
            return "again"
        except KeyErasedError:
            return "done"
        except Exception as error:  # noqa: BLE001 - one bad message never stops the next person's
            return await self._failed(event, error)
        return "done"

    def close(self) -> None:
        """Lets go of notices that are on their way."""
        for task in self._going:
            task.cancel()

    async def _handle(self, said: Incoming, event: Inbound) -> None:
        await self._moved(said, event)
        if said.silent:
            return
        committed = await self._committed(said, event)
        at = min(event.at, self._clock.now())
        heard = self._mouth.window.heard(committed.case.address_id, at)
        noted = asyncio.ensure_future(heard)
        self._mouth.post.reply(committed)
        await noted

    async def _committed(self, said: Incoming, event: Inbound) -> Committed:
        if isinstance(event.said, Filed):
            now = self._clock.now()
            return await document_arrived(event, event.said, said.file, self._parts, now)
        return await message_received(event, self._parts, self._clock.now())

    async def _moved(self, said: Incoming, event: Inbound) -> None:
        """Who was known by a number, or by an earlier one, stays who they are."""
        new = event.address
        if said.was is None or said.was == new or new in self._met:
            return
        await self._windows.move(Move(said.was, new, self._parts.slug))
        self._met[new] = None
        if len(self._met) > REMEMBERED:
            self._met.popitem(last=False)

    async def _failed(self, event: Inbound, error: Exception) -> Heard:
        reason = type(error).__name__
        log.error("a message could not be handled: %s", reason, exc_info=error)
        try:
            given_up = await self._parts.store.failed(event, reason, self._clock.now())
        except DatabaseDownError:
            return "again"
        return "done" if given_up else "again"

    def _slower(self, address: Address) -> None:
        """One polite notice a minute."""
        if self._warned.lately(address, monotonic()):
            return
        said = payload.words(self._phrases["id"]("whatsapp.hurry"))
        body = payload.body(address.external_id, Mark(0, 0), said)
        task = asyncio.create_task(self._mouth.api.send(body))
        self._going.add(task)
        task.add_done_callback(self._going.discard)
