"""The kit as people get it: names, order, hashes, and a cover sheet of one page."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipFile

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inspection.cover import MOST_NOTES, STANDINGS
from bot.inspection.enclosed import Kit
from bot.inspection.kit import build_kit
from bot.inspection.kit_names import file_name
from bot.postings import find_posting, load_edition
from bot.texts import load_phrases
from conversations.documents.checklist import checklist
from conversations.documents.findings import Finding
from conversations.documents.paper import Paper
from conversations.eligibility.wording import Words, words_of
from tests.inspection import make_files as make

AT = datetime(2025, 12, 20, 7, 5, tzinfo=UTC)
PDF, JPEG = make.text_pdf(1), make.jpeg(make.card(200))
Found = Mapping[str, Sequence[Finding]]


@cache
def words(language: str = "id") -> Words:
    edition = load_edition(find_posting("ppkukm-koperasi-2026"))
    return words_of(edition, load_phrases()[language])


def kit_of(
    counts: Mapping[str, int],
    found: Found | None = None,
    person: str = "Budi Santoso",
    at: datetime = AT,
) -> Kit:
    """`counts` says how many papers each slot has; pictures in the slots of cards and photos."""
    papers: dict[str, Paper] = {}
    files: dict[int, bytes] = {}
    for slot, count in counts.items():
        for _ in range(count):
            number = len(papers) + 1
            picture = slot in {"ktp", "pas_foto"}
            papers[str(number)] = Paper(
                number, "x", f"2025-12-19T00:00:{number:02}", slot=slot, state="looked",
                kind="jpeg" if picture else "pdf", findings=tuple((found or {}).get(slot, ())),
            )  # fmt: skip
            files[number] = JPEG if picture else PDF
    return Kit(person, checklist(words().posting, papers), files, at)


SLOTS = [slot.id for slot in words().posting.slots]
WHOLE = dict.fromkeys(SLOTS, 1) | {"bukti_pengalaman": 2}


def opened(kit: Kit, language: str = "id") -> ZipFile:
    return ZipFile(BytesIO(build_kit(kit, words(language))))


def cover_text(kit: Kit, language: str = "id") -> str:
    """The text of the cover sheet, which has one page."""
    archive = opened(kit, language)
    sheet = pypdfium2.PdfDocument(archive.read(archive.namelist()[0]))
    assert len(sheet) == 1
    text = sheet[0].get_textpage().get_text_range()
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_files_are_named_in_the_order_of_the_form() -> None:
    assert opened(kit_of(WHOLE)).namelist() == [
        "00_Lembar-Ringkasan_BUDI-SANTOSO.pdf",
        "01_Surat-Lamaran_BUDI-SANTOSO.pdf",
        "02_Pas-Foto_BUDI-SANTOSO.jpg",
        "03_Ijazah_BUDI-SANTOSO.pdf",
        "04_Transkrip-Nilai_BUDI-SANTOSO.pdf",
        "05_KTP_BUDI-SANTOSO.jpg",
        "06_NPWP_BUDI-SANTOSO.pdf",
        "07_NIB_BUDI-SANTOSO.pdf",
        "08_Daftar-Riwayat-Hidup-CV_BUDI-SANTOSO.pdf",
        "09_Portofolio-Pekerjaan_BUDI-SANTOSO.pdf",
        "10_Sertifikat-Perkoperasian_BUDI-SANTOSO.pdf",
        "11_Bukti-Pengalaman-Kerja-1_BUDI-SANTOSO.pdf",
        "11_Bukti-Pengalaman-Kerja-2_BUDI-SANTOSO.pdf",
    ]


def test_a_number_stays_with_its_slot_where_others_are_missing() -> None:
    names = opened(kit_of({"nib": 1, "ktp": 1})).namelist()
    assert [name[:7] for name in names] == ["00_Lemb", "05_KTP_", "07_NIB_"]


def test_what_is_inside_is_what_was_given_and_stored_as_it_is() -> None:
    archive = opened(kit_of(WHOLE))
    assert archive.testzip() is None
    for entry in archive.infolist()[1:]:
        assert archive.read(entry) == (JPEG if entry.filename.endswith("jpg") else PDF)
        assert entry.compress_type == ZIP_STORED
        assert entry.date_time == (2025, 12, 20, 14, 5, 0)


def test_the_same_kit_is_the_same_bytes() -> None:
    assert build_kit(kit_of(WHOLE), words()) == build_kit(kit_of(WHOLE), words())


def test_what_is_refused_stays_out_and_is_told() -> None:
    kit = kit_of({"nib": 1, "cv": 1}, {"nib": [Finding("encrypted_pdf")]})
    assert [name[:3] for name in opened(kit).namelist()] == ["00_", "08_"]
    text = cover_text(kit)
    assert "Perlu diganti" in text
    assert "NIB: PDF ini terkunci kata sandi. Mohon hapus kata sandinya" in text


def test_the_cover_sheet_says_who_what_when_and_that_it_is_no_application() -> None:
    found = {"ktp": [Finding("blurry", 1), Finding("blurry", 2)], "ijazah": [Finding("rotated")]}
    text = cover_text(kit_of({"ktp": 2, "ijazah": 1, "cv": 1}, found))
    for told in (
        "Budi Santoso",
        words().texts.title,
        words().posting.form_url,
        "Ini bukan pendaftaran",
        "paling lambat 22 Desember 2025 pukul 16.00 WIB",
        "Dibuat 20 Desember 2025 pukul 14.05 WIB",
        "3 dari 11 sudah ada",
        "Perlu dicek", "Siap", "Belum ada",
        "Halamannya tampak miring atau terbalik.",
    ):  # fmt: skip
        assert told in text
    assert text.count("Gambarnya tampak kabur.") == 1
    assert "lulus" not in text.casefold()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_hash_of_each_file_is_on_the_sheet(language: str) -> None:
    kit = kit_of(WHOLE)
    packed = re.sub(r"\s", "", cover_text(kit, language))
    for name in opened(kit, language).namelist()[1:]:
        assert name in packed
    for data in (JPEG, PDF):
        assert sha256(data).hexdigest() in packed


def test_after_the_closing_nobody_is_sent_to_the_form() -> None:
    closed = words().posting.closes.replace(tzinfo=words().posting.tz)
    text = cover_text(kit_of({}, at=closed))
    assert "sudah ditutup pada 22 Desember 2025 pukul 16.00 WIB" in text
    assert "paling lambat" not in text


def test_in_english() -> None:
    text = cover_text(kit_of({"cv": 1}), "en")
    assert "This is not an application" in text
    assert "1 of 11 are here" in text
    assert "until 22 December 2025 at 16.00 WIB" in text


@pytest.mark.parametrize(
    "person", ["#panic() *x* _y_ $z$ `q` \\ @a <b> //c", "<b>Budi</b> & {{7*7}} %n"]
)
def test_what_people_write_is_never_markup(person: str) -> None:
    assert person in cover_text(kit_of({}, person=person))


@pytest.mark.parametrize("person", ["Bu\u202edi", "Bu\0di", "Bu\ud800di", "Bu\u200b\ndi"])
def test_a_name_is_shown_without_signs_that_hide_or_break(person: str) -> None:
    assert "Bu di" in cover_text(kit_of({}, person=person))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("each", [0, 1, 3, 9])
def test_the_sheet_has_one_page_however_much_there_is(language: str, each: int) -> None:
    notes = [Finding("blurry"), Finding("too_dark"), Finding("unreadable_by_machine")]
    kit = kit_of(dict.fromkeys(SLOTS, each), dict.fromkeys(SLOTS, notes), "Nama Panjang " * 9)
    text = cover_text(kit, language)
    more = 3 * len(SLOTS) - MOST_NOTES
    assert (f"dan {more} catatan lain" in text or f"and {more} more notes" in text) is (each > 0)


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("Budi Santoso", "BUDI-SANTOSO"),
        ("Siti Aisyah, S.E., M.M.", "SITI-AISYAH"),
        ("Ni Luh Putu Ayu D\u2019Arc", "NI-LUH-PUTU-AYU-D-ARC"),
        ("Zoë Müller", "ZOE-MULLER"),
        ("../../etc/passwd", "ETC-PASSWD"),
        ("C:\\x\0\u202egpj.exe", "C-X-GPJ-EXE"),
        ("陈美玲", "PELAMAR"),
        ("", "PELAMAR"),
        ("A" * 300, "A" * 40),
    ],
)
def test_a_name_becomes_plain_letters(person: str, shown: str) -> None:
    assert file_name(3, "Ijazah", person, PDF) == f"03_Ijazah_{shown}.pdf"


@given(st.text(), st.text(), st.integers(0, 99))
def test_no_name_leads_anywhere(title: str, person: str, number: int) -> None:
    name = file_name(number, title, person, JPEG)
    assert re.fullmatch(r"\d\d_[A-Za-z0-9-]{1,40}_[A-Z0-9-]{1,40}\.jpg", name)
    assert PurePosixPath(name).name == name


def test_every_standing_has_its_word_and_both_languages_the_same_sentences() -> None:
    spoken = {language: phrases.keys() for language, phrases in load_phrases("kit").items()}
    assert spoken["id"] == spoken["en"]
    assert {f"kit.standing.{name}" for name in STANDINGS} <= spoken["id"]
