"""What each refusal of the Bot API means for the message that was refused."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import msgspec
import pytest

from bot.channels.telegram import errors
from bot.channels.telegram.api import Api, SendMessage
from bot.channels.telegram.draw import Pen
from bot.channels.telegram.send import Sender
from bot.channels.telegram.wire import read_reply
from bot.delivery.outcome import Outcome
from bot.texts import load_phrases
from conversations.dialog.event import Address
from conversations.dialog.message import Choice, Message
from storage.delivery import Delivery, Trail
from tests.delivery.scripted import Line, Script, serving
from tests.telegram_server import TOKEN, refusals
from tests.telegram_server.refusals import Refusal, bad_request, forbidden, too_many_requests

SECOND = 1000
MINUTE = 60 * SECOND
MIGRATED = bad_request(
    "group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001987654321
)
TABLE: list[tuple[Refusal, Outcome]] = [
    (
        too_many_requests(7),
        Outcome("waiting", "", "too many requests", 7 * SECOND, 7 * SECOND),
    ),
    (
        Refusal(429, "Too Many Requests"),
        Outcome("waiting", "", "too many requests", SECOND, SECOND),
    ),
    (forbidden("bot was blocked by the user"), Outcome("failed", "", "blocked", blocked=True)),
    (forbidden("user is deactivated"), Outcome("failed", "", "deactivated", blocked=True)),
    (
        forbidden("bot can't initiate conversation with a user"),
        Outcome("failed", "", "forbidden", blocked=True),
    ),
    (bad_request("chat not found"), Outcome("failed", "", "chat not found", blocked=True)),
    (bad_request("PEER_ID_INVALID"), Outcome("failed", "", "chat not found", blocked=True)),
    (bad_request("message is too long"), Outcome("failed", "", "refused")),
    (bad_request("BUTTON_DATA_INVALID"), Outcome("failed", "", "refused")),
    (MIGRATED, Outcome("failed", "", "refused")),
    (refusals.QUERY_TOO_OLD, Outcome("failed", "", "refused")),
    (refusals.UNAUTHORIZED, Outcome("waiting", "", "token refused", MINUTE, MINUTE)),
    (Refusal(404, "Not Found"), Outcome("waiting", "", "token refused", MINUTE, MINUTE)),
    (refusals.TERMINATED, Outcome("waiting", "", "server error", 2 * SECOND)),
    (refusals.RESTARTING, Outcome("waiting", "", "server error", 2 * SECOND)),
    (Refusal(502, "Bad Gateway"), Outcome("waiting", "", "server error", 2 * SECOND)),
]


@pytest.mark.parametrize(
    ("refusal", "outcome"), TABLE, ids=lambda value: getattr(value, "description", "")
)
def test_a_refusal_is_a_value(refusal: Refusal, outcome: Outcome) -> None:
    reply = read_reply(msgspec.json.encode(refusal.body()))
    assert errors.outcome_of(reply) == outcome


async def resetting(line: Line) -> None:
    await line.asked()
    line.reset()


def saying(body: bytes) -> Script:
    async def script(line: Line) -> None:
        await line.asked()
        await line.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), body)

    return script


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (resetting, errors.NO_ANSWER),
        (saying(b"<html>502 Bad Gateway</html>"), errors.NO_JSON),
        (saying(b'{"ok": tr'), errors.NO_JSON),
        (saying(b"[]"), errors.NO_JSON),
        (saying(b""), errors.NO_JSON),
    ],
    ids=["reset", "a page", "half an answer", "another shape", "nothing"],
)
async def test_an_answer_that_cannot_be_read_leaves_the_outcome_unknown(
    script: Callable[[Line], Awaitable[None]], outcome: Outcome
) -> None:
    async with serving(script) as server:
        api = Api(server.url, TOKEN)
        assert await api.call("sendMessage", SendMessage("1", "x")) == outcome
        api.close()
    assert outcome.status == "unknown"


async def test_without_a_connection_nothing_left() -> None:
    async with serving(resetting) as server:
        pass
    assert await Api(server.url, TOKEN).call("sendMessage", SendMessage("1", "x")) == (
        errors.NEVER_LEFT
    )


DELIVERY = Delivery(
    1,
    2,
    1,
    Address("telegram", "77"),
    3,
    Message(2, "test", "a *bold* word", choices=(Choice("Ya", "y", "primary"),)),
    "en",
    "",
    Trail(),
)
SENT = {"ok": True, "result": {"message_id": 88}}


async def sent(
    *replies: object, edits: str = "", seconds: Callable[[], float] = monotonic
) -> tuple[Outcome, list[tuple[str, object]]]:
    """What became of a delivery to a server that gives these replies, and what it was asked."""
    asked: list[tuple[str, object]] = []
    left = list(replies)

    async def script(line: Line) -> None:
        while True:
            head, body = await line.asked()
            asked.append((head.split()[1].rsplit("/", 1)[1], msgspec.json.decode(body)))
            said = left.pop(0)
            answer = msgspec.json.encode(said.body() if isinstance(said, Refusal) else said)
            await line.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(answer), answer)

    async with serving(script) as server:
        api = Api(server.url, TOKEN)
        sender = Sender(api, {"en": Pen(load_phrases()["en"], {})}, seconds)
        outcome = await sender.send(msgspec.structs.replace(DELIVERY, edits=edits))
        api.close()
    return outcome, asked


async def test_a_message_that_was_taken_is_sent_under_its_id() -> None:
    outcome, asked = await sent(SENT)
    assert outcome == Outcome("sent", "88")
    assert asked == [
        (
            "sendMessage",
            {
                "chat_id": "77",
                "text": "a <b>bold</b> word",
                "parse_mode": "HTML",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "Ya", "callback_data": "y", "style": "primary"}]]
                },
                "link_preview_options": {"is_disabled": True},
            },
        )
    ]


@pytest.mark.parametrize(
    "why", ["can't parse entities: Unsupported start tag", "BUTTON_TYPE_INVALID"]
)
async def test_a_mark_that_is_not_known_is_left_away(why: str) -> None:
    outcome, asked = await sent(bad_request(why), SENT)
    assert outcome == Outcome("sent", "88")
    plain = asked[1][1]
    assert isinstance(plain, dict)
    assert plain["text"] == "a bold word"
    assert "parse_mode" not in plain
    assert plain["reply_markup"] == {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}


@pytest.mark.parametrize(
    ("reply", "outcome", "calls"),
    [
        (SENT, Outcome("sent", "41"), 1),
        (refusals.NOT_MODIFIED, Outcome("sent", "41"), 1),
        (bad_request("message to edit not found"), Outcome("sent", "88"), 2),
        (bad_request("message can't be edited"), Outcome("sent", "88"), 2),
        (bad_request("MESSAGE_ID_INVALID"), Outcome("sent", "88"), 2),
        (
            forbidden("bot was blocked by the user"),
            Outcome("failed", "", "blocked", blocked=True),
            1,
        ),
        (refusals.RESTARTING, Outcome("waiting", "", "server error", 2 * SECOND), 1),
    ],
    ids=["changed", "the same", "gone", "fixed", "invalid", "blocked", "restarting"],
)
async def test_an_edit(reply: object, outcome: Outcome, calls: int) -> None:
    found, asked = await sent(reply, SENT, edits="41")
    assert found == outcome
    assert [name for name, _ in asked] == ["editMessageText", "sendMessage"][:calls]
    assert isinstance(asked[0][1], dict)
    assert asked[0][1]["message_id"] == 41


@pytest.mark.parametrize(
    ("replies", "edits"),
    [
        ([bad_request("message can't be edited"), SENT], "41"),
        ([bad_request("BUTTON_TYPE_INVALID"), SENT], ""),
        ([MIGRATED, SENT], ""),
    ],
    ids=["sent anew", "plain", "moved"],
)
async def test_no_second_call_is_begun_that_the_lease_may_not_outlast(
    replies: list[object], edits: str
) -> None:
    clock = iter([100.0, 100.0, 106.5])
    outcome, asked = await sent(*replies, edits=edits, seconds=clock.__next__)
    assert outcome == Outcome("waiting", "", "lease aged")
    assert len(asked) == 1


@pytest.mark.parametrize("edits", ["", "41"])
async def test_a_chat_that_moved_is_followed(edits: str) -> None:
    outcome, asked = await sent(MIGRATED, SENT, edits=edits)
    assert outcome == Outcome("sent", edits or "88")
    chats = [body["chat_id"] for _, body in asked if isinstance(body, dict)]
    assert chats == ["77", "-1001987654321"]


async def test_a_pause_holds_everybody_without_a_call() -> None:
    now = 100.0

    async def refusing(line: Line) -> None:
        await line.asked()
        body = msgspec.json.encode(too_many_requests(5).body())
        await line.say(b"HTTP/1.1 429 X\r\nContent-Length: %d\r\n\r\n" % len(body), body)
        await asyncio.Event().wait()

    async with serving(refusing) as server:
        api = Api(server.url, TOKEN)
        sender = Sender(api, {"en": Pen(load_phrases()["en"], {})}, lambda: now)
        assert (await sender.send(DELIVERY)).pause == 5 * SECOND
        other = msgspec.structs.replace(DELIVERY, address=Address("telegram", "78"))
        now += 3
        assert await sender.send(other) == Outcome("waiting", "", "pace", 2 * SECOND)
        api.close()


async def test_no_error_tells_the_token() -> None:
    async with serving(resetting) as server:
        api = Api(server.url, TOKEN)
        outcome = await api.call("sendMessage", SendMessage("1", "x"))
        api.close()
    assert TOKEN not in repr(outcome)
