"""Reading the announcement by topic, in short pages, and back to where the talk was."""

import re

import pytest
from msgspec.structs import replace

from bot.postings import load_edition
from bot.texts import load_phrases
from conversations.dialog.browse import topics
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from conversations.posting.edition import Edition
from tests.conversations.dialog.talk import Talk, edition, started
from tests.postings.test_balai_contoh import FOLDER

OTHER = load_edition(FOLDER)
MOST_TEXT, ROWS, ROW, BUTTONS, BUTTON = 4096, 10, 24, 3, 20


def read_all(talk: Talk, topic: str) -> str:
    """Every page of a topic, one after the other."""
    said = [talk.hear(Pressed(f"browse:{topic}::0"))]
    while any(choice.label in {"Selanjutnya", "Next"} for choice in talk.last.choices):
        said.append(talk.press({"id": "Selanjutnya", "en": "Next"}[talk.state.language]))
    return "\n".join(said)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("of", [edition(), OTHER], ids=["shipped", "other"])
def test_every_clause_is_read_in_pages_that_every_channel_can_show(
    of: Edition, language: str
) -> None:
    talk = Talk(talker=Dialog(of, load_phrases()))
    talk.open(language)
    said = "\n".join(read_all(talk, topic.id) for topic in topics(of.posting))
    for clause in of.texts[language].clauses.values():
        assert said.count(f"- {clause}") == 1
    for message in talk.messages:
        labels = [choice.label for choice in message.choices]
        assert len(message.text) <= MOST_TEXT
        assert len(labels) <= ROWS
        assert max(map(len, labels), default=0) <= (BUTTON if len(labels) <= BUTTONS else ROW)


@pytest.mark.parametrize(("words", "key", "told"), [
    ("syarat", "browse:requirements", "Usia pelamar paling rendah 25 tahun"),
    ("jadwal", "browse:schedule", "31 Desember 2025: kontrak ditandatangani"),
    ("isi pengumuman", "info", "Bagian mana dari pengumuman"),
    ("gambar", "pictures", "Pilih gambar"),
])  # fmt: skip
def test_words_lead_to_a_topic_and_back_to_the_question(words: str, key: str, told: str) -> None:
    talk = started()
    talk.say("14 Mei 1990")
    assert told in talk.say(words)
    assert talk.keys == [key]
    talk.press("Kembali")
    assert talk.keys == ["question:education"]


def test_the_menu_holds_every_topic_on_its_pages() -> None:
    talk = started()
    talk.say("isi pengumuman")
    first = [choice.label for choice in talk.last.choices]
    talk.press("Selanjutnya")
    second = [choice.label for choice in talk.last.choices]
    assert first[:3] == ["Persyaratan", "Berkas", "Jadwal"]
    assert "Dari situs berita" in second
    talk.press("Topik pertama", "Kembali")
    assert talk.keys == ["question:birth_date"]


def test_what_is_the_news_sites_is_marked() -> None:
    talk = started()
    assert "*bukan* dari Dinas PPKUKM" in read_all(talk, "news")
    assert "bukan* dari" not in read_all(talk, "schedule")


@pytest.mark.parametrize("key", ["-gone", "news~99", "news~x", "~0", ""])
def test_a_button_of_what_is_not_there_says_so(key: str) -> None:
    talk = started()
    talk.hear(Pressed(f"browse:{key}::0"))
    assert talk.keys == ["question:birth_date"]


def test_a_posting_without_dates_shows_the_menu_instead() -> None:
    talk = Talk(talker=Dialog(_without_schedule(), load_phrases()))
    talk.open()
    talk.say("jadwal")
    assert talk.keys == ["info"]


def _without_schedule() -> Edition:
    return replace(OTHER, posting=replace(OTHER.posting, schedule=()))


def test_every_picture_is_shown_with_all_its_words_and_its_code() -> None:
    talk = started()
    talk.say("gambar")
    tokens = [one.token for one in talk.last.choices if one.token.startswith("picture:")]
    assert len(tokens) == 5
    for token in tokens:
        told = talk.hear(Pressed(token))
        image = talk.last.image
        assert image is not None
        assert re.fullmatch(r"[a-z2-9]{8}", image.code)
        assert f"/cek/{image.code}" in told
        assert image.alt in told
        talk.press("Gambar lain")
    talk.press("Kembali")
    assert talk.keys == ["question:birth_date"]


def test_a_topic_offers_its_picture() -> None:
    talk = started()
    talk.say("jadwal")
    talk.press("Lihat gambarnya")
    assert talk.keys == ["picture:schedule"]
    assert talk.last.image
    assert talk.last.image.name == "schedule"
