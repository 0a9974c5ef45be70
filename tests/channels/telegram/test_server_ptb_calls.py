"""python-telegram-bot's own client takes the test server for the real one: calls and errors."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.request import HTTPXRequest

from tests.telegram_server import TOKEN, Fault, Person, TelegramServer
from tests.telegram_server.people import migrate

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Ya", callback_data="yes"), InlineKeyboardButton("Tidak", url="tg://x")]]
)


def client(server: TelegramServer) -> telegram.Bot:
    return telegram.Bot(
        TOKEN,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
    )


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[telegram.Bot]:
    async with client(server) as ready:
        yield ready


@pytest.fixture
def budi(server: TelegramServer) -> Person:
    return server.person("Budi")


async def test_it_knows_itself(bot: telegram.Bot) -> None:
    assert bot.id == int(TOKEN.split(":")[0])
    assert bot.username == "TestServerBot"


async def test_a_text_arrives_with_entities_and_keyboard(bot: telegram.Bot, budi: Person) -> None:
    text = "<b>Selamat</b> datang \U0001f600 <a href='https://example.org/?a=1&amp;b=2'>di sini</a>"
    sent = await bot.send_message(budi.id, text, parse_mode="HTML", reply_markup=KEYBOARD)

    assert sent.text == "Selamat datang \U0001f600 di sini"
    assert sent.parse_entities() == {
        sent.entities[0]: "Selamat",
        sent.entities[1]: "di sini",
    }
    assert sent.entities[1].url == "https://example.org/?a=1&b=2"
    assert sent.reply_markup == KEYBOARD
    assert (await budi.reply()).text == sent.text


async def test_an_edit_changes_the_message_in_place(bot: telegram.Bot, budi: Person) -> None:
    sent = await bot.send_message(budi.id, "Satu", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("Dua", budi.id, sent.message_id)

    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.reply_markup) == ("Dua", None)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Dua", budi.id, sent.message_id)
    await bot.edit_message_reply_markup(budi.id, sent.message_id, reply_markup=KEYBOARD)
    await bot.delete_message(budi.id, sent.message_id)
    assert effects(budi) == ["sent", "edited", "edited", "deleted"]


def effects(person: Person) -> list[str]:
    return [entry.kind for entry in person.world.ledger.of(person.id)]


async def test_a_press_is_answered_once(bot: telegram.Bot, budi: Person) -> None:
    await bot.send_message(budi.id, "Setuju?", reply_markup=KEYBOARD)
    press = budi.presses("Ya")

    await bot.answer_callback_query(press, "Terima kasih", show_alert=True)
    answer = await budi.answer(press)
    assert (answer.text, answer.message["show_alert"]) == ("Terima kasih", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(press)


async def test_a_press_lapses(bot: telegram.Bot, budi: Person, server: TelegramServer) -> None:
    await bot.send_message(budi.id, "Setuju?", reply_markup=KEYBOARD)
    press = budi.presses("yes")
    server.clock.advance(151)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(press)


async def test_files_go_up_and_come_down_again(bot: telegram.Bot, budi: Person) -> None:
    data = bytes(range(256)) * 40
    sent = await bot.send_document(
        budi.id, data, filename="ijazah.pdf", caption="<i>Ini</i>", parse_mode="HTML"
    )

    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("ijazah.pdf", "application/pdf")
    assert sent.caption == "Ini"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == data
    again = await bot.send_document(budi.id, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_id == sent.document.file_id


async def test_a_picture_goes_up(bot: telegram.Bot, budi: Person) -> None:
    sent = await bot.send_photo(budi.id, b"\x89PNG\r\n\x1a\n....", caption="Kartu")
    assert sent.photo[-1].file_size == 12
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(budi.id, b"no picture")


async def test_an_album_arrives_as_one_group(bot: telegram.Bot, budi: Person) -> None:
    media = [
        InputMediaDocument(b"one", filename="1.pdf", caption="Berkas"),
        InputMediaDocument(b"two", filename="2.pdf"),
    ]
    sent = await bot.send_media_group(budi.id, media)

    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["Berkas", None]
    with pytest.raises(BadRequest, match="2-10 items"):
        await bot.send_media_group(budi.id, media[:1])


async def test_a_persons_file_is_fetched(bot: telegram.Bot, budi: Person) -> None:
    message = budi.sends_document("ktp.jpg", b"\xff\xd8\xff card")
    file = await bot.get_file(message["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"\xff\xd8\xff card"


async def test_what_the_bot_says_of_itself_is_kept(bot: telegram.Bot, budi: Person) -> None:
    await bot.set_my_commands([("start", "Mulai")], language_code="id")
    await bot.set_my_description("Panduan pelamar", language_code="id")
    await bot.set_my_short_description("Panduan")
    await bot.set_my_name("Pandu")
    await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())

    commands = await bot.get_my_commands(language_code="id")
    assert [(command.command, command.description) for command in commands] == [("start", "Mulai")]
    assert await bot.get_my_commands() == ()
    assert (await bot.get_my_description("id")).description == "Panduan pelamar"
    assert (await bot.get_my_short_description("id")).short_description == "Panduan"
    assert (await bot.get_my_name()).name == "Pandu"
    assert isinstance(await bot.get_chat_menu_button(budi.id), telegram.MenuButtonCommands)
    assert (await bot.get_chat(budi.id)).first_name == "Budi"
    assert await bot.send_chat_action(budi.id, "typing")


REFUSED: dict[str, dict[str, Any]] = {
    "chat not found": {"chat_id": 1, "text": "x"},
    "message text is empty": {"text": " \n "},
    "message is too long": {"text": "x" * 4097},
    'can\'t find end tag corresponding to start tag "b"': {"text": "<b>x", "parse_mode": "HTML"},
    'unsupported start tag "budi"': {"text": "a <Budi>", "parse_mode": "HTML"},
    "BUTTON_DATA_INVALID": {
        "text": "x",
        "reply_markup": InlineKeyboardMarkup.from_button(
            InlineKeyboardButton("x", callback_data="é" * 33)
        ),
    },
}


@pytest.mark.parametrize("why", REFUSED)
async def test_400_is_a_bad_request(bot: telegram.Bot, budi: Person, why: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await bot.send_message(**{"chat_id": budi.id, **REFUSED[why]})
    assert effects(budi) == []


async def test_403_is_forbidden(bot: telegram.Bot, budi: Person, server: TelegramServer) -> None:
    budi.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(budi.id, "Halo")
    budi.unblocks()
    await bot.send_message(budi.id, "Halo")
    budi.disappears()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(budi.id, "Halo")
    assert server.ledger.texts(budi.id) == ["Halo"]


async def test_429_tells_how_long_to_wait(
    bot: telegram.Bot,
    budi: Person,
    server: TelegramServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    server.faults.pause(17, budi.id)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(budi.id, "Halo")
    assert caught.value.retry_after == timedelta(seconds=17)
    ani = server.person("Ani")
    await bot.send_message(ani.id, "Halo")
    server.clock.advance(17)
    await bot.send_message(budi.id, "Halo")


async def test_a_grown_group_tells_its_new_id(
    bot: telegram.Bot, budi: Person, server: TelegramServer
) -> None:
    group = server.group("Pelamar", budi)
    grown = migrate(server.world, group)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "Halo")
    assert caught.value.new_chat_id == grown.id


async def test_a_wrong_token_is_refused(server: TelegramServer) -> None:
    async with HTTPXRequest(httpx_kwargs={"trust_env": False}) as request:
        stranger = telegram.Bot(
            "123456:wrong", f"{server.url}/bot", request=request, get_updates_request=request
        )
        with pytest.raises(InvalidToken):
            await stranger.get_me()


@pytest.mark.parametrize("kind", ["server_error", "reset", "lost_reply", "html"])
async def test_trouble_is_a_network_error(
    bot: telegram.Bot, budi: Person, server: TelegramServer, kind: str
) -> None:
    server.faults.add(Fault(kind, method="sendMessage", status=502))  # type: ignore[arg-type]  # a parameter
    with pytest.raises(NetworkError):
        await bot.send_message(budi.id, "Halo")
    lost = [entry.replied for entry in server.ledger.of(budi.id)]
    assert lost == ([False] if kind == "lost_reply" else [])
    await bot.send_message(budi.id, "Lagi")
    assert server.ledger.texts(budi.id)[-1] == "Lagi"
