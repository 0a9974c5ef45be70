"""Takes the buttons from a question that was answered in words: they would only mislead."""

import asyncio
from collections.abc import Callable

from msgspec import Struct, field

from bot.channels.telegram.api import Api
from conversations.dialog.event import Said, Typed
from storage.store import Committed

QUESTION = "q:"


class Bare(Struct):
    """https://core.telegram.org/bots/api#editmessagereplymarkup, without a keyboard."""

    chat_id: str
    message_id: int
    reply_markup: dict[str, list[str]] = field(default_factory=lambda: {"inline_keyboard": []})


class Tidy:
    """Cosmetic: tried once, beside the reply and never before it nor in a pause, and what fails is
    let be.
    """

    def __init__(self, api: Api, paused: Callable[[], bool]) -> None:
        self._api, self._paused = api, paused
        self._going: set[asyncio.Task[object]] = set()

    def after(self, committed: Committed, said: Said) -> None:
        """Begins it where this turn left a question behind; ask once the reply is on its way."""
        if self._paused() or not isinstance(said, Typed):
            return
        if message_id := _left_behind(committed):
            bare = Bare(committed.case.address.external_id, int(message_id))
            task = asyncio.create_task(self._api.call("editMessageReplyMarkup", bare))
            self._going.add(task)
            task.add_done_callback(self._going.discard)

    def close(self) -> None:
        """Lets go of what is on its way."""
        for task in self._going:
            task.cancel()


def _left_behind(committed: Committed) -> str:
    """Telegram's id of the question that is no longer asked; "" where there is none."""
    if not committed.turn:
        return ""
    old, new = committed.case.state.asked, committed.turn.state.asked
    changed = any(message.replaces == old.seq for message in committed.turn.messages)
    if not old.screen.startswith(QUESTION) or old.seq == new.seq or changed:
        return ""
    return committed.case.trail.sent.get(old.seq, "")
