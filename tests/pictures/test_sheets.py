"""What pictures say comes from the posting, in both languages, and another posting gets its own."""

import pytest
from msgspec.structs import replace

from bot.postings import load_edition
from bot.texts import load_phrases
from conversations.pictures.sheet import Sheet
from conversations.pictures.sheets import sheets_of
from conversations.posting.edition import Edition
from tests.conversations.dialog.talk import edition
from tests.postings.test_balai_contoh import FOLDER

OTHER = load_edition(FOLDER)
PHRASES = load_phrases()


def named(of: Edition, name: str, language: str = "id") -> Sheet:
    return next(s for s in sheets_of(of, PHRASES) if (s.name, s.language) == (name, language))


def test_each_posting_has_its_own_in_each_language() -> None:
    names = ["schedule", "requirements", "files", "how"]
    shipped = [(sheet.language, sheet.name) for sheet in sheets_of(edition(), PHRASES)]
    assert shipped == [(lang, name) for lang in ("id", "en") for name in [*names, "infografis"]]
    other = [(sheet.language, sheet.name) for sheet in sheets_of(OTHER, PHRASES)]
    assert other == [(lang, name) for lang in ("id", "en") for name in names]


def test_the_closing_stands_out_among_the_dates() -> None:
    lines = named(edition(), "schedule").parts[0].lines
    strong = [(line.head, line.text) for line in lines if line.strong]
    assert strong == [("22 Desember 2025 pukul 16.00 WIB", "Pendaftaran ditutup.")]


def test_a_date_behind_what_happens_still_leads() -> None:
    lines = named(OTHER, "schedule").parts[0].lines
    assert ("16 sampai 18 Maret 2026", "Seleksi administrasi") in [(x.head, x.text) for x in lines]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_requirement_and_every_file_is_on_its_picture(language: str) -> None:
    for of in (edition(), OTHER):
        texts = of.texts[language]
        told = named(of, "requirements", language).alt
        assert all(f"- {one.title}" in told for one in texts.requirements.values())
        told = named(of, "files", language).alt
        assert all(f"- {one.name}" in told for one in texts.slots.values())
        assert all(f"- {one}" in told for one in texts.later_papers.values())


def test_a_stage_without_a_date_is_said_to_have_none() -> None:
    told = named(edition(), "how").alt
    assert "- Wawancara: Tanggal tidak disebut dalam pengumuman" in told
    assert "- Seleksi Administrasi: 19-23 Desember 2025; hasil 24 Desember 2025" in told


def test_what_is_the_news_sites_is_marked_and_nothing_else() -> None:
    for sheet in sheets_of(edition(), PHRASES):
        assert bool(sheet.mark) == (sheet.name == "infografis")
    told = named(edition(), "infografis").alt
    for said in ("bukan dari Dinas PPKUKM", "2.000+", "35%", "60%+", "Peningkatan Omset", "40%"):
        assert said in told


def test_a_code_changes_with_what_the_picture_says() -> None:
    every = [sheet.code for of in (edition(), OTHER) for sheet in sheets_of(of, PHRASES)]
    assert len(set(every)) == len(every)
    sheet = named(edition(), "how")
    assert replace(sheet).code == sheet.code
    assert replace(sheet, note="Bayar dahulu.").code != sheet.code


def test_a_posting_without_dates_has_no_picture_of_them() -> None:
    bare = replace(OTHER, posting=replace(OTHER.posting, schedule=(), stages=(), slots=()))
    names = {sheet.name for sheet in sheets_of(bare, PHRASES)}
    assert "schedule" not in names
    assert "how" not in names
