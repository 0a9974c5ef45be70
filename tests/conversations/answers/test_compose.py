"""The shape of an answer: what comes first, what is spared, how long it may be."""

from datetime import datetime

import pytest

from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.answers.compose import Part, Tellers, fitted, tell, unsure, warn
from conversations.answers.moments import Moments
from conversations.eligibility.wording import words_of
from conversations.posting.answers import Entry

EDITION = load_edition(SHIPPED / "ppkukm-koperasi-2026")
PHRASES = load_phrases()
ENTRY = {entry.id: entry for entry in EDITION.answers.entries}


def tellers(language: str = "id", now: str = "", *, zones: bool = False) -> Tellers:
    words, main = (words_of(EDITION, PHRASES[name]) for name in (language, "id"))
    moments = Moments(words, datetime.fromisoformat(now)) if now else None
    return Tellers(words, words if language == "id" else main, moments, zones)


def test_an_answer_is_the_clause_with_its_id() -> None:
    assert tell(ENTRY["umum-9"], tellers()) == "- Wajib mempunyai laptop pribadi. [umum-9]"


def test_in_english_the_indonesian_words_stand_beside_a_few_clauses() -> None:
    told = tell(ENTRY["umum-9"], tellers("en"))
    assert "A laptop of one's own is a must. [umum-9]" in told
    assert told.endswith("Wajib mempunyai laptop pribadi.")
    told = tell(ENTRY["schedule"], tellers("en"))
    assert ("pendaftaran ditutup" in told, "kontrak" in told) == (True, False)
    assert "In Indonesian" not in tell(ENTRY["requirements"], tellers("en"))


def test_silence_is_said_with_what_is_near_and_where_to_look() -> None:
    told = tell(ENTRY["pay"], tellers())
    assert told.startswith("Pengumuman tidak menyebut besar remunerasi.")
    assert "[prinsip-9]" in told
    assert "www.disppkukm.jakarta.go.id" in told.splitlines()[-1]
    bare = Entry("x", (), ("x",), "not_in_posting", subject={"id": "itu"})
    assert "Yang disebut" not in tell(bare, tellers())


def test_news_and_general_information_are_marked() -> None:
    assert "bukan ketentuan rekrutmen" in tell(ENTRY["riset-1"], tellers())
    assert "Informasi umum, bukan dari pengumuman: SIKaP" in tell(ENTRY["khusus-2"], tellers())


def test_all_requirements_are_shown_by_title() -> None:
    told = tell(ENTRY["requirements"], tellers())
    assert "- Usia 25 sampai 55 tahun [umum-3]" in told
    assert told.count("\n") == len(EDITION.posting.requirements) - 1


def test_files_are_counted() -> None:
    assert "Ada 11 jenis berkas" in tell(ENTRY["files"], tellers())


@pytest.mark.parametrize(("now", "told"), [
    ("", ["[jadwal-1]", "[jadwal-5]"]),
    ("2025-12-24T09:00", ["Hari ini 24 Desember 2025.", "(hari ini) [jadwal-4]", "Berikutnya:"]),
    ("2025-12-26T09:00", ["Tidak ada jadwal", "(5 hari lagi) [jadwal-5]"]),
    ("2025-12-31T09:00", ["(hari ini) [jadwal-5]"]),
    ("2026-01-02T09:00", ["sudah lewat"]),
])  # fmt: skip
def test_today(now: str, told: list[str]) -> None:
    text = tell(ENTRY["today"], tellers(now=now))
    assert all(one in text for one in told)


def test_zones_are_told_where_they_are_asked_for() -> None:
    assert "17.00 WITA" in tell(ENTRY["jadwal-2"], tellers(zones=True))
    assert "WITA" not in tell(ENTRY["umum-9"], tellers(zones=True))


@pytest.mark.parametrize("kind", ["result", "others", "money", "code", "insider", "account"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_sensitive_kind_warns_and_names_the_portal(kind: str, language: str) -> None:
    told = warn(kind, EDITION.answers.sensitive[kind], tellers(language))
    assert EDITION.posting.portal in told
    assert PHRASES["id"](f"answers.sensitive.{kind}") in told
    assert (PHRASES[language]("answers.keep") in told) == (kind in {"money", "code", "account"})


def test_what_is_unsure_says_what_is_nearest() -> None:
    assert "[umum-9]" in unsure(["umum-9"], tellers())
    assert "Yang disebut" not in unsure([], tellers())


def test_what_can_be_spared_goes_first_and_at_last_the_end() -> None:
    parts = [Part("a" * 40), Part("b" * 40, 1), Part("c" * 40, 3), Part("")]
    assert fitted(parts, 200) == "\n\n".join(part.text for part in parts[:3])
    assert fitted(parts, 100) == f"{'a' * 40}\n\n{'b' * 40}"
    assert fitted(parts, 50) == "a" * 40
    assert fitted([Part("one\ntwo\nthree")], 9) == "one\ntwo\n..."


def test_what_else_may_have_been_meant_is_said_as_a_guess() -> None:
    told = tell(ENTRY["umum-9"], tellers(), ["umum-14"])
    assert "Mungkin juga yang dimaksud:\n- Terdaftar" in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_somebody_in_distress_gets_kind_words_and_a_number(language: str) -> None:
    told = warn("distress", (), tellers(language))
    assert "119" in told
    assert EDITION.posting.portal not in told
