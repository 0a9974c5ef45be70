"""Long polling through aiogram: the offset moves only past what is durable."""

import asyncio
import logging
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from bot.channels.telegram.api import Api
from bot.channels.telegram.hear import Ear
from bot.channels.telegram.wire import ALLOWED_UPDATES, Update, read_update

if TYPE_CHECKING:
    from aiogram import Bot

WAIT = 25
RETRY = 2.0
_ENCODE = msgspec.json.Encoder().encode
log = logging.getLogger(__name__)


class _Numbered(Struct):
    update_id: int


_read_number = msgspec.json.Decoder(_Numbered).decode


class Poller:
    """One chat's updates are heard in order, those of others beside them: an update that fails or
    hangs holds only its own chat, and the offset.
    """

    def __init__(self, bot: "Bot", ear: Ear, api: Api) -> None:
        self._bot, self._ear, self._api = bot, ear, api
        self._open: dict[int, asyncio.Task[None]] = {}
        self._last: dict[int, asyncio.Task[None]] = {}
        self._done: set[int] = set()
        self._next = 0

    async def run(self) -> None:
        """Until cancelled."""
        from aiogram.exceptions import AiogramError

        try:
            while True:
                try:
                    await self._round()
                except AiogramError as error:
                    log.warning("polling waits: %s", type(error).__name__)
                    await asyncio.sleep(RETRY)
        finally:
            for task in self._open.values():
                task.cancel()

    async def _round(self) -> None:
        for raw in await self._found():
            number = _read_number(raw).update_id
            if number not in self._open and number not in self._done:
                self._take(number, raw)
        if self._open:
            await asyncio.wait(self._open.values(), timeout=1)
        self._move()

    async def _found(self) -> list[bytes]:
        """What waits. One update that aiogram cannot read must not hold the others."""
        from aiogram.exceptions import ClientDecodeError

        wait = 1 if self._open else WAIT
        try:
            found = await self._bot.get_updates(
                offset=self._next, timeout=wait, allowed_updates=ALLOWED_UPDATES
            )
        except ClientDecodeError as error:
            if not isinstance(error.data, dict):
                raise
            return [_ENCODE(each) for each in error.data["result"]]
        return [each.model_dump_json(exclude_none=True, by_alias=True).encode() for each in found]

    def _take(self, number: int, raw: bytes) -> None:
        try:
            self._begin(read_update(raw))
        except msgspec.DecodeError as error:
            log.warning("an update cannot be read: %s", type(error).__name__)
            self._done.add(number)

    def _begin(self, update: Update) -> None:
        chat = _chat(update)
        task = asyncio.create_task(self._hear(update, self._last.get(chat)))
        self._open[update.update_id] = self._last[chat] = task

    async def _hear(self, update: Update, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        heard = await self._ear.hear(update)
        while heard.result == "again":
            await asyncio.sleep(RETRY)
            heard = await self._ear.hear(update)
        if heard.answer:
            await self._api.call(str(heard.answer["method"]), heard.answer)

    def _move(self) -> None:
        """The offset goes to the first update that is not done."""
        for number, task in list(self._open.items()):
            if task.done():
                del self._open[number]
                self._done.add(number)
        self._last = {chat: task for chat, task in self._last.items() if not task.done()}
        if self._open or self._done:
            self._next = min(self._open, default=max(self._done, default=0) + 1)
        self._done = {number for number in self._done if number >= self._next}


def _chat(update: Update) -> int:
    """Whose order an update belongs to."""
    if update.callback_query:
        return update.callback_query.sender.id
    post = update.message or update.edited_message
    return post.chat.id if post else 0
