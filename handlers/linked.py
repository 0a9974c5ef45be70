"""Fills in the links of a turn as it goes out: the pure floor cannot make a secret."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.message import Message
from conversations.dialog.turn import Turn
from handlers.parts import Parts
from storage.cases import Case
from storage.ways import CALENDAR

PAGE = {"upload": "", "kit": "#kit"}


def linked(turn: Turn, case: Case, parts: Parts, now: datetime) -> Turn:
    """The same turn, each link with its own page's address."""
    if not any(message.links for message in turn.messages):
        return turn
    page = f"{parts.home}/u/{parts.store.links.make(case, now)}"
    urls = {to: page + part for to, part in PAGE.items()}
    urls["example"] = f"{parts.home}/u/contoh/"
    urls["calendar"] = f"{parts.home}/kalender/{parts.store.ways.make(CALENDAR, case.id)}.ics"
    return replace(turn, messages=tuple(_filled(message, urls) for message in turn.messages))


def _filled(message: Message, urls: Mapping[str, str]) -> Message:
    links = tuple(replace(link, url=urls[link.to] + link.of) for link in message.links)
    return replace(message, links=links) if links else message
