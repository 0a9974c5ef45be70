"""One applicant's talk in tests: says words, presses buttons by their label, reads what came."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from bot.lexicon import load_lexicon
from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Opened, Pressed, Said, Typed
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.stored import decode, encode
from conversations.dialog.turn import Turn
from conversations.dialog.with_staff_acts import Act, acted
from conversations.posting.edition import Edition
from conversations.understanding.understand import Understanding

OPEN = datetime.fromisoformat("2025-12-18T10:00+07:00")
CLOSING = datetime.fromisoformat("2025-12-22T16:00+07:00")
A_SECOND = timedelta(seconds=1)


@cache
def edition() -> Edition:
    return load_edition(SHIPPED / "ppkukm-koperasi-2026")


@cache
def dialog() -> Dialog:
    return Dialog(edition(), load_phrases()).reading(Understanding(load_lexicon()))


class Talk:
    """The state goes through its stored form between any two things said."""

    def __init__(self, now: datetime = OPEN, talker: Dialog | None = None) -> None:
        self.now, self.state = now, State()
        self._dialog = talker or dialog()
        self.messages: list[Message] = []
        self.audit: list[str] = []
        self.turn = Turn(self.state)

    def hear(self, said: Said) -> str:
        """The text of everything that was answered."""
        self.turn = self._dialog.advance(decode(encode(self.state)), said, self.now)
        self.state = self.turn.state
        self.messages += self.turn.messages
        self.audit += self.turn.audit
        return "\n".join(message.text for message in self.turn.messages)

    def open(self, language: str = "id") -> str:
        return self.hear(Opened(language))

    def say(self, *words: str) -> str:
        """Types each in turn; the text of the last answer."""
        return [self.hear(Typed(word)) for word in words][-1]

    def press(self, *labels: str) -> str:
        """Presses the newest button or box of each label in turn."""
        return [self.hear(Pressed(self.token(label))) for label in labels][-1]

    def token(self, label: str) -> str:
        for message in reversed(self.messages):
            for name, token in buttons(message):
                if name == label:
                    return token
        raise LookupError(label)

    def staff(self, act: Act, who: int = 7) -> str:
        """Somebody of the staff acts; the text of what the applicant is told of it."""
        scene = self._dialog.scene(decode(encode(self.state)), self.now)
        refused = acted(scene, act, who)
        self.turn = Turn(self.state) if refused else scene.turn()
        self.state = self.turn.state
        self.messages += self.turn.messages
        self.audit += self.turn.audit
        return refused or "\n".join(message.text for message in self.turn.messages)

    @property
    def last(self) -> Message:
        return self.messages[-1]

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.turn.messages]

    @property
    def values(self) -> dict[str, object]:
        return {key: fact.value for key, fact in self.state.facts.items() if not fact.unsure}


def buttons(message: Message) -> Iterator[tuple[str, str]]:
    """Labels and tokens of everything that can be pressed."""
    for choice in message.choices:
        yield choice.label, choice.token
    for tick in message.ticks:
        yield tick.label, tick.token
    for card in message.cards:
        if card.action:
            yield f"{card.action.label}: {card.title}", card.action.token
    for step in message.steps:
        yield step.label, step.token


def started(now: datetime = OPEN, talker: Dialog | None = None) -> Talk:
    """A talk at its first question."""
    talk = Talk(now, talker)
    talk.open()
    talk.press("Setuju", "Sudah saya baca")
    return talk
