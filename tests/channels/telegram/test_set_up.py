"""What Telegram is told of the bot: where updates go, the menu, and the descriptions."""

import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiogram import Bot
from msgspec.structs import replace as with_other

from bot.channels.telegram import apart
from bot.channels.telegram.apart import set_up_apart, until_told
from bot.channels.telegram.describe import COMMANDS, descriptions
from bot.channels.telegram.set_up import Described, SetUp, open_bot, set_up
from bot.postings import find_posting, served_edition
from bot.texts import load_phrases
from tests.channels.telegram.conftest import SECRET
from tests.telegram_server import TOKEN, Fault, TelegramServer

HOOK = "https://pandu.example/webhooks/telegram"
PHRASES = load_phrases()
EDITION = served_edition(find_posting("ppkukm-koperasi-2026"))
DESCRIBED = list(descriptions(EDITION, PHRASES))


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    opened = open_bot(server.url, TOKEN)
    yield opened
    await opened.session.close()


def telling(server: TelegramServer, webhook: str = "") -> SetUp:
    return SetUp(server.url, TOKEN, webhook, SECRET, DESCRIBED)


def calls(server: TelegramServer, method: str, status: int = 200) -> int:
    return len([c for c in server.ledger.calls if (c.method, c.status) == (method, status)])


async def test_the_webhook_is_set_with_its_secret_and_only_what_is_read(
    bot: Bot, server: TelegramServer
) -> None:
    assert await set_up(telling(server, HOOK)) == ""
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
    assert await set_up(telling(server)) == ""
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 1)


async def test_the_menu_stands_for_everybody_in_indonesian_and_for_some_in_english(
    bot: Bot, server: TelegramServer
) -> None:
    assert await set_up(telling(server)) == ""
    for code, language in ((None, "id"), ("en", "en")):
        menu = await bot.get_my_commands(language_code=code)
        assert [each.command for each in menu] == list(COMMANDS)
        assert [each.description for each in menu] == [
            PHRASES[language](f"telegram.commands.{name}") for name in COMMANDS
        ]


async def test_the_descriptions_say_whose_program_it_is_in_both_languages(
    bot: Bot, server: TelegramServer
) -> None:
    assert await set_up(telling(server)) == ""
    for code, words in (
        (None, (EDITION.texts["id"].title, EDITION.posting.portal, "bukan panitia")),
        ("en", (EDITION.texts["en"].title, EDITION.posting.portal, "not the committee")),
    ):
        about = (await bot.get_my_description(language_code=code)).description
        short = (await bot.get_my_short_description(language_code=code)).short_description
        assert all(word in about for word in words)
        assert short == PHRASES[code or "id"]("telegram.short")


def test_a_title_without_end_does_not_stop_the_set_up() -> None:
    texts = {name: with_other(each, title="T" * 900) for name, each in EDITION.texts.items()}
    long = descriptions(with_other(EDITION, texts=texts), PHRASES)
    assert {len(each.about) for each in long} == {512}


def test_the_title_is_that_of_the_language() -> None:
    texts = {name: with_other(each, title=f"Title {name}") for name, each in EDITION.texts.items()}
    told = descriptions(with_other(EDITION, texts=texts), PHRASES)
    shown = {each.code: f"Title {each.code or 'id'}" in each.about for each in told}
    assert shown == {None: True, "en": True}


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
    server: TelegramServer, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(apart, "RETRY", 0.01)
    server.faults.add(fault := replace(fault))
    await until_told(telling(server), set_up)
    assert fault.struck == 2
    assert calls(server, "setmyshortdescription") == 2


async def test_nothing_is_told_before_telegram_knows_where_updates_go(
    bot: Bot, server: TelegramServer
) -> None:
    assert await set_up(telling(server)) == ""
    methods = [call.method for call in server.ledger.calls]
    assert methods[0] == "deletewebhook"
    assert set(methods[1:]) == {"setmycommands", "setmydescription", "setmyshortdescription"}


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("print('TelegramNetworkError', end='')", "TelegramNetworkError"),
        ("raise SystemExit(3)", "exit 3"),
        ("import time; time.sleep(60)", "TimeoutError"),
        ("import os; os.kill(os.getpid(), 9)", "exit -9"),
    ],
    ids=["is told so", "fails", "hangs", "is killed"],
)
async def test_a_process_that_comes_to_nothing_is_a_failed_try(
    monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-I", "-c", program))
    monkeypatch.setattr(apart, "PATIENCE", 1.0)
    what = SetUp("http://127.0.0.1:9", TOKEN, "", SECRET, [Described(None, {}, "", "")])
    assert await set_up_apart(what) == said


async def test_the_token_is_in_no_argument_and_no_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANDU_TELEGRAM_TOKEN", TOKEN)
    seen = tmp_path / "seen"
    program = (
        f"import os, sys; open({str(seen)!r}, 'w').write(repr((dict(os.environ), sys.argv)));"
        "sys.stdin.read()"
    )
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-I", "-c", program))
    assert await set_up_apart(SetUp("http://x.example", TOKEN, "", SECRET, [])) == ""
    assert TOKEN not in seen.read_text()
    assert "LC_ALL" in seen.read_text()
