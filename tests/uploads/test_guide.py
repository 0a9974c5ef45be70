"""What is told of each upload before there is a file, and the drawing of a good one."""

import json
import re
from typing import Any

import pytest

from conversations.dialog.tokens import Token
from tests.conversations.dialog.talk import edition
from tests.uploads.conftest import Page

SLOTS = [slot.id for slot in edition().posting.slots]


def guide(page: Page, slot: str) -> dict[str, Any]:
    """As the page begins with it."""
    shown = page.client.get(page.url, headers={"accept": "text/html"}).text
    start = re.search(r'id="start">(.*?)</script>', shown)
    assert start
    guides: list[dict[str, Any]] = json.loads(start[1])["slots"]
    return next(each for each in guides if each["id"] == slot)


def test_kinds_mistakes_and_time_are_told(page: Page) -> None:
    told = " ".join(guide(page, "ktp")["told"])
    texts = edition().texts["id"].slots["ktp"]
    assert "PDF atau foto" in told
    assert texts.mistakes in told
    assert texts.lead in told
    assert "gambar (JPEG atau PNG)" in guide(page, "pas_foto")["told"][0]


def test_each_upload_has_its_drawing(page: Page) -> None:
    for slot in SLOTS:
        answer = page.client.get(guide(page, slot)["example"])
        assert answer.text == edition().examples[slot]
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("slot", ["nothing", "..%2Fposting.yaml", "kit"])
def test_there_is_no_other(page: Page, slot: str) -> None:
    assert page.client.get(f"/u/contoh/{slot}").status_code == 404


def test_the_talk_leads_to_it(page: Page) -> None:
    shown = page.visitor.says({"type": "pressed", "token": str(Token("slot", "ktp"))})
    link = next(e["message"]["links"][0] for e in reversed(shown) if "message" in e)
    assert link["label"] == "Contoh: KTP"
    answer = page.client.get(link["url"])
    assert answer.text == edition().examples["ktp"]
    assert answer.headers["cache-control"] == "no-cache"
