"""The test server's rules, seen without any library: encodings, markup, keyboards, polling."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.telegram_server import TOKEN, NoSuchButtonError, TelegramServer, attachments
from tests.telegram_server.html_text import parse_html
from tests.telegram_server.people import silent
from tests.telegram_server.refusals import Refusal

Json = dict[str, Any]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


async def call(server: TelegramServer, method: str, **values: object) -> Json:
    plain = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
    }
    return await post(server, method, data=plain)


async def post(server: TelegramServer, method: str, **body: Any) -> Json:  # noqa: ANN401  (of aiohttp)
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{TOKEN}/{method}", **body) as reply,
    ):
        found: Json = await reply.json()
        assert found["ok"] is (reply.status == 200)
        return found


def multipart(values: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in values.items():
        form.add_field(name, value)
    return form


async def test_every_encoding_of_a_body_is_read(server: TelegramServer) -> None:
    budi = server.person()
    plain = {"chat_id": str(budi.id), "text": "Halo"}
    bodies: list[Json] = [
        {"data": plain},
        {"data": multipart(plain)},
        {"json": {"chat_id": budi.id, "text": "Halo"}},
        {"params": plain},
    ]
    for body in bodies:
        assert (await post(server, "SENDMESSAGE", **body))["result"]["text"] == "Halo"
    assert server.ledger.texts(budi.id) == ["Halo"] * 4


MARKUP: list[tuple[str, str, list[tuple[str, int, int]]]] = [
    ("biasa", "biasa", []),
    ("a &lt;b&gt; &amp; &quot;c&quot; &nbsp;", 'a <b> & "c" &nbsp;', []),
    ("\U0001f600<b>x</b>", "\U0001f600x", [("bold", 2, 1)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("<pre><code>x</code></pre>", "x", [("pre", 0, 1), ("code", 0, 1)]),
    ("<b></b>x > y", "x > y", []),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), MARKUP)
def test_markup_becomes_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    plain, found = parse_html(source)
    assert plain == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


BROKEN = {
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    "é <x>y</x>": 'Unsupported start tag "x" at byte offset 3',
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
    "<b>x</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "x</b>": "Unexpected end tag at byte offset 1",
    "<b": 'Unclosed start tag "b" at byte offset 0',
    "<b>x</b": "Unclosed end tag at byte offset 4",
}


@pytest.mark.parametrize("source", BROKEN)
def test_broken_markup_is_refused_in_the_platforms_words(source: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {BROKEN[source]}"


def button(**fields: object) -> Json:
    return {"text": "x", "callback_data": "d", **fields}


KEYBOARDS: dict[str, object] = {
    "object expected as reply markup": [],
    "should be an Array of Arrays": {"inline_keyboard": [button()]},
    "must be of type String": {"inline_keyboard": [[button(text=1)]]},
    "must be non-empty": {"inline_keyboard": [[button(text=" ")]]},
    "Text buttons are unallowed": {"inline_keyboard": [[{"text": "x"}]]},
    "Unknown button style": {"inline_keyboard": [[button(style="pink")]]},
    "BUTTON_DATA_INVALID": {"inline_keyboard": [[button(callback_data="")]]},
    "Wrong HTTP URL": {"inline_keyboard": [[{"text": "x", "url": "javascript:x"}]]},
    "reply markup is too long": {"inline_keyboard": [[button()] * 9]},
}


@pytest.mark.parametrize("why", KEYBOARDS)
async def test_a_wrong_keyboard_is_refused(server: TelegramServer, why: str) -> None:
    budi = server.person()
    found = await call(
        server, "sendMessage", chat_id=budi.id, text="x", reply_markup=KEYBOARDS[why]
    )
    assert found["error_code"] == 400
    assert why in found["description"]


async def test_lengths_count_after_parsing_and_trimming(server: TelegramServer) -> None:
    budi = server.person()
    full = f"  <b>{'x' * 4096}</b>\n"
    sent = await call(server, "sendMessage", chat_id=budi.id, text=full, parse_mode="HTML")
    assert sent["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    long = {"photo": "file-unknown", "caption": "y" * 1025}
    refused = await call(server, "sendPhoto", chat_id=budi.id, **long)
    assert refused["description"] == "Bad Request: message caption is too long"


async def test_who_never_wrote_is_not_written_to(server: TelegramServer) -> None:
    budi = silent(server.person())
    refused = await call(server, "sendMessage", chat_id=budi.id, text="x")
    assert refused["description"] == "Forbidden: bot can't initiate conversation with a user"


async def test_unknown_things_are_named(server: TelegramServer) -> None:
    budi = server.person()
    said = budi.says("Halo")
    for method, values, why in (
        ("sendFax", {}, "Not Found: method not found"),
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("getFile", {"file_id": "x"}, "Bad Request: wrong file_id or the file is temporarily"),
        ("editMessageText", {"message_id": 99}, "Bad Request: message to edit not found"),
        ("deleteMessage", {"message_id": 99}, "Bad Request: message to delete not found"),
        ("editMessageText", said, "Bad Request: message can't be edited"),
    ):
        chat = {} if "chat_id" in why else {"chat_id": budi.id}
        numbered = {name: value for name, value in values.items() if name in _PLAIN}
        refused = await call(server, method, **chat, **{"text": "x", **numbered})
        assert refused["description"].startswith(why)


_PLAIN = {"text", "file_id", "message_id"}


async def test_updates_stay_until_they_are_confirmed(server: TelegramServer) -> None:
    budi = server.person()
    for word in ("satu", "dua", "tiga"):
        budi.says(word)
    first = await call(server, "getUpdates", limit=2)
    assert [update["message"]["text"] for update in first["result"]] == ["satu", "dua"]
    assert (await call(server, "getUpdates", limit=2)) == first
    after = first["result"][-1]["update_id"] + 1
    rest = await call(server, "getUpdates", offset=after)
    assert [update["message"]["text"] for update in rest["result"]] == ["tiga"]
    assert len((await call(server, "getUpdates", offset=-1))["result"]) == 1


async def test_only_subscribed_kinds_come(server: TelegramServer) -> None:
    budi = server.person()
    await call(server, "getUpdates", allowed_updates=["callback_query"])
    budi.says("Halo")
    budi.blocks()
    assert (await call(server, "getUpdates"))["result"] == []


async def test_a_person_sends_everything_a_phone_can(server: TelegramServer) -> None:
    budi = server.person()
    pages = [attachments.photo(server.world, b"\xff\xd8\xff"), attachments.photo(server.world, b"")]
    budi.edits(budi.says("S1 Huku"), "S1 Hukum")
    budi.sends_album(pages, "Dua halaman")
    budi.sends(attachments.voice(server.world))
    budi.sends(attachments.sticker(server.world))
    budi.sends(attachments.location())
    budi.sends(attachments.contact("+62811", "Budi", budi.id))
    budi.within(server.group("Pelamar", budi)).says("/start@TestServerBot")

    updates = (await call(server, "getUpdates"))["result"]
    kinds = [next(name for name in update if name != "update_id") for update in updates]
    assert kinds == [
        *["message", "edited_message", "message", "message", "message"],
        *["message", "message", "message", "my_chat_member", "message"],
    ]
    album = [update["message"]["media_group_id"] for update in updates[2:4]]
    assert album[0] == album[1]
    group = updates[-1]["message"]
    assert (group["chat"]["type"], group["entities"][0]["length"]) == ("group", 20)
    with pytest.raises(NoSuchButtonError):
        budi.presses("Ya")
