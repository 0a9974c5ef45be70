"""The code and the links by which a case is gone on with elsewhere: made as they go out."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.join import KEY, MINUTES, say
from conversations.dialog.join_code import PLACE
from conversations.dialog.message import Link, Message
from conversations.dialog.scene import Scene
from conversations.dialog.turn import Letter, Turn
from handlers.parts import Parts
from storage.cases import Case
from storage.joining import Offer


async def offered(turn: Turn, case: Case, parts: Parts, now: datetime) -> Turn:
    """The same turn; where it tells how to go on elsewhere, with a new code. Raises
    `DatabaseDownError`.
    """
    by_mail = bool(turn.wish and turn.wish.what == "mail")
    if not by_mail and not any(message.key == KEY for message in turn.messages):
        return turn
    offer = await parts.store.join_codes.offer(case, now)
    scene = parts.dialog.scene(turn.state, now)
    links = _links(scene, offer, case, parts)
    messages = tuple(
        replace(each, text=each.text.replace(PLACE, offer.code), links=links)
        if each.key == KEY
        else each
        for each in turn.messages
    )
    turn = replace(turn, messages=messages)
    return _mailed(turn, scene, offer, parts) if by_mail else turn


def _links(scene: Scene, offer: Offer, case: Case, parts: Parts) -> tuple[Link, ...]:
    """To the page that leads everywhere, and straight into each other channel."""
    found = [Link(say(scene, "link"), "join", _page(offer, parts))]
    for channel, entrance in parts.entrances.items():
        if channel != case.address.channel:
            url = entrance.format(token=offer.token, code=offer.code)
            found.append(Link(_label(scene, channel), "join", url))
    return tuple(found)


def _label(scene: Scene, channel: str) -> str:
    try:
        return say(scene, f"go_on.{channel}")
    except KeyError:
        return say(scene, "go_on.other")


def _page(offer: Offer, parts: Parts) -> str:
    return f"{parts.home}/gabung/{offer.token}"


def _mailed(turn: Turn, scene: Scene, offer: Offer, parts: Parts) -> Turn:
    seq = turn.state.seq + 1
    text = say(scene, "letter", url=_page(offer, parts), code=offer.code, minutes=MINUTES)
    letter = Message(seq, "join:letter", text, to=turn.state.contact.email)
    return replace(turn, state=replace(turn.state, seq=seq), letter=Letter(letter, ""))
