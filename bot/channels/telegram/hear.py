"""One update in: what it says is durable before anybody learns that it arrived."""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from time import monotonic
from typing import Any, Literal

from msgspec import Struct, structs

from bot.channels.telegram.events import Incoming, incoming
from bot.channels.telegram.limits import HEARD_BURST, HEARD_EVERY
from bot.channels.telegram.staff_words import StaffWords
from bot.channels.telegram.tidy import Tidy
from bot.channels.telegram.wire import Update
from bot.clock import Clock
from bot.delivery.pace import Bucket, Warned
from bot.delivery.post import Post
from bot.patience import Patience
from conversations.dialog.event import Filed, Inbound
from conversations.texts.phrases import Phrases
from handlers.document_arrived import document_arrived
from handlers.message_received import TooBusyError, message_received
from handlers.parts import Parts
from handlers.standing_changed import standing_changed
from storage.cases import KeyErasedError
from storage.store import Committed
from storage.writer import DatabaseDownError

PATIENCE = 10.0
REMEMBERED = 1024
log = logging.getLogger(__name__)


class Heard(Struct, frozen=True):
    """`done`: durable, or nothing to keep. `again`: Telegram is to repeat it. `answer` is a call
    that may go back in the webhook's response, or be made instead.
    """

    result: Literal["done", "again"]
    answer: dict[str, Any] | None = None


DONE, AGAIN = Heard("done"), Heard("again")


class Mouth(Struct, frozen=True):
    """What goes out for what was heard."""

    post: Post
    tidy: Tidy


class Ear:
    """Hears the updates of one bot. `phrases` by language; `portal` is named in groups."""

    def __init__(
        self, parts: Parts, mouth: Mouth, clock: Clock, phrases: Mapping[str, Phrases], portal: str
    ) -> None:
        self._parts, self._post, self._tidy = parts, mouth.post, mouth.tidy
        self._clock, self._phrases, self._portal = clock, phrases, portal
        self._staff = StaffWords(parts, phrases, clock)
        self._pace = Bucket(HEARD_BURST, HEARD_EVERY)
        self._patience = Patience()
        self._warned = Warned()
        self._groups: OrderedDict[int, None] = OrderedDict()

    async def hear(self, update: Update) -> Heard:
        """Never raises for what an update holds."""
        said = incoming(update, self._clock.now())
        if said.group:
            return self._in_group(update.update_id, said.group)
        if said.event is None:
            return Heard("done", _answer(said.press)) if said.press else DONE
        if not said.standing and self._pace.wait(said.event.address, monotonic()):
            return Heard("done", self._slower(said))
        heard = await self._guarded(said, said.event)
        return Heard("done", _answer(said.press)) if heard is DONE and said.press else heard

    async def _guarded(self, said: Incoming, event: Inbound) -> Heard:
        try:
            answer = await self._patience.within(PATIENCE, self._handle(said, event))
        except (DatabaseDownError, TooBusyError):
            return AGAIN
        except KeyErasedError:
            return DONE
        except Exception as error:  # noqa: BLE001 - one bad update never stops the next person's
            return await self._failed(event, error)
        return Heard("done", answer) if answer else DONE

    async def _handle(self, said: Incoming, event: Inbound) -> dict[str, Any] | None:
        now = self._clock.now()
        if words := await self._staff.answer(event):
            return _message(event.address.external_id, words)
        if said.standing:
            blocked = said.standing == "blocked"
            await standing_changed(event.address, self._parts, now, blocked=blocked)
        elif isinstance(event.said, Filed):
            self._post.reply(await self._filed(event, event.said, said.file))
        else:
            committed = await message_received(event, self._parts, now)
            self._post.reply(committed)
            self._tidy.after(committed, event.said)
        return None

    async def _filed(self, event: Inbound, filed: Filed, file: str) -> Committed:
        """A file that is too large is not even fetched."""
        if filed.size > self._parts.dialog.most_mb * 2**20:
            filed = structs.replace(filed, refused="too_large")
        return await document_arrived(event, filed, file, self._parts, self._clock.now())

    async def _failed(self, event: Inbound, error: Exception) -> Heard:
        reason = type(error).__name__
        log.error("an update could not be handled: %s", reason, exc_info=error)
        try:
            given_up = await self._parts.store.failed(event, reason, self._clock.now())
        except DatabaseDownError:
            return AGAIN
        return DONE if given_up else AGAIN

    def _slower(self, said: Incoming) -> dict[str, Any] | None:
        """One polite notice a minute."""
        chat = said.event.address.external_id if said.event else ""
        if self._warned.lately(chat, monotonic()):
            return None
        return _message(chat, self._phrases["id"]("telegram.hurry"))

    def _in_group(self, update_id: int, chat: int) -> Heard:
        """In general, and never about anybody; a repeated update gets nothing twice."""
        if update_id in self._groups:
            return DONE
        self._groups[update_id] = None
        if len(self._groups) > REMEMBERED:
            self._groups.popitem(last=False)
        text = self._phrases["id"]("telegram.group", portal=self._portal)
        return Heard("done", _message(str(chat), text))


def _answer(press: str) -> dict[str, Any]:
    return {"method": "answerCallbackQuery", "callback_query_id": press}


def _message(chat: str, text: str) -> dict[str, Any]:
    return {"method": "sendMessage", "chat_id": chat, "text": text}
