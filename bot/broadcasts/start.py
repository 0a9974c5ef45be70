"""Announcements as one part of the program."""

from starlette.datastructures import State

from bot.broadcasts.broadcasting import Broadcasting
from bot.channels.telegram.channel import Telegram
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.supervise import Work
from conversations.dialog.message import Message
from handlers.broadcast_posted import Post, Posted
from handlers.parts import Parts


def broadcast_works(state: State, parts: Parts, clock: Clock) -> dict[str, Work]:
    """For `build_app`. Telegram shows them in the agency's channel, where it has one."""
    telegram: Telegram | None = state.telegram
    channel = state.settings.broadcast.channel
    post = poster(telegram, channel) if telegram and channel else None
    return {"broadcasts": Broadcasting(parts, clock, post).run}


def poster(telegram: Telegram, channel: str) -> Post:
    """Shows one message in the agency's channel."""

    async def post(message: Message, language: str, edits: str) -> Posted:
        outcome = await telegram.show(channel, message, language, edits)
        return _posted(outcome)

    return post


def _posted(outcome: Outcome) -> Posted:
    if outcome.status == "waiting":
        return Posted("later", reason=outcome.reason)
    return Posted(outcome.status, outcome.sent_id, outcome.reason)
