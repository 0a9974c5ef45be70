"""One turn while it is being made: the new state, and what has been shown so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Literal, cast

from msgspec import Struct, field
from msgspec.structs import replace

from conversations.dialog.capabilities import ALL
from conversations.dialog.join_kept import Wish
from conversations.dialog.known import Known, look
from conversations.dialog.memory import Memory
from conversations.dialog.message import Choice, Message, Step
from conversations.dialog.plan import Plan
from conversations.dialog.progress import steps
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.state import Asked, Fact, FactValue, State
from conversations.dialog.tokens import Token
from conversations.dialog.turn import Turn
from conversations.dialog.voice import Voice
from conversations.dialog.with_staff_hours import Hours
from conversations.dialog.with_staff_state import ForStaff
from conversations.documents.checklist import missing_ids
from conversations.documents.paper import Paper
from conversations.posting.edition import Edition
from conversations.understanding.understand import Split, Understanding

Style = Literal["plain", "primary", "danger"]
Answer = Callable[[str, str, datetime, str], str | None]


class House(Struct, frozen=True):
    """What every turn shares. `answer` takes words, language, time and the question of theirs
    just before, and answers a question about the posting, or says None where the words are none.
    `most_mb` is the size of one file; with `mails` mail can be sent; `hours` are those of staff.
    """

    edition: Edition
    plan: Plan
    voices: Mapping[str, Voice]
    screens: Mapping[str, Screen]
    answer: Answer
    most_mb: int = 5
    mails: bool = False
    memory: Memory = field(default_factory=Memory)
    understanding: Understanding | None = None
    hours: Hours = Hours()


class Beside(Struct, frozen=True):
    """What papers tell beside each other, worked out for these papers and answers."""

    papers: Mapping[str, Paper]
    said: Mapping[str, object]
    seen: Mapping[str, Paper]


class Scene:
    """Works on a copy of the state; `turn()` hands out what came of it."""

    def __init__(self, house: House, state: State, now: datetime, by: str = "") -> None:
        self.house, self.plan, self.now, self.by = house, house.plan, now, by
        self.state = replace(
            state,
            facts=dict(state.facts),
            told=list(state.told),
            papers=dict(state.papers),
            untold=list(state.untold),
        )
        if state.language not in house.voices:
            self.state.language = house.plan.posting.languages[0]
        self.version = state.asked.version + 1
        self.messages: list[Message] = []
        self.audit: list[str] = []
        self.for_staff: list[ForStaff] = []
        self.wish: Wish | None = None
        self.echo, self.echo_seq = "", 0
        self.can = ALL
        self.beside: Beside | None = None
        self.split: Split | None = None
        self._before = self._known = house.memory.of(state.facts)
        self._held = (state.revision, state.papers)

    @property
    def voice(self) -> Voice:
        voice, zone = self.house.voices[self.state.language], self.state.zone
        return voice.in_zone(zone) if zone else voice

    @property
    def known(self) -> Known:
        """What all facts amount to by now."""
        if self._known is None:
            self._known = look(self.plan, self.state.facts, self._before)
        return self._known

    @property
    def today(self) -> date:
        """The local day where the posting is."""
        return self.now.astimezone(self.plan.posting.tz).date()

    @property
    def phase(self) -> str:
        """`early` before the registration opens, `open`, and `closed` from the closing on."""
        if self.now >= self.plan.posting.closes_at:
            return "closed"
        return "early" if self.now < self.plan.posting.opens_at else "open"

    @property
    def allowed(self) -> bool:
        """May personal things be asked and shown?"""
        agreed = bool(self.state.acknowledged) or not self.plan.posting.commitments
        return bool(self.state.consent) and agreed

    @property
    def place(self) -> tuple[str, str]:
        """Name and key of the screen that was shown last."""
        name, _, key = self.state.asked.screen.partition(":")
        return name, key

    def choice(self, screen: str, value: str, key: str = "", style: Style = "plain") -> Choice:
        """A button that holds while this screen is shown."""
        token = Token(screen, key, value, self.version)
        return Choice(self.voice.label(token), str(token), style)

    def link(self, value: str, style: Style = "plain") -> Choice:
        """A button to another place, which holds at any time."""
        token = Token("go", "", value)
        return Choice(self.voice.label(token), str(token), style)

    def said(self, text: str) -> None:
        """Notes what the applicant is shown as having said."""
        if text:
            self.echo, self.echo_seq = text, self._number()

    def say(
        self, frame: Frame, notice: str = "", steps: tuple[Step, ...] = (), replaces: int = 0
    ) -> Message:
        """Shows a message that waits for no answer."""
        text = f"{notice}\n\n{frame.text}" if notice else frame.text
        message = Message(
            self._number(), frame.key, text, frame.cards, frame.ticks, frame.choices,
            steps, frame.field, frame.hint, replaces, frame.links, image=frame.image,
        )  # fmt: skip
        self.messages.append(message)
        return message

    def open(self, name: str, key: str = "", notice: str = "", *, short: bool = False) -> None:
        """Shows a screen, which from now on is the one that words answer."""
        screen = self.house.screens[name]
        if screen.lead and not short:
            self.say(screen.lead(self), notice)
            notice = ""
        message = self.say(screen.draw(self, key), notice, self._steps(screen, key))
        old = self.state.asked
        self.state.asked = Asked(
            f"{name}:{key}" if key else name, self.version, message.seq,
            self._origin(screen), self.by, _ticked(message), old.draft, old.ref, old.of,
        )  # fmt: skip
        self.version += 1
        if screen.entered:
            screen.entered(self)

    def redraw(self) -> None:
        """Draws the present screen again, in its place."""
        asked = self.state.asked
        self.version = asked.version
        name, key = self.place
        screen = self.house.screens[name]
        message = self.say(screen.draw(self, key), "", self._steps(screen, key), asked.seq)
        self.state.asked = replace(asked, by=self.by, ticked=_ticked(message))

    def draft(self, key: str, value: object = None) -> None:
        """Keeps what is begun of a question; None forgets it."""
        drafts = {name: kept for name, kept in self.state.asked.draft.items() if name != key}
        if value is not None:
            drafts[key] = value
        self.state.asked = replace(self.state.asked, draft=drafts)

    def forget(self) -> None:
        """Forgets every answer, begun or given, and what followed from them."""
        state, self._known = self.state, None
        state.facts, state.acknowledged, state.verdict, state.told = {}, "", "", []
        state.asked = replace(state.asked, draft={}, back_to="")
        state.papers = {key: _open(paper) for key, paper in state.papers.items()}

    def know(self, key: str, value: object, source: str = "said") -> None:
        """A fact that the applicant said, or confirmed."""
        self._learned(key, Fact(cast("FactValue", value), source=source, at=self.stamp()))

    def doubt(self, key: str) -> None:
        """A fact that the applicant was asked for and does not know yet."""
        self._learned(key, Fact(unsure=True, at=self.stamp()))

    def consented(self) -> None:
        self.state.consent = self.stamp()

    def acknowledged(self) -> None:
        self.state.acknowledged = self.stamp()

    def turn(self) -> Turn:
        state = self.state
        state.turn += 1
        state.revision = self.house.edition.revision
        if state.missing is None or self._held != (state.revision, state.papers):
            state.missing = missing_ids(self.plan.posting, state.papers)
        if self._known:
            self.house.memory.keep(state.facts, self._known)
            if state.progress == "checked":
                state.verdict = self._known.assessment.overall
        return Turn(
            self.state, tuple(self.messages), self.echo, self.echo_seq, tuple(self.audit),
            for_staff=tuple(self.for_staff), wish=self.wish,
        )  # fmt: skip

    def _learned(self, key: str, fact: Fact) -> None:
        self.state.facts[key] = fact
        self._known = None
        if self.state.progress == "consented":
            self.state.progress = "checking"

    def _steps(self, screen: Screen, key: str) -> tuple[Step, ...]:
        return steps(self, key) if screen.checklist and self.can.checklist else ()

    def _origin(self, screen: Screen) -> str:
        if not screen.aside:
            return ""
        here = self.house.screens.get(self.place[0])
        return self.state.asked.back_to if here and here.aside else self.state.asked.screen

    def _number(self) -> int:
        self.state.seq += 1
        return self.state.seq

    def stamp(self) -> str:
        return self.now.astimezone(UTC).isoformat()


def _open(paper: Paper) -> Paper:
    """As if nothing that was read of it had been spoken of."""
    return replace(paper, settled=False, confirmed=False)


def _ticked(message: Message) -> list[str]:
    return [tick.token.split(":")[2].partition(".")[2] for tick in message.ticks if tick.on]
