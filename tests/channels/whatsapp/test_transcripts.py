"""The golden transcripts go the same on every channel: what is shown is drawn, what is pressed or
typed comes back as that channel brings it.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.channels.telegram.draw import Pen as TelegramPen
from bot.channels.telegram.events import incoming as telegram_incoming
from bot.channels.telegram.limits import CAPABILITIES as TELEGRAM
from bot.channels.telegram.wire import read_update
from bot.channels.webchat.limits import CAPABILITIES as WEBCHAT
from bot.channels.whatsapp import payload
from bot.channels.whatsapp.draw import Pen
from bot.channels.whatsapp.events import incoming
from bot.channels.whatsapp.limits import capabilities
from bot.channels.whatsapp.wire import read_said
from bot.texts import load_phrases
from conversations.dialog.capabilities import Capabilities
from conversations.dialog.event import Opened, Pressed, Said, Typed
from conversations.dialog.stored import decode, encode
from tests.conversations.dialog.talk import OPEN, Talk, dialog
from tests.transcripts.replay import replay, verdicts
from tests.whatsapp_server.ledger import Delivered
from tests.whatsapp_server.person import NUMBERED
from tests.whatsapp_server.rules import check

FILES = sorted((Path(__file__).parents[2] / "transcripts").glob("*.txt"))
PHRASES = load_phrases()


class OnChannel(Talk):
    """A talk on a channel that can so much."""

    def __init__(self, can: Capabilities) -> None:
        super().__init__(OPEN)
        self.can = replace(can, checklist=True)

    def hear(self, said: Said) -> str:
        state = decode(encode(self.state))
        self.turn = dialog().advance(state, self.brought(said), self.now, self.can)
        self.state = self.turn.state
        self.messages += self.turn.messages
        return "\n".join(message.text for message in self.turn.messages)

    def brought(self, said: Said) -> Said:
        """As the channel brings it."""
        return said


class OnWhatsapp(OnChannel):
    """Buttons are found in what was drawn, as a person finds them."""

    def brought(self, said: Said) -> Said:
        match said:
            case Typed(text):
                return self._posted({"type": "text", "text": {"body": text}})
            case Pressed(token):
                return self._pressed(token)
        assert isinstance(said, Opened)
        return said

    def _posted(self, content: dict[str, object]) -> Said:
        message = {"from": "62811", "id": "wamid.1", "timestamp": "1766019600", **content}
        found = incoming(read_said(json.dumps(message).encode())).event
        assert found is not None
        return replace(found.said, ref="") if isinstance(found.said, Typed) else found.said

    def _pressed(self, token: str) -> Said:
        """By the button or row that carries it, else by its number or its box."""
        for message in reversed(self.messages):
            drawn = Pen(PHRASES[self.state.language]).draw(message)
            content = payload.content(drawn)
            check({"messaging_product": "whatsapp", "to": "62811", **content})
            if token in Delivered(0, 0, "", "", content).options.values():
                kind = "button_reply" if drawn.kind == "buttons" else "list_reply"
                chosen = {"type": kind, kind: {"id": token, "title": "x"}}
                return self._posted({"type": "interactive", "interactive": chosen})
            labels = {each.token: each.label for each in message.choices}
            numbers = {words: number for number, words in NUMBERED.findall(drawn.body)}
            if token in labels and labels[token] in numbers:
                return self._posted({"type": "text", "text": {"body": numbers[labels[token]]}})
            beside = {*(tick.token for tick in message.ticks), *(s.token for s in message.steps)}
            if token in beside:
                return Pressed(token)  # boxes are ticked by numbers, the page alone has a checklist
        raise LookupError(token)


class OnTelegram(OnChannel):
    """The same, by callbacks of its keyboard."""

    def brought(self, said: Said) -> Said:
        if not isinstance(said, Pressed):
            return said
        pen = TelegramPen(PHRASES[self.state.language], {})
        rows = [row for message in self.messages for row in pen.draw(message).rows]
        held = {button.get("callback_data") for row in rows for button in row}
        steps = {step.token for message in self.messages for step in message.steps}
        assert said.token in held | steps  # the page alone has a checklist
        press = {"id": "1", "from": {"id": 5}, "data": said.token}
        update = json.dumps({"update_id": 1, "callback_query": press}).encode()
        found = telegram_incoming(read_update(update), self.now).event
        assert found is not None
        return found.said


TALKS: dict[str, Callable[[], OnChannel]] = {
    "webchat": lambda: OnChannel(WEBCHAT),
    "telegram": lambda: OnTelegram(TELEGRAM),
    "whatsapp": lambda: OnWhatsapp(capabilities(250)),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("channel", TALKS)
def test_the_talk_goes_as_written(path: Path, channel: str) -> None:
    written = path.read_text("utf-8")
    assert replay(written, TALKS[channel]()) == written


def test_the_verdicts_are_there() -> None:
    assert sum(len(list(verdicts(path.read_text("utf-8")))) for path in FILES) >= len(FILES)
