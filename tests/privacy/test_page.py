"""/privasi says who, what, why, for how long and which rights; and copies are given once."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.postings import SHIPPED
from bot.texts import load_phrases
from conversations.dialog.commands import command
from tests.channels.webchat.conftest import HERE, Visitor
from tests.uploads.conftest import press

SLUG = "ppkukm-koperasi-2026"


def link(entries: list[dict[str, Any]]) -> str:
    """To the copy."""
    found = (each for entry in entries for each in entry.get("message", {}).get("links", []))
    url = next(each["url"] for each in found if each["to"] == "copy")
    return str(url).removeprefix(HERE)


@pytest.fixture
def applicant(visitor: Visitor) -> Visitor:
    press(visitor, "Setuju")
    press(visitor, "Sudah saya baca")
    visitor.types("14 Mei 1990")
    return visitor


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_notice_says_everything_and_invents_nobody(program: TestClient, language: str) -> None:
    page = program.get(f"/privasi?lang={language}").text
    assert f'<html lang="{language}">' in page
    assert "Dinas PPKUKM" in page
    for said in ("UU 27/2022", "3 x 24"):
        assert said in page
    words = load_phrases()[language]
    assert page.count(words("privacy.contact.no_officer").partition("{")[0]) == 1
    end = {"id": "30 Januari 2026", "en": "30 January 2026"}
    assert end[language] in page


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_words_it_names_are_understood(language: str) -> None:
    words = load_phrases()[language]
    for place in ("mydata", "correct", "erase", "withdraw", "stop"):
        assert command(words(f"privacy.rights.{place}.say")) == place


def test_a_copy_is_shown_and_then_given_once(
    applicant: Visitor, newcomer: Callable[[], Visitor]
) -> None:
    url = link(applicant.types("data saya"))
    somebody = newcomer().client
    for _ in range(3):
        assert "Unduh salinan" in applicant.client.get(url, headers={"Accept-Language": "id"}).text
    answer = applicant.client.post(url)
    assert answer.headers["content-disposition"] == 'attachment; filename="data-saya.json"'
    assert answer.headers["cache-control"] == "no-store"
    copy = answer.json()
    assert copy["facts"]["birth_date"]["value"] == "1990-05-14"
    said = [line["text"] for line in copy["conversation"] if line["from"] == "me"]
    assert "14 Mei 1990" in said
    assert "consent_given" in [each["act"] for each in copy["processing"]]
    for again in (applicant.client.post(url), somebody.post(url), somebody.get(url)):
        assert again.status_code == 410
        assert "1990" not in again.text


@pytest.mark.parametrize("token", ["x", "A" * 43, "a" * 44, "%2e%2e"])
def test_a_made_up_link_gives_nothing(program: TestClient, token: str) -> None:
    assert program.get(f"/privasi/salinan/{token}").status_code in {404, 410}
    assert program.post(f"/privasi/salinan/{token}").status_code in {404, 405, 410}


def test_a_link_is_over_after_a_day(applicant: Visitor) -> None:
    url = link(applicant.types("data saya"))
    desk = applicant.chat.desk
    desk.move_clock(desk.clock().now + timedelta(hours=25))
    assert applicant.client.post(url).status_code == 410


def test_what_the_dinas_filled_in_is_said(tmp_path: Path) -> None:
    folder = copytree(SHIPPED / SLUG, tmp_path / SLUG)
    (folder / "privacy.yaml").write_text(
        'contact: "Unit Data <x@contoh.id>"\nofficer: "Pejabat Contoh"\n'
        "grace_hours: 0\nkeep: {sent: 90}\n"
    )
    values = {"PANDU_DATA_DIR": str(tmp_path / "data"), "PANDU_POSTING": str(folder)}
    with TestClient(build_app(settings.load(values, demo=True)), HERE) as program:
        page = program.get("/privasi?lang=id").text
    assert "Unit Data &lt;x@contoh.id&gt;" in page
    assert "Pejabat Contoh" in page
    assert "31 Maret 2026" in page
    assert "masih dapat dibatalkan" not in page


def test_each_language_says_the_same() -> None:
    texts = load_phrases()
    for key in (each for each in texts["id"].keys() if each.startswith(("privacy.", "rights."))):  # noqa: SIM118 - no mapping
        places = [sorted(re.findall(r"{\w+}", texts[name](key))) for name in ("id", "en")]
        assert places[0] == places[1], key


def test_a_copy_is_json_that_says_its_format(applicant: Visitor) -> None:
    copy = msgspec.json.decode(applicant.client.post(link(applicant.types("data saya"))).content)
    assert copy["format"] == "pandu-person-1"
    assert copy["addresses"][0]["channel"] == "webchat"
    assert copy["posting"] == SLUG
