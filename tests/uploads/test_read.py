"""A card through the whole program: uploaded, read, spoken of, and confirmed into an answer."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot import app
from bot.inspection.reading.reader import Reader
from tests.channels.webchat.conftest import Visitor
from tests.inspection import make_files as make
from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.seen.ktp import card
from tests.uploads.conftest import Page, press
from tests.uploads.test_trouble import acts

WHO = person(Random(7))


@pytest.fixture
def lettered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "Reader", Reader)


@pytest.mark.usefixtures("lettered", "variables")
class TestRead:
    @pytest.fixture
    def read(self, lettered: None, page: Page) -> Page:
        """Asked for in this order: the program is made with what reads."""
        page.sends("foto.jpg", make.jpeg(card(WHO)))
        page.looked()
        return page

    def test_what_stands_on_a_card_becomes_an_answer_once_it_is_confirmed(self, read: Page) -> None:
        told = [e["message"]["text"] for e in read.visitor.reads() if "message" in e]
        assert any("KTP" in text and f"{WHO.born:%Y}" in text for text in told)
        assert not any(WHO.nik in text for text in told)
        press(read.visitor, "Benar")
        assert read.line("ktp")["papers"]

    def test_the_same_card_of_another_is_noted_for_staff_and_told_to_nobody(
        self, read: Page, newcomer: Callable[[], Visitor], tmp_path: Path
    ) -> None:
        other = newcomer()
        other.open()
        other.comes()
        press(other, "Setuju")
        press(other, "Sudah saya baca")
        theirs = Page(other.client, other.client.post("/u/new").text, other)
        theirs.sends("KTP.jpg", make.jpeg(card(WHO), quality=80), slot="ktp")
        theirs.looked()
        assert acts(tmp_path, "card_also_elsewhere") == 1
        assert read.line("ktp")["papers"]
