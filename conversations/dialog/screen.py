"""What a screen is: how it is drawn, and what pressing and writing do while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from conversations.dialog.message import Card, Choice, Field, Link, Picture, Tick
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Meaning, Wanted

if TYPE_CHECKING:
    from conversations.dialog.scene import Scene
    from conversations.dialog.tokens import Token


class Frame(Struct, frozen=True):
    """A message before it has a number; fields as in `Message`."""

    key: str
    text: str
    choices: tuple[Choice, ...] = ()
    ticks: tuple[Tick, ...] = ()
    cards: tuple[Card, ...] = ()
    field: Field = ""
    hint: str = ""
    links: tuple[Link, ...] = ()
    image: Picture | None = None


Heard = Literal["done", "unclear", "help", "back", "unsure", "cancel", "question", "later"]
Draw = Callable[["Scene", str], Frame]
Press = Callable[["Scene", "Token"], None]
Hear = Callable[["Scene", str], Heard]


def heard_intent(meaning: Meaning) -> Heard:
    """What to do about words that were no answer."""
    return meaning.intent if meaning.intent and meaning.intent != "invalid" else "unclear"


def listen(scene: Scene, text: str) -> Heard:
    """A screen that wants nothing but its buttons still hears *back* and *help*."""
    return heard_intent(understand(scene, Wanted("choice"), text))


def unpressed(_scene: Scene, _token: Token) -> None:
    """A screen whose buttons all lead elsewhere."""


class Screen(Struct, frozen=True):
    """`draw` gives the message that waits for an answer, `lead` one before it; neither changes
    anything. `hear` says what became of the words: `done`, or what the engine is to do about them.

    An `aside` remembers where the talk was; a `personal` one is shown only after consent and
    acknowledgement; a `checklist` stands beside it. `entered` is called once it is shown. Where
    there are many of a kind, `has` says whether a key is one, and a button without a value opens it
    at any time; `label` gives the words on its buttons, where they are not written down.
    Where a screen is `anytime`, its buttons of version 0 hold whatever is shown.
    """

    draw: Draw
    press: Press = unpressed
    hear: Hear = listen
    aside: bool = False
    personal: bool = False
    checklist: bool = False
    lead: Callable[[Scene], Frame] | None = None
    entered: Callable[[Scene], None] | None = None
    has: Callable[[Scene, str], bool] | None = None
    anytime: bool = False
    label: Callable[[Scene, Token], str] | None = None
