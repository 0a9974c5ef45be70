"""Sends one delivery: a new message, or an edit in place of an earlier one."""

from collections.abc import Callable, Mapping
from time import monotonic

from msgspec import Raw
from msgspec.structs import replace

from bot.channels.telegram import errors
from bot.channels.telegram.api import PATIENCE, Api, SendMessage
from bot.channels.telegram.draw import Drawn, Pen
from bot.channels.telegram.limits import CHAT_BURST, CHAT_EVERY
from bot.channels.telegram.photo import Photos
from bot.channels.telegram.wire import Reply, read_sent
from bot.delivery.outcome import Outcome
from bot.delivery.pace import Bucket
from storage.delivery import Delivery

_NO_PREVIEW = {"is_disabled": True}
_LEAST = 1.0
"""Seconds: with less left, another call would hardly come to its answer."""
_AGED = Outcome("waiting", reason="lease aged")


class Sender:
    """`pens` by language. A 429 holds everybody until it is over. All calls for one delivery share
    the seconds of one: its lease lasts little longer.
    """

    def __init__(
        self, api: Api, pens: Mapping[str, Pen], seconds: Callable[[], float] = monotonic
    ) -> None:
        self._api, self._pens, self._seconds = api, pens, seconds
        self._pace = Bucket(CHAT_BURST, CHAT_EVERY)
        self._paused_until = 0.0
        self.photos: Photos | None = None

    def paused(self) -> bool:
        """Did Telegram ask for a pause that is not over?"""
        return self._seconds() < self._paused_until

    async def send(self, delivery: Delivery) -> Outcome:
        """What became of it."""
        now = self._seconds()
        chat = delivery.address.external_id
        wait = max(self._paused_until - now, self._pace.wait(chat, now))
        if wait > 0:
            return Outcome("waiting", reason="pace", delay=int(wait * 1000))
        outcome = await self._send(chat, delivery, now + PATIENCE)
        if outcome.pause:
            self._paused_until = max(self._paused_until, now + outcome.pause / 1000)
        return outcome

    async def _send(self, chat: str, delivery: Delivery, end: float) -> Outcome:
        drawn = self._pens[delivery.language].draw(delivery.message)
        arguments = _arguments(chat, drawn)
        if delivery.edits:
            outcome = await self._edit(arguments, drawn, delivery.edits, end)
            if outcome is not None:
                return outcome
        reply = await self._picture(arguments, delivery, end)
        if reply is None:
            reply = await self._call("sendMessage", arguments, drawn, end)
        return reply if isinstance(reply, Outcome) else _sent(reply)

    async def _picture(
        self, arguments: SendMessage, delivery: Delivery, end: float
    ) -> Reply | Outcome | None:
        """None where there is no picture to send, or only its words can go."""
        image = delivery.message.image
        if image is None or self.photos is None:
            return None
        left = end - self._seconds()
        return await self.photos.send(arguments, image.code, left) if left > _LEAST else _AGED

    async def _edit(
        self, arguments: SendMessage, drawn: Drawn, edits: str, end: float
    ) -> Outcome | None:
        """None where the old message can no longer be changed, and a new one is due."""
        changed = replace(arguments, message_id=int(edits))
        reply = await self._call("editMessageText", changed, drawn, end)
        if isinstance(reply, Outcome):
            return reply
        said = reply.description.casefold()
        if reply.ok or errors.NOT_MODIFIED in said:
            return Outcome("sent", sent_id=edits)
        return None if any(words in said for words in errors.GONE) else errors.outcome_of(reply)

    async def _call(
        self, method: str, arguments: SendMessage, drawn: Drawn, end: float
    ) -> Reply | Outcome:
        """Falls back to plain words where the server does not know a mark or a button's style, and
        goes after a chat that moved.
        """
        reply = await self._ask(method, arguments, end)
        if isinstance(reply, Outcome) or reply.ok:
            return reply
        if moved := reply.parameters.migrate_to_chat_id:
            arguments = replace(arguments, chat_id=str(moved))
            reply = await self._ask(method, arguments, end)
        if isinstance(reply, Reply) and any(
            words in reply.description.casefold() for words in errors.MARKUP
        ):
            return await self._ask(method, _plain(arguments, drawn), end)
        return reply

    async def _ask(self, method: str, arguments: SendMessage, end: float) -> Reply | Outcome:
        """Nothing is asked that the lease may not outlast."""
        left = end - self._seconds()
        return await self._api.call(method, arguments, left) if left > _LEAST else _AGED


def _arguments(chat: str, drawn: Drawn) -> SendMessage:
    return SendMessage(
        chat,
        drawn.html,
        "HTML",
        {"inline_keyboard": drawn.rows} if drawn.rows else None,
        link_preview_options=_NO_PREVIEW,
    )


def _plain(arguments: SendMessage, drawn: Drawn) -> SendMessage:
    rows = [
        [{key: value for key, value in button.items() if key != "style"} for button in row]
        for row in drawn.rows
    ]
    return SendMessage(
        arguments.chat_id,
        drawn.plain,
        reply_markup={"inline_keyboard": rows} if rows else None,
        message_id=arguments.message_id,
        link_preview_options=_NO_PREVIEW,
    )


def _sent(reply: Reply) -> Outcome:
    if not reply.ok:
        return errors.outcome_of(reply)
    return Outcome("sent", sent_id=str(read_sent(reply.result or Raw(b"{}")).message_id))
