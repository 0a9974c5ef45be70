"""Pictures are drawn once, and those of an earlier announcement are still told from forgeries."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.clock import Clock
from bot.pictures import pictures as module
from bot.pictures.draw import HEIGHT, WIDTH, draw
from bot.pictures.pictures import Pictures
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.pictures.sheet import Line, Part
from conversations.pictures.sheets import sheets_of
from tests.conversations.dialog.talk import edition

PHRASES = load_phrases()
FIRST = next(iter(sheets_of(edition(), PHRASES)))


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return made(tmp_path)


def made(folder: Path) -> Pictures:
    dialog = Dialog(edition(), PHRASES)
    return Pictures(dialog, PHRASES, Clock(), folder / "pictures", "https://pandu.example")


async def test_a_picture_has_its_size_and_is_drawn_once(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls = []

    def counted(*given: object) -> bytes:
        calls.append(given)
        return draw(*given)  # type: ignore[arg-type] # handed through

    monkeypatch.setattr(module, "draw", counted)
    png = await pictures.png(FIRST.code)
    assert png == await pictures.png(FIRST.code)
    assert [given[1:] for given in calls] == [
        ("Periksa keaslian gambar", f"pandu.example/cek/{FIRST.code}")
    ]
    (tmp_path / "one.png").write_bytes(png or b"")
    with Image.open(tmp_path / "one.png") as image:
        assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")


@pytest.mark.parametrize("code", ["aaaaaaaa", "../../etc", "", "AAAAAAAA", "j4q5taed.json"])
async def test_a_code_of_nobody_has_no_picture(pictures: Pictures, code: str) -> None:
    assert await pictures.png(code) is None
    assert pictures.kept(code) is None


async def test_a_picture_of_an_earlier_announcement_stays_known(tmp_path: Path) -> None:
    before = made(tmp_path).kept(FIRST.code)
    after = made(tmp_path)
    texts = {lang: replace(words, title="Lain") for lang, words in edition().texts.items()}
    after._dialog.serve(replace(edition(), texts=texts))  # noqa: SLF001 - as an amendment does
    assert FIRST.code not in after.now()
    assert after.kept(FIRST.code) == before
    assert await after.png(FIRST.code)


async def test_only_so_many_stay_in_memory(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    monkeypatch.setattr(module, "draw", lambda sheet, *_: sheet.code.encode())
    codes = list(pictures.now())
    assert [await pictures.png(code) for code in codes] == [code.encode() for code in codes]
    assert len(pictures._drawn) == 1  # noqa: SLF001 - how much it holds shows nowhere else


@pytest.mark.parametrize("count", [1, 200])
def test_far_too_much_is_drawn_smaller_on_one_page(count: int) -> None:
    lines = (Line("Sebuah persyaratan yang cukup panjang untuk satu baris"),) * count
    sheet = replace(FIRST, parts=(Part("list", lines, "Wajib"),))
    assert draw(sheet, "Periksa", "pandu.example/cek/x").startswith(b"\x89PNG")


def test_words_that_look_like_markup_stay_words() -> None:
    sheet = replace(FIRST, title='#panic("x") $1$ *a* _b_ <c> \\', note="@d [e]")
    assert draw(sheet, "#f", "x/y").startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("pictures")
    found = settings.load({"PANDU_DATA_DIR": str(folder)}, demo=True)
    with TestClient(build_app(found), "http://testserver") as client:
        yield client


def test_the_web_serves_pictures_by_their_codes(program: TestClient) -> None:
    found = program.get(f"/gambar/{FIRST.code}.png")
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    assert "max-age" in found.headers["cache-control"]
    assert program.get("/gambar/aaaaaaaa.png").status_code == 404


@pytest.mark.parametrize("code", [FIRST.code, FIRST.code.upper()])
def test_a_genuine_picture_is_told_with_its_words_and_its_day(
    program: TestClient, code: str
) -> None:
    page = program.get(f"/cek/{code}", headers={"Accept-Language": "id"})
    assert page.status_code == 200
    assert "img-src 'self'" in page.headers["content-security-policy"]
    for said in ("asli dari Pandu", "berlaku sekarang", "Dibuat: ", "Pendaftaran ditutup."):
        assert said in page.text
    assert f"/gambar/{FIRST.code}.png" in page.text


def test_any_other_code_is_said_to_be_unknown(program: TestClient) -> None:
    page = program.get("/cek/<b>x", headers={"Accept-Language": "en"})
    assert page.status_code == 404
    assert "not known" in page.text
    assert "genuinely" not in page.text
