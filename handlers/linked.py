"""Fills in the links of a turn as it goes out: the pure floor cannot make a secret."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.message import Link, Message
from conversations.dialog.turn import Turn
from handlers.parts import Parts
from storage.cases import Case
from storage.ways import CALENDAR

PAGE = {"upload": "", "kit": "#kit"}


def linked(turn: Turn, case: Case, parts: Parts, now: datetime) -> Turn:
    """The same turn, each link with its own page's address."""
    if not any(message.links for message in turn.messages):
        return turn

    def filled(message: Message) -> Message:
        links = tuple(replace(link, url=_url(link, case, parts, now)) for link in message.links)
        return replace(message, links=links) if links else message

    return replace(turn, messages=tuple(map(filled, turn.messages)))


def _url(link: Link, case: Case, parts: Parts, now: datetime) -> str:
    if link.url:
        return link.url
    if link.to == "example":
        return f"{parts.home}/u/contoh/{link.of}"
    if link.to == "copy":
        return f"{parts.home}/privasi/salinan/{parts.store.rights.copies.make(case.id, now)}"
    if link.to == "calendar":
        return f"{parts.home}/kalender/{parts.store.ways.make(CALENDAR, case.id)}.ics"
    return f"{parts.home}/u/{parts.store.links.make(case, now)}{PAGE[link.to]}"
