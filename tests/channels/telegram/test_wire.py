"""The part of the Bot API that is read: whatever else an update or a reply holds is passed over."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bot.channels.telegram.wire import ALLOWED_UPDATES, read_reply, read_sent, read_update
from tests.running.program import Running
from tests.telegram_server import TelegramServer, attachments
from tests.telegram_server.world import Json, World

PAYLOADS = Path(__file__).parent / "payloads"


@pytest.mark.parametrize("file", sorted(PAYLOADS.glob("*.json")), ids=lambda file: file.stem)
def test_every_captured_update_can_be_read(file: Path) -> None:
    assert read_update(file.read_bytes()).update_id == json.loads(file.read_text())["update_id"]


def test_a_message_is_read_with_its_sender_and_chat() -> None:
    post = read_update((PAYLOADS / "start_with_payload.json").read_bytes()).message
    assert post is not None
    assert post.sender is not None
    assert (post.chat.id, post.chat.type, post.message_id) == (700100200, "private", 412)
    assert (post.sender.language_code, post.sender.is_bot) == ("id", False)
    assert post.text == "/start ppkukm-koperasi-2026"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"update_id": "x"}',
        b'{"message": {}}',
        b'{"update_id": 1, "message": {"message_id": 1}}',
        b'{"update_id": NaN}',
        b'{"update_id": 1, "message": "\xff"}',
    ],
)
def test_what_is_no_update_is_refused_with_one_kind_of_error(body: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        read_update(body)


def test_of_a_name_that_comes_twice_the_last_counts() -> None:
    assert read_update(b'{"update_id": 1, "update_id": 2}').update_id == 2


def test_only_updates_that_are_read_are_asked_for() -> None:
    named = set(type(read_update(b'{"update_id": 1}')).__struct_fields__) - {"update_id"}
    assert named == set(ALLOWED_UPDATES)


def test_a_reply_is_read_with_its_parameters() -> None:
    reply = read_reply(
        b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7",'
        b'"parameters":{"retry_after":7}}'
    )
    assert (reply.ok, reply.error_code, reply.parameters.retry_after) == (False, 429, 7)
    assert reply.parameters.migrate_to_chat_id == 0


def test_the_id_of_a_sent_message_is_read_and_a_plain_true_is_taken() -> None:
    reply = read_reply(b'{"ok":true,"result":{"message_id":88,"date":1,"chat":{"id":1}}}')
    assert read_sent(reply.result).message_id == 88
    assert bytes(read_reply(b'{"ok":true,"result":true}').result) == b"true"


SENT: dict[str, Callable[[World], Json]] = {
    "voice": attachments.voice,
    "sticker": attachments.sticker,
    "location": lambda _: attachments.location(),
    "contact": lambda _: attachments.contact("+628120000000", "Budi", 5),
}


@pytest.mark.parametrize("kind", SENT)
async def test_what_is_neither_words_nor_a_file_gets_a_kind_word(
    pandu: Running, server: TelegramServer, kind: str
) -> None:
    rina = server.person("Rina")
    rina.says("/start")
    await rina.sees(lambda seen: "setuju data" in seen.text)
    before = len(rina.screen())
    rina.sends(SENT[kind](server.world))
    seen = await rina.reply()
    assert seen.text
    assert len(rina.screen()) > before
