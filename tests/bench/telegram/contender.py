"""What the bench must know of a bot to race it, and of a talk to play it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it reached the person: new (`sent`) or changed in place (`edited`)."""

    message_id: int
    text: str
    buttons: tuple[Button, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Types:
    """The person's next act: to type."""

    text: str


@dataclass(frozen=True, slots=True)
class Presses:
    """The person's next act: to press a button of the message last shown."""

    data: str


@dataclass(frozen=True, slots=True)
class Done:
    """The talk is over."""


Act = Types | Presses | Done
Decide = Callable[[Shown], Act | None]
"""Decides the next act from what was just shown; None waits for a further message of this turn."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one contender is put: its port, the Bot API it talks to, and a folder of its own."""

    port: int
    api: str
    token: str
    secret: str
    folder: Path
    service: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A process the contender needs (a database), already started: its address and its pid."""

    address: str
    pid: int


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot in the race.

    `talk` gives the decisions of one person for one whole talk, begun by `/start`; `service`
    starts what else must run, whose CPU and memory count as the contender's own, on another core
    where it runs `beside`; `left_out` says why this machine cannot run it, or nothing.
    """

    name: str
    command: Callable[[Place], list[str]]
    talk: Callable[[], Decide]
    path: str = "/webhook"
    ready: str = "/healthz"
    environment: Callable[[Place], dict[str, str]] = field(default=lambda _place: {})
    service: Callable[[Path], AbstractContextManager[Service | None]] = field(
        default=lambda _folder: nullcontext(None)
    )
    left_out: Callable[[], str] = field(default=lambda: "")
    beside: bool = False
