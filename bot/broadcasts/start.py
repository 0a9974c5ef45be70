"""Announcements as one part of the program."""

from collections.abc import Mapping

from starlette.datastructures import State

from bot.broadcasts.broadcasting import Broadcasting
from bot.broadcasts.office import Draw, Office
from bot.channels.email.channel import stationery, titles_of
from bot.channels.email.limits import CHANNEL as MAIL
from bot.channels.email.preview import previewed as on_paper
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.limits import CHANNEL as TELEGRAM
from bot.channels.telegram.pens import pens_of
from bot.channels.telegram.pens import previewed as on_telegram
from bot.channels.webchat.desk import CHANNEL as WEBCHAT
from bot.channels.webchat.preview import previewed as on_page
from bot.channels.whatsapp.limits import CHANNEL as WHATSAPP
from bot.channels.whatsapp.preview import previewed as on_whatsapp
from bot.clock import Clock
from bot.delivery.outcome import Outcome
from bot.settings import Settings
from bot.supervise import Work
from bot.texts import load_phrases
from conversations.dialog.event import Address
from conversations.dialog.message import Message
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from handlers.broadcast_posted import Post, Posted
from handlers.broadcast_tested import Show
from handlers.parts import Parts


def broadcast_works(state: State, parts: Parts, clock: Clock) -> dict[str, Work]:
    """For `build_app`, where announcements are attended to."""
    post = office_at(state, parts).post

    def look(address: Address) -> None:
        state.webchat.bell.ring(address.external_id)

    return {"broadcasts": Broadcasting(parts, clock, post, look).run}


def office_at(state: State, parts: Parts) -> Office:
    """What staff need, made when it is first asked for; `state` is the app's."""
    if not hasattr(state, "office"):
        state.office = office_of(state.settings, parts.dialog.edition, state.telegram)
    office: Office = state.office
    return office


def office_of(settings: Settings, edition: Edition, telegram: Telegram | None) -> Office:
    """`telegram` sends tests, and posts into the agency's channel where it has one."""
    draws = draws_of(settings, edition, load_phrases())
    cooling, channel = settings.broadcast.cooling, settings.broadcast.channel
    if telegram is None:
        return Office(draws, cooling)
    return Office(draws, cooling, shower(telegram), poster(telegram, channel) if channel else None)


def draws_of(
    settings: Settings, edition: Edition, phrases: Mapping[str, Phrases]
) -> dict[str, Draw]:
    """How each channel shows a message, by its name."""
    draws: dict[str, Draw] = {
        WEBCHAT: on_page,
        TELEGRAM: on_telegram(pens_of(edition, phrases)),
        WHATSAPP: on_whatsapp(phrases),
    }
    if settings.smtp_url:
        draws[MAIL] = on_paper(stationery(settings, phrases, titles_of(edition)))
    return draws


def shower(telegram: Telegram) -> Show:
    """Sends one message to one of the staff."""

    async def show(chat: str, message: Message, language: str) -> Posted:
        return _posted(await telegram.show(chat, message, language))

    return show


def poster(telegram: Telegram, channel: str) -> Post:
    """Shows one message in the agency's channel."""

    async def post(message: Message, language: str, edits: str) -> Posted:
        return _posted(await telegram.show(channel, message, language, edits))

    return post


def _posted(outcome: Outcome) -> Posted:
    if outcome.status == "waiting":
        return Posted("later", reason=outcome.reason)
    return Posted(outcome.status, outcome.sent_id, outcome.reason)
