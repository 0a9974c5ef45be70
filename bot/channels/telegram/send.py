"""Sends one delivery: a new message, or an edit in place of an earlier one."""

from collections.abc import Callable, Mapping
from time import monotonic

from msgspec import Raw

from bot.channels.telegram import errors
from bot.channels.telegram.api import Api, SendMessage
from bot.channels.telegram.draw import Drawn, Pen
from bot.channels.telegram.limits import CHAT_BURST, CHAT_EVERY
from bot.channels.telegram.wire import Reply, read_sent
from bot.delivery.outcome import Outcome
from bot.delivery.pace import Bucket
from storage.delivery import Delivery

_NO_PREVIEW = {"is_disabled": True}


class Sender:
    """`pens` by language. A 429 holds everybody until it is over."""

    def __init__(
        self, api: Api, pens: Mapping[str, Pen], seconds: Callable[[], float] = monotonic
    ) -> None:
        self._api, self._pens, self._seconds = api, pens, seconds
        self._pace = Bucket(CHAT_BURST, CHAT_EVERY)
        self._paused_until = 0.0

    async def send(self, delivery: Delivery) -> Outcome:
        """What became of it."""
        now = self._seconds()
        chat = delivery.address.external_id
        wait = max(self._paused_until - now, self._pace.wait(chat, now))
        if wait > 0:
            return Outcome("waiting", reason="pace", delay=int(wait * 1000))
        outcome = await self._send(chat, delivery)
        if outcome.pause:
            self._paused_until = max(self._paused_until, now + outcome.pause / 1000)
        return outcome

    async def _send(self, chat: str, delivery: Delivery) -> Outcome:
        drawn = self._pens[delivery.language].draw(delivery.message)
        if delivery.edits:
            outcome = await self._edit(chat, drawn, delivery.edits)
            if outcome is not None:
                return outcome
        reply = await self._call("sendMessage", _arguments(chat, drawn), drawn)
        return reply if isinstance(reply, Outcome) else _sent(reply)

    async def _edit(self, chat: str, drawn: Drawn, edits: str) -> Outcome | None:
        """None where the old message can no longer be changed, and a new one is due."""
        arguments = _arguments(chat, drawn)
        arguments.message_id = int(edits)
        reply = await self._call("editMessageText", arguments, drawn)
        if isinstance(reply, Outcome):
            return reply
        said = reply.description.casefold()
        if reply.ok or errors.NOT_MODIFIED in said:
            return Outcome("sent", sent_id=edits)
        return None if any(words in said for words in errors.GONE) else errors.outcome_of(reply)

    async def _call(self, method: str, arguments: SendMessage, drawn: Drawn) -> Reply | Outcome:
        """Falls back to plain words where the server does not know a mark or a button's style."""
        reply = await self._api.call(method, arguments)
        if isinstance(reply, Reply) and any(
            words in reply.description.casefold() for words in errors.MARKUP
        ):
            return await self._api.call(method, _plain(arguments, drawn))
        return reply


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
