"""Is this genuine? Announcements and pictures by their codes, in the chat and on the page."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import create_engine, insert
from starlette.testclient import TestClient

from bot.app import build_app
from bot.channels.webchat.limits import Rate
from bot.checking import page
from bot.settings import load
from bot.texts import load_phrases
from conversations.broadcast.code import code_of
from conversations.broadcast.segment import Segment, encoded
from conversations.dialog.event import Checked, Opened
from conversations.dialog.genuineness import Genuine, code_asked, readings
from conversations.dialog.tokens import Token
from conversations.dialog.with_staff_acts import Take
from conversations.pictures.sheets import sheets_of
from storage.migrate import migrate
from storage.schema_staff import broadcasts, staff
from storage.store import Committed
from tests.conversations.dialog.talk import edition, started
from tests.handover.conftest import MORNING, Says
from tests.time_machine.machine import SLUG, Worker

CODE, RALAT, DRAFT, STOPPED = (code_of(number) for number in (1234567, 7654321, 42, 99))
SHEET = next(iter(sheets_of(edition(), load_phrases())))
AT = int(MORNING.timestamp() * 1000)


def announced(url: str) -> None:
    """A wrong announcement and its *ralat*, one that was stopped, and a draft."""
    engine = create_engine(url)
    plain = {"posting": SLUG, "segment": encoded(Segment()), "author_id": 1, "created_at": AT,
             "changed_at": AT, "not_after": AT * 2}  # fmt: skip
    texts = msgspec.json.encode({"id": "Tes pada hari Senin.", "en": "The test is on Monday."})
    rows = ((1, CODE, "done", AT, None), (2, RALAT, "going", AT, 1), (3, DRAFT, "draft", 0, None),
            (4, STOPPED, "stopped", AT, None))  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(staff), {"id": 1, "name": "Sari", "roles": "", "created_at": 1})
        for number, code, status, started_at, corrects in rows:
            row = {"id": number, "code": code, "status": status, "started_at": started_at,
                   "corrects": corrects, "texts": texts.decode(),
                   "request_key": bytes([number]) * 16}  # fmt: skip
            connection.execute(insert(broadcasts), plain | row)
    engine.dispose()


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("cek K7QM-2FXP", "k7qm2fxp", True),
        ("CEK  k7qm 2fxp", "k7qm2fxp", True),
        ("/cek K7QM2FXP", "k7qm2fxp", True),
        ("cek kode abcdefgh", "abcdefgh", True),
        ("check code: k7qm-2fxp.", "k7qm2fxp", True),
        ("cek abcdefgh", "abcdefgh", False),
        ("cek berkas saya", "berkassaya", False),
    ],
)
def test_a_code_is_found_however_it_is_asked(text: str, code: str, named: bool) -> None:  # noqa: FBT001 - a case
    asked = code_asked(text)
    assert asked
    assert (asked.code, asked.named) == (code, named)


@pytest.mark.parametrize(
    "text", ["cek", "apakah K7QM-2FXP asli?", "cek 12", "14-05-1990", "ceknya"]
)
def test_other_words_ask_for_no_code(text: str) -> None:
    assert code_asked(text) is None


def test_signs_that_no_code_holds_are_read_as_what_they_may_be() -> None:
    assert "k7qm2fxp" in readings("K70M-ZFXP")
    assert "abciq234" in readings("abclo234")


async def test_an_announcement_is_told_with_what_became_of_it(worker: Worker, says: Says) -> None:
    announced(worker.world.url)
    await says(Opened("id"))
    typed = CODE.replace("-", " ").lower()
    for said in (f"cek {CODE}", f"cek kode {typed}"):
        text = _text(await says(said))
        assert "18 Desember 2025 pukul 10.00 WIB" in text
        assert f"ralat dengan kode *{RALAT}*" in text
        assert "Tes pada hari Senin." in text
    assert f"ralat atas pengumuman dengan kode *{CODE}*" in _text(await says(f"cek {RALAT}"))
    assert "dihentikan" in _text(await says(f"cek {STOPPED}"))
    await says("english")
    assert "The test is on Monday." in _text(await says(f"check {CODE}"))


async def test_what_was_not_sent_is_as_unknown_as_what_was_never_written(
    worker: Worker, says: Says
) -> None:
    announced(worker.world.url)
    await says(Opened("id"))
    for code in (DRAFT, "K7QM-2FXQ"):
        text = _text(await says(f"cek {code}"))
        assert "tidak dikenal" in text
        assert "lapor penipuan" in text


async def test_words_that_only_look_like_a_code_mean_what_they_say(says: Says) -> None:
    await says(Opened("id"))
    assert "tidak dikenal" not in _text(await says("cek syarat usia"))


async def test_who_only_checks_a_code_is_told_and_greeted(worker: Worker, says: Says) -> None:
    announced(worker.world.url)
    committed = await says(f"cek {CODE}", "siti")
    assert committed.turn
    assert [message.key for message in committed.turn.messages] == [
        "checked",
        "greeting",
        "consent",
    ]


async def test_a_picture_is_told_too(worker: Worker, says: Says) -> None:
    found = Genuine(SHEET.code, "picture", MORNING.isoformat(), SHEET.title)
    worker.parts.codes.append({SHEET.code: found}.get)
    await says(Opened("id"))
    text = _text(await says(f"cek {SHEET.code.upper()}"))
    assert "gambar ini dibuat Pandu" in text
    assert SHEET.title in text


def test_while_staff_have_the_talk_a_code_is_answered_without_the_question() -> None:
    talk = started()
    talk.say("bicara dengan petugas", "ya")
    talk.staff(Take())
    found = Genuine(CODE, "announcement", MORNING.isoformat(), says="Tes.")
    told = talk.hear(Checked(f"cek {CODE}", found))
    assert "asli" in told
    assert "tanggal lahir" not in told
    assert talk.state.asked.screen == "with_staff"
    assert [choice.token for choice in talk.last.choices] == [str(Token("with_staff", "", "end"))]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("checking")
    url = f"sqlite:///{folder / 'pandu.sqlite3'}"
    migrate(url)
    announced(url)
    values = {"PANDU_DATA_DIR": str(folder), "PANDU_NOW": "2025-12-18T08:00+07:00"}
    with TestClient(build_app(load(values))) as client:
        yield client


def test_the_page_tells_the_same(program: TestClient) -> None:
    found = program.get(f"/cek/{CODE.lower()}")
    assert found.status_code == 200
    assert "18 Desember 2025 pukul 10.00 WIB" in found.text
    assert "Tes pada hari Senin." in found.text
    assert f'href="/cek/{RALAT}"' in found.text
    assert f'href="/cek/{CODE}"' in program.get(f"/cek/{RALAT}").text
    assert "dihentikan" in program.get(f"/cek/{STOPPED}").text
    english = program.get(f"/cek/{CODE}", headers={"accept-language": "en"}).text
    assert "The test is on Monday." in english


def test_the_form_leads_to_the_page_of_the_code(program: TestClient) -> None:
    form = program.get("/cek")
    assert form.status_code == 200
    assert 'name="kode"' in form.text
    typed = program.get("/cek", params={"kode": f" {CODE.lower()} "}, follow_redirects=False)
    assert typed.status_code == 303
    assert program.get(typed.headers["location"]).status_code == 200


@pytest.mark.parametrize("code", [DRAFT, "AAAA-AAAA", "%3Cscript%3E"])
def test_an_unknown_code_warns_and_says_what_to_do(program: TestClient, code: str) -> None:
    found = program.get(f"/cek/{code}")
    assert found.status_code == 404
    assert "jangan dipercaya" in found.text
    assert "disppkukm.jakarta.go.id" in found.text
    assert "<script>" not in found.text


def test_who_tries_many_codes_is_held_back(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a bucket of its own, so that no other test is."""
    assert page.RATE.burst < 100
    monkeypatch.setattr(page, "RATE", Rate(burst=2, every=60))
    tries = [program.get(f"/cek/aaaa{number:04}") for number in range(3)]
    assert [each.status_code for each in tries] == [404, 404, 429]
    assert int(tries[-1].headers["retry-after"]) > 0
    assert "Mohon tunggu sebentar" in tries[-1].text


def _text(committed: Committed) -> str:
    assert committed.turn
    return "\n".join(message.text for message in committed.turn.messages)
