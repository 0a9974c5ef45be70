"""One thing said, one turn: pure, and never changing the state it was given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from msgspec.structs import replace

from conversations.dialog import (
    contact,
    genuine,
    held_papers,
    join_met,
    join_people,
    own_facts,
    reminders,
    rights,
    stated,
)
from conversations.dialog.capabilities import ALL, Capabilities
from conversations.dialog.commands import command, go
from conversations.dialog.event import (
    Checked,
    Coded,
    Edited,
    Elsewhere,
    Filed,
    HoldEnded,
    Linked,
    LookedAt,
    Opened,
    Pressed,
    Said,
    Sent,
    Typed,
    Whose,
)
from conversations.dialog.filing import of_document
from conversations.dialog.known import answered
from conversations.dialog.picked import picked
from conversations.dialog.plan import Plan
from conversations.dialog.rights_held import until_erased
from conversations.dialog.route import again, aid, arrive, back, gone, onward
from conversations.dialog.said import said as spoken
from conversations.dialog.scene import Answer, House, Scene
from conversations.dialog.screen import Heard
from conversations.dialog.screens import SCREENS
from conversations.dialog.state import State
from conversations.dialog.tokens import Token, read_token
from conversations.dialog.turn import Turn
from conversations.dialog.voice import Voice
from conversations.dialog.with_staff_held import held, settle
from conversations.dialog.with_staff_hours import Hours
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from conversations.understanding.understand import Understanding

_UNREAD = {"voice": "voice", "audio": "voice", "video_note": "voice", "photo": "file",
           "document": "file", "deleted": "deleted"}  # fmt: skip
_UNDERSTOOD = {"done", "help", "back"}
MOST_REMEMBERED = 300
_ASKING = {"q", "stated", "contact", "sent", "read", "paper", "withdraw", "erase", "restart",
           "language", "fraud", "staff", "joining", "leave", "leave_others", "who",
           "other"}  # fmt: skip
"""Screens that wait for an answer of their own: elsewhere what people state is taken up."""
_AT_ONCE = {"staff", "fraud", "check"}
"""What a stranger may come for, and nothing else."""


def _no_answer(_text: str, _language: str, _now: datetime, _before: str) -> str | None:
    return None


class Dialog:
    """The conversation about one posting, in every language that it and the product have.

    `answer` is given words that no screen understood, with language and time: it answers a
    question about the posting, or says None.
    """

    def __init__(
        self,
        edition: Edition,
        phrases: Mapping[str, Phrases],
        answer: Answer = _no_answer,
        most_mb: int = 5,
    ) -> None:
        self.most_mb, self._phrases = most_mb, phrases
        self._understanding: Understanding | None = None
        self._mails = False
        self._hours = Hours()
        self.serve(edition, answer)

    def serve(self, edition: Edition, answer: Answer = _no_answer) -> None:
        """From the next turn on the talk is about this edition of the same posting."""
        plan, phrases = Plan(edition.posting), self._phrases
        voices = {
            name: Voice(edition, phrases[name])
            for name in edition.posting.languages
            if name in phrases
        }
        house = House(edition, plan, voices, SCREENS, answer, self.most_mb)
        self._house = replace(
            house,
            understanding=self._understanding,
            mails=self._mails,
            hours=self._hours,
        )

    @property
    def edition(self) -> Edition:
        """What the talk is about now."""
        return self._house.edition

    def reading(self, understanding: Understanding) -> Self:
        """The same dialog, which reads typed words by `understanding`."""
        self._understanding = understanding
        self._house = replace(self._house, understanding=understanding)
        return self

    def mailing(self) -> Self:
        """The same dialog, where mail can be sent."""
        self._mails = True
        self._house = replace(self._house, mails=True)
        return self

    def attended(self, hours: Hours) -> Self:
        """The same dialog, where staff attend in these hours."""
        self._hours = hours
        self._house = replace(self._house, hours=hours)
        return self

    def takes_files(self, state: State) -> bool:
        """Did they agree, and acknowledge what there is to acknowledge?"""
        commitments = self._house.plan.posting.commitments
        open_ = bool(state.consent) and not (state.erase_asked or state.blocked)
        return open_ and bool(state.acknowledged or not commitments)

    def answers(self, state: State, now: datetime) -> tuple[tuple[str, str], ...]:
        """What was answered, as name and words, to copy from."""
        scene = Scene(self._house, state, now)
        asked = (q for q in scene.plan.questions if answered(q, state.facts))
        return tuple((scene.voice.questions[q.id].short, spoken(scene, q)) for q in asked)

    def scene(self, state: State, now: datetime, can: Capabilities = ALL) -> Scene:
        """What Pandu says by itself is shown on it, over the screen that is open."""
        scene = Scene(self._house, state, now)
        scene.can = can
        return scene

    def advance(self, state: State, said: Said, now: datetime, can: Capabilities = ALL) -> Turn:
        """The turn that `said` makes of `state` at the aware time `now`.

        `can`: what the channel of the talk can do.
        """
        by = said.token if isinstance(said, Pressed) else ""
        if isinstance(said, Pressed) and by == state.asked.by:
            return Turn(state)
        scene = Scene(self._house, state, now, by)
        scene.can = can
        if state.erase_asked and until_erased(scene, said):
            return scene.turn()
        if isinstance(said, HoldEnded):
            held_papers.ended(scene, said)
        elif not held(scene, said):
            _heed(scene, said)
            settle(scene, state)
        return scene.turn()


def _heed(scene: Scene, said: Said) -> None:
    match said:
        case Pressed(token):
            _pressed(scene, read_token(token))
        case Filed() | LookedAt():
            of_document(scene, said)
        case Opened(language):
            arrive(scene, language)
        case Typed(text, ref):
            scene.said(text)
            held_papers.number_typed(scene, text)
            _typed(scene, text, ref)
        case Coded(text, outcome):
            scene.said(text)
            contact.coded(scene, outcome)
        case Checked(text, found):
            scene.said(text)
            genuine.told(scene, found)
        case Linked() | Elsewhere() | Whose():
            join_met.heard(scene, said)
        case Edited(text, ref):
            scene.said(text)
            _edited(scene, text, ref)
        case Sent(kind):
            _repeat(scene, scene.voice.say(f"sent.{_UNREAD.get(kind, 'other')}"))


def _pressed(scene: Scene, token: Token | None) -> None:
    label = _label(scene, token)
    scene.said(label or "")
    if token is None or label is None:
        _repeat(scene, scene.voice.say("button.unknown"))
    elif token.screen == "go":
        go(scene, token.value)
    elif scene.house.screens[token.screen].personal and not scene.allowed:
        onward(scene, scene.voice.say("consent.first"))
    elif _current(scene, token):
        _press(scene, token)
    else:
        _outdated(scene, token)


def _label(scene: Scene, token: Token | None) -> str | None:
    """What the button says; "" for a box, None where there is no such button."""
    if token is None or (token.screen != "go" and gone(scene, token.screen, token.key)):
        return None
    if token.screen == "q" and token.value.startswith(("on.", "off.")):
        return ""
    screen = scene.house.screens.get(token.screen)
    try:
        return screen.label(scene, token) if screen and screen.label else scene.voice.label(token)
    except KeyError:
        return None


def _current(scene: Scene, token: Token) -> bool:
    """Does the button belong to the screen that is shown, or opens it a question?"""
    screen = scene.house.screens[token.screen]
    if (screen.has and not token.value) or (screen.anytime and not token.version):
        return True
    shown = scene.place == (token.screen, token.key)
    return shown and token.version == scene.state.asked.version


def _press(scene: Scene, token: Token) -> None:
    screen = scene.house.screens[token.screen]
    if screen.has and not token.value:
        scene.open(token.screen, token.key)
    else:
        screen.press(scene, token)


def _outdated(scene: Scene, token: Token) -> None:
    """A button of an older screen opens its question again."""
    notice = scene.voice.say("button.old")
    if scene.house.screens[token.screen].has:
        scene.open(token.screen, token.key, notice)
    else:
        again(scene, notice)


def _repeat(scene: Scene, notice: str) -> None:
    if scene.state.asked.screen:
        again(scene, notice)
    else:
        arrive(scene)


def _edited(scene: Scene, text: str, ref: str) -> None:
    """Words that were changed answer again what they answered, where they were said last."""
    asked = scene.state.asked
    name, _, key = asked.of.partition(":")
    if not ref or ref != asked.ref or name != "q" or gone(scene, name, key) or not scene.allowed:
        _repeat(scene, scene.voice.say("edited"))
        return
    scene.state.asked = replace(asked, screen=asked.of, back_to="")
    _heard(scene, text, _hear(scene, text))


def _typed(scene: Scene, text: str, ref: str) -> None:
    scene.state.asked = replace(scene.state.asked, ref=ref, of=scene.state.asked.screen)
    place = command(text)
    if scene.place[0] not in scene.house.screens and place != "stop":
        rights.unknown(scene) if place in rights.PLACES else arrive(scene, place)
        if place in _AT_ONCE:
            go(scene, place)
    elif place:
        go(scene, place)
    elif not join_people.named(scene, text):
        _heard(scene, text, _hear(scene, text))


def _hear(scene: Scene, text: str) -> Heard:
    name, key = scene.place
    screen = scene.house.screens[name]
    if (screen.personal and not scene.allowed) or gone(scene, name, key):
        onward(scene)
        return "done"
    token = picked(screen.draw(scene, key), text)
    if token:
        _pressed_words(scene, token)
        return "done"
    return screen.hear(scene, text)


def _pressed_words(scene: Scene, token: Token) -> None:
    if token.screen == "go":
        go(scene, token.value)
    else:
        _press(scene, token)


def _heard(scene: Scene, text: str, heard: Heard) -> None:
    if heard not in _UNDERSTOOD and reminders.sounds_like_stop(text):
        reminders.ask_to_stop(scene)
        return
    match heard:
        case "done":
            scene.state.question = ""
        case "help":
            aid(scene)
        case "back":
            back(scene)
        case "cancel" | "later":
            scene.open("pause")
        case _:
            _asked(scene, text)


def _asked(scene: Scene, text: str) -> None:
    """What they state of themselves, a question of their own, or words that fit nothing here."""
    state = scene.state
    if scene.allowed and scene.place[0] not in _ASKING and stated.overheard(scene, None, text):
        return
    told = own_facts.told(scene, text)
    state.question = f"{state.question} {text}"[-MOST_REMEMBERED:].strip() if told else ""
    again(scene, told or unclear(scene))


def unclear(scene: Scene) -> str:
    """A kind sentence that says what fits here."""
    name, key = scene.place
    if name != "q":
        return scene.voice.say("unclear.choice")
    asked = scene.plan.question[key]
    return scene.voice.say(f"unclear.{asked.kind}", hint=scene.voice.hint(asked))
