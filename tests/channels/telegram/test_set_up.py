"""What Telegram is told of the bot: where updates go, the menu, and the descriptions."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from bot.channels.telegram.set_up import COMMANDS, open_bot, set_up
from bot.texts import load_phrases
from tests.channels.telegram.conftest import SECRET
from tests.telegram_server import TOKEN, Fault, TelegramServer

HOOK = "https://pandu.example/webhooks/telegram"
NAMES = {"title": "Tenaga Ahli", "portal": "portal.example"}
PHRASES = load_phrases()


@pytest.fixture
async def bot(server: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setattr("bot.channels.telegram.set_up.RETRY", 0.01)
    opened = open_bot(server.url, TOKEN)
    yield opened
    await opened.session.close()


def calls(server: TelegramServer, method: str, status: int = 200) -> int:
    return len([c for c in server.ledger.calls if (c.method, c.status) == (method, status)])


async def test_the_webhook_is_set_with_its_secret_and_only_what_is_read(
    bot: Bot, server: TelegramServer
) -> None:
    await set_up(bot, HOOK, SECRET, PHRASES, NAMES)
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == (HOOK, 100)
    assert info.allowed_updates == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert server.courier.target.secret == SECRET


async def test_polling_ends_the_webhook_and_keeps_what_waits(
    bot: Bot, server: TelegramServer
) -> None:
    server.person("Rina").says("/start")
    await bot.set_webhook("http://127.0.0.1:9/webhooks/telegram")
    await set_up(bot, "", SECRET, PHRASES, NAMES)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 1)


async def test_the_menu_stands_for_everybody_in_indonesian_and_for_some_in_english(
    bot: Bot, server: TelegramServer
) -> None:
    await set_up(bot, "", SECRET, PHRASES, NAMES)
    for code, language in ((None, "id"), ("en", "en")):
        menu = await bot.get_my_commands(language_code=code)
        assert [each.command for each in menu] == list(COMMANDS)
        assert [each.description for each in menu] == [
            PHRASES[language](f"telegram.commands.{name}") for name in COMMANDS
        ]


async def test_the_descriptions_say_whose_program_it_is_in_both_languages(
    bot: Bot, server: TelegramServer
) -> None:
    await set_up(bot, "", SECRET, PHRASES, NAMES)
    for code, words in (
        (None, ("Tenaga Ahli", "portal.example", "bukan panitia")),
        ("en", ("Tenaga Ahli", "portal.example", "not the committee")),
    ):
        about = (await bot.get_my_description(language_code=code)).description
        short = (await bot.get_my_short_description(language_code=code)).short_description
        assert all(word in about for word in words)
        assert short == PHRASES[code or "id"]("telegram.short")


async def test_a_title_without_end_does_not_stop_the_set_up(
    bot: Bot, server: TelegramServer
) -> None:
    await set_up(bot, "", SECRET, PHRASES, {**NAMES, "title": "T" * 900})
    assert len((await bot.get_my_description()).description) == 512


@pytest.mark.parametrize(
    "fault",
    [
        Fault("server_error", method="setMyCommands", times=2),
        Fault("too_many", method="deleteWebhook", times=2),
        Fault("reset", method="setMyDescription", times=2),
    ],
    ids=lambda fault: fault.kind,
)
async def test_it_is_tried_until_telegram_takes_it(
    bot: Bot, server: TelegramServer, fault: Fault
) -> None:
    server.faults.add(fault)
    async with asyncio.timeout(20):
        await set_up(bot, "", SECRET, PHRASES, NAMES)
    assert fault.struck == 2
    assert calls(server, "setmyshortdescription") == 2


async def test_nothing_is_told_before_telegram_knows_where_updates_go(
    bot: Bot, server: TelegramServer
) -> None:
    await set_up(bot, "", SECRET, PHRASES, NAMES)
    methods = [call.method for call in server.ledger.calls]
    assert methods[0] == "deletewebhook"
    assert set(methods[1:]) == {"setmycommands", "setmydescription", "setmyshortdescription"}
