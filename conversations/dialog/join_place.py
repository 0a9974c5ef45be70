"""Where a turn is said: which of one's addresses, and which of its people.

What was asked at one address is not answered by words at another, where the talk went on meanwhile.
"""

from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from conversations.dialog.commands import command
from conversations.dialog.event import Elsewhere, Filed, Pressed, Said, Sent, Typed, Whose
from conversations.dialog.join_code import recent
from conversations.dialog.join_kept import Person, Together
from conversations.dialog.join_people import is_long_ago
from conversations.dialog.join_rest import asked_at
from conversations.dialog.message import Choice, Message, Step, Tick
from conversations.dialog.state import State
from conversations.dialog.turn import Turn

MARK = "~"
Pressable = TypeVar("Pressable", Choice, Tick, Step)
MOST_PLACES = 8


class Spot(Struct, frozen=True):
    """An address, and which of its people the case is of (0: the only one)."""

    place: str
    number: int = 0
    people: tuple[Person, ...] = ()


def placed(state: State, spot: Spot, said: Said, now: datetime) -> tuple[State, Said]:
    """The state as it is at this address, and what was said there, as far as that is known."""
    together = state.together
    if _at_home(together, spot):
        return state, _of_whom(said, spot, "", now)
    late = together.elsewhere.get(spot.place)
    elsewhere = {name: at for name, at in together.elsewhere.items() if name != spot.place}
    if together.place and together.place != spot.place and state.asked.screen:
        elsewhere[together.place] = asked_at(state)
    said = _of_whom(said, spot, together.heard, now)
    if late and late != state.asked.screen and isinstance(said, Typed) and not command(said.text):
        said = Elsewhere(said.text, late)
    waits = state.asked.screen == "who"
    here = replace(
        together,
        held=together.held if waits else "",
        place=spot.place,
        elsewhere=dict(list(elsewhere.items())[-MOST_PLACES:]),
        number=spot.number,
        people=spot.people,
        heard=now.isoformat() if spot.number else "",
        tries=recent(together.tries, now),
    )
    return replace(state, together=here), said


def _at_home(together: Together, spot: Spot) -> bool:
    """Is this talk nowhere else, and nobody else's? So it is with nearly everybody."""
    alone = not spot.number and not together.number and together.people == spot.people
    nothing = not (together.elsewhere or together.heard or together.tries)
    return alone and nothing and together.place == spot.place


def _of_whom(said: Said, spot: Spot, heard: str, now: datetime) -> Said:
    if isinstance(said, Pressed):
        return _button(said, spot)
    unsure = spot.number and isinstance(said, Typed | Filed | Sent) and is_long_ago(heard, now)
    if not unsure or (isinstance(said, Typed) and command(said.text)):
        return said
    return Whose(said.text if isinstance(said, Typed) else "")


def _button(said: Pressed, spot: Spot) -> Said:
    """Without a mark it is from before somebody else came, or of a page that is nobody's alone."""
    token, _, mark = said.token.partition(MARK)
    number = int(mark) if mark.isdecimal() else 0
    if not spot.number or number == spot.number or (not number and spot.number == 1):
        return Pressed(token)
    if not number and token.startswith("go:"):
        return Pressed(token)
    return Whose(number=number or 1)


def stamped_all(turn: Turn, number: int) -> Turn:
    """Each button says whose it is, where several share the address."""
    if not number:
        return turn
    return replace(turn, messages=tuple(stamped(each, number) for each in turn.messages))


def stamped(message: Message, number: int) -> Message:
    """Done twice, it is the same."""

    def mark(each: Pressable) -> Pressable:
        marked = not each.token or MARK in each.token
        return each if marked else replace(each, token=f"{each.token}{MARK}{number}")

    return replace(
        message,
        choices=tuple(map(mark, message.choices)),
        ticks=tuple(map(mark, message.ticks)),
        cards=tuple(
            replace(card, action=mark(card.action)) if card.action else card
            for card in message.cards
        ),
        steps=tuple(map(mark, message.steps)),
    )
