import gzip
import re
from pathlib import Path

import pytest

from bot.channels.webchat.assets import FOLDER, Assets
from tests.channels.webchat.conftest import Visitor


def test_the_address_follows_the_contents(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    first = Assets(tmp_path)
    assert Assets(tmp_path).url("a.js") == first.url("a.js")
    (tmp_path / "a.js").write_text("2")
    assert Assets(tmp_path).url("a.js") != first.url("a.js")
    with pytest.raises(KeyError):
        first.url("b.js")


def test_browsers_keep_a_file_for_good(visitor: Visitor) -> None:
    response = visitor.client.get(Assets().url("chat.js"))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_from_before_an_update_gets_todays_file(visitor: Visitor) -> None:
    response = visitor.client.get("/chat/static/000000000000/chat.js")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["nothing.js", "..%2fassets.py", "%2e%2e", "chat.js%00"])
def test_nothing_else_is_served(visitor: Visitor, name: str) -> None:
    assert visitor.client.get(f"/chat/static/000000000000/{name}").status_code == 404


@pytest.mark.parametrize(("name", "coding"), [("chat.js", "gzip"), ("inter.woff2", None)])
def test_text_is_pressed_once_for_all(visitor: Visitor, name: str, coding: str | None) -> None:
    response = visitor.client.get(Assets().url(name), headers={"Accept-Encoding": "gzip"})
    assert response.headers.get("Content-Encoding") == coding
    assert response.content == (FOLDER / name).read_bytes()


def test_the_page_is_light() -> None:
    sizes = {".woff2": 0, ".js": 0, ".css": 0}
    for file in FOLDER.iterdir():
        if file.suffix in sizes:
            body = file.read_bytes()
            sizes[file.suffix] += len(body if file.suffix == ".woff2" else gzip.compress(body))
    assert sizes[".woff2"] < 60_000
    assert sizes[".js"] < 20_000
    assert sizes[".css"] < 8_000


def test_the_letters_come_with_their_licence() -> None:
    assert "SIL Open Font License" in (FOLDER / "inter-licence.txt").read_text()


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in FOLDER.glob("*.*"):
        if file.suffix in {".js", ".css"}:
            addresses = re.findall(r"https?://[\w.-]+", file.read_text())
            assert set(addresses) <= {"http://www.w3.org"}, file.name


def test_scripts_never_make_markup_of_text() -> None:
    for file in FOLDER.glob("*.js"):
        found = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", file.read_text()
        )
        assert found == [], file.name
