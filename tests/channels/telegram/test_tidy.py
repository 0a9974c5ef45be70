"""Which question loses its buttons, and when nothing is asked of Telegram for that."""

import asyncio

import msgspec
import pytest
from msgspec.structs import replace

from bot.channels.telegram.api import Api
from bot.channels.telegram.tidy import Tidy
from conversations.dialog.event import Address, Pressed, Said, Typed
from conversations.dialog.message import Message
from conversations.dialog.state import Asked, State
from conversations.dialog.turn import Turn
from storage.cases import Case
from storage.delivery import Trail
from storage.sealing import Seal
from storage.store import Committed
from tests.delivery.scripted import OK, Line, serving
from tests.telegram_server import TOKEN

BEFORE = State(asked=Asked("q:birth_date", 3, 7))
AFTER = State(asked=Asked("q:education", 4, 9))
CASE = Case(
    Address("telegram", "77"), "a-posting", 1, 2, Seal(bytes(32)), 3, state=BEFORE,
    trail=Trail(sent={7: "41"}),
)  # fmt: skip
DONE = Committed("done", CASE, Turn(AFTER, (Message(9, "test", "Next?"),)), 1)
TYPED = Typed("14 Mei 1990", "5")


async def asked_for(committed: Committed, said: Said, *, paused: bool = False) -> list[object]:
    """The calls that a server got."""
    asked: list[object] = []

    async def script(line: Line) -> None:
        while True:
            head, body = await line.asked()
            asked.append((head.split()[1].rsplit("/", 1)[1], msgspec.json.decode(body)))
            await line.say(OK)

    async with serving(script) as server:
        api = Api(server.url, TOKEN)
        Tidy(api, lambda: paused).after(committed, said)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        beside = [task for task in others if "Api.call" in repr(task)]
        await asyncio.gather(*beside)
        api.close()
    return asked


async def test_the_question_before_loses_its_buttons() -> None:
    assert await asked_for(DONE, TYPED) == [
        (
            "editMessageReplyMarkup",
            {"chat_id": "77", "message_id": 41, "reply_markup": {"inline_keyboard": []}},
        )
    ]


@pytest.mark.parametrize(
    ("committed", "said"),
    [
        (DONE, Pressed("q:birth_date:x:3")),
        (replace(DONE, result="repeat", turn=None), TYPED),
        (replace(DONE, case=replace(CASE, trail=Trail())), TYPED),
        (replace(DONE, case=replace(CASE, state=State(asked=Asked("summary", 3, 7)))), TYPED),
        (replace(DONE, turn=Turn(State(asked=Asked("q:birth_date", 3, 7)))), TYPED),
        (replace(DONE, turn=Turn(AFTER, (Message(9, "test", "Next?", replaces=7),))), TYPED),
    ],
    ids=["pressed", "a repeat", "never sent", "no question", "still asked", "changed anyway"],
)
async def test_otherwise_nothing_is_asked(committed: Committed, said: Said) -> None:
    assert await asked_for(committed, said) == []


async def test_nothing_is_asked_in_a_pause() -> None:
    assert await asked_for(DONE, TYPED, paused=True) == []
