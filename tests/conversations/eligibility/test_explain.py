import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from conversations.eligibility.assess import assess
from conversations.eligibility.explain import Explanation, explain
from conversations.eligibility.profile import values_of
from tests.conversations.eligibility.shipped import (
    CLOSES,
    EDITION,
    OPENS,
    PHRASES,
    POSTING,
    PROFILES,
    TWO_DAYS_LEFT,
    period,
    point,
    told,
)

CLOSING = "22 Desember 2025 pukul 16.00 WIB"


def explained(line: dict[str, Any], language: str, now: datetime = OPENS) -> Explanation:
    known = values_of(POSTING, line["profile"])
    return explain(EDITION, PHRASES[language], known, assess(POSTING, known), now)


@pytest.mark.parametrize("language", PHRASES)
def test_every_reason_is_one_whole_sentence(language: str) -> None:
    odd = {
        one.reason
        for line in PROFILES
        for one in explained(line, language).points
        if not re.fullmatch(r"[A-Z0-9][^{}\n]*\.", one.reason) or re.search(r"\. [A-Z]", one.reason)
    }
    assert odd == set()


@pytest.mark.parametrize("language", PHRASES)
def test_what_is_not_met_always_has_a_way_on(language: str) -> None:
    for line in PROFILES:
        for one in explained(line, language).points:
            assert bool(one.remedy) == bool(one.possible) == (one.verdict != "met")
            assert (one.possible == "answer_first") == (one.verdict in {"unsure", "unanswered"})
            assert bool(one.timing) == (one.possible not in {"", "never"})


def test_no_sentence_of_the_product_promises_or_refuses() -> None:
    for phrases in PHRASES.values():
        words = " ".join(
            phrases(key) for key in sorted(phrases.keys()) if key.startswith("eligibility.")
        )
        assert not re.search(r"lulus|ditolak|\bpass(ed)?\b|reject", words)


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    one, other = PHRASES["id"], PHRASES["en"]
    assert one.keys() == other.keys()
    places = re.compile(r"{(\w+)}")
    free = {"eligibility.shortest.answers", "eligibility.shortest.in_time",
            "eligibility.shortest.in_time_answers"}  # fmt: skip
    for key in one.keys() - free:
        assert set(places.findall(one(key))) == set(places.findall(other(key))), key


REASONS = [
    ({}, "umum-1", "Bapak/Ibu berkewarganegaraan Indonesia (WNI)."),
    ({}, "umum-2", "Persyaratan ini terbuka bagi pria atau wanita."),
    ({"gender": None}, "umum-2", "Persyaratan ini terbuka bagi pria atau wanita."),
    ({}, "umum-3", "Usia Bapak/Ibu 35 tahun pada 22 Desember 2025, di antara 25 dan 55 tahun."),
    ({"birth_date": "2000-12-23"}, "umum-3",
     "Usia Bapak/Ibu 24 tahun pada 22 Desember 2025, sedangkan yang diminta 25 sampai 55 tahun."),
    ({"birth_date": "2000-12"}, "umum-3",
     ("Lahir pada Desember 2000 berarti berusia 24 atau 25 tahun pada 22 Desember 2025, sehingga"
     " tanggal lengkapnya menentukan.")),
    ({"birth_date": None}, "umum-3", "Belum dijawab: tanggal lahir."),
    ({"birth_date": None, "age": 34}, "umum-3",
     "Usia yang disebut 34 tahun, dan tanggal lahir masih diperlukan untuk memastikannya."),
    ({}, "umum-4", "S1 yang sudah selesai memenuhi minimal D4/S1/Sarjana Terapan."),
    ({"education": [{"level": "D3", "status": "lulus"}]}, "umum-4",
     "Pendidikan yang sudah selesai adalah D3, masih di bawah minimal D4/S1/Sarjana Terapan."),
    ({"education": [{"level": "D3", "status": None}]}, "umum-4",
     "Pendidikan yang disebut adalah D3, masih di bawah minimal D4/S1/Sarjana Terapan."),
    ({"education": [{"level": "S1", "status": "berjalan"}]}, "umum-4",
     "S1 belum selesai, sedangkan yang diminta minimal D4/S1/Sarjana Terapan yang sudah selesai."),
    ({"education": [{"level": "S1", "status": "putus"}, {"level": "D3", "status": "lulus"}]},
     "umum-4",
     "S1 belum selesai dan yang sudah selesai baru D3, di bawah minimal D4/S1/Sarjana Terapan."),
    ({"education": []}, "umum-4",
     "Belum ada pendidikan yang disebut, sedangkan yang diminta minimal D4/S1/Sarjana Terapan."),
    ({"education": [{"level": "S2", "status": None}]}, "umum-4",
     "Belum jelas apakah S2 sudah selesai dan mencapai minimal D4/S1/Sarjana Terapan."),
    ({"education": [{"level": "Spesialis", "status": "lulus"}]}, "umum-4",
     "Belum jelas apakah Spesialis sudah selesai dan mencapai minimal D4/S1/Sarjana Terapan."),
    ({"education": [{"status": "lulus"}]}, "umum-4",
     ("Jenjang pendidikan yang disebut belum jelas, sedangkan yang diminta minimal"
     " D4/S1/Sarjana Terapan.")),
    ({"domicile": "depok"}, "umum-5", "Kota Depok termasuk wilayah Jabodetabek."),
    ({"domicile": "bogor"}, "umum-5", "Bogor termasuk wilayah Jabodetabek."),
    ({"domicile": "karawang"}, "umum-5", "Karawang tidak termasuk wilayah Jabodetabek."),
    ({"transkrip": False}, "umum-6",
     "Bapak/Ibu belum memiliki Transkrip Nilai pendidikan terakhir."),
    ({"transkrip": None, "ijazah": None}, "umum-6", "Belum dijawab: Ijazah dan Transkrip Nilai."),
    ({}, "umum-8-sim",
     "Masa berlaku SIM C sampai 1 Agustus 2027, masih berlaku pada 22 Desember 2025."),
    ({"sim_c": {"has": True, "valid_until": "2025-12-21"}}, "umum-8-sim",
     ("Bapak/Ibu belum memiliki SIM A; masa berlaku SIM C hanya sampai 21 Desember 2025, sudah"
     " berakhir pada 22 Desember 2025.")),
    ({"sim_c": {"has": True, "valid_until": "2025-12"}}, "umum-8-sim",
     ("Masa berlaku SIM C sampai Desember 2025, dan tanggal lengkapnya menentukan apakah masih"
     " berlaku pada 22 Desember 2025.")),
    ({"sim_a": None, "sim_c": None}, "umum-8-sim", "Belum dijawab: SIM A dan SIM C."),
    ({"bank_dki": False, "willing_to_open": False}, "umum-15",
     "Bapak/Ibu belum memiliki rekening Bank DKI dan tidak bersedia membuka rekening Bank DKI."),
    ({}, "khusus-1",
     "Bapak/Ibu memiliki NIB perorangan; 70209 ada di antara kode KBLI pada NIB."),
    ({"nib": {"has": True, "type": "PT"}}, "khusus-1",
     "Jenis NIB Bapak/Ibu PT, sedangkan yang diminta perorangan."),
    ({"kbli": ["47911", 70201]}, "khusus-1",
     "70209 tidak ada di antara kode KBLI pada NIB yang disebut (47911 dan 70201)."),
    ({"kbli": []}, "khusus-1",
     "70209 tidak ada di antara kode KBLI pada NIB; belum ada kode yang disebut."),
    ({"nib": None, "kbli": None}, "khusus-1", "Belum dijawab: NIB."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "requirement", "reason"), REASONS)
def test_the_reason_says_it_with_the_figures(
    changed: dict[str, Any], requirement: str, reason: str
) -> None:
    assert point(requirement, **changed).reason == reason


def test_the_same_in_english() -> None:
    assert point("umum-3", OPENS, "en").reason == (
        "You are 35 on 22 December 2025, between 25 and 55."
    )
    assert point("khusus-1", OPENS, "en", kbli=["70201"]).reason == (
        "70209 is not among the KBLI codes on the NIB that were given (70201)."
    )


def test_a_point_names_its_clause_whose_words_it_is_and_the_facts() -> None:
    one = point("umum-5-ktp-dki", ktp_dki=False)
    assert (one.clause, one.official, one.weight) == ("umum-5", True, "preferred")
    used = [(fact.fact, fact.name, fact.said) for fact in point("khusus-1").facts]
    assert used == [
        ("nib.has", "NIB", "memiliki NIB"),
        ("nib.type", "jenis NIB", "memiliki NIB perorangan"),
        ("kbli", "kode KBLI pada NIB", "70209"),
    ]
    assert point("umum-3", birth_date=None).facts[0].said == ""
    assert point("umum-3").facts[0].said == "14 Mei 1990"
    assert point("umum-4").facts[0].said == "S1"
    assert point("umum-5").facts[0].said == "Kota Jakarta Timur"
    assert point("khusus-3").facts[0].said == (
        "pendamping koperasi di Dinas Koperasi Kota Bogor (1 Februari 2019 sampai 30 Juni 2023)"
    )


def test_a_change_is_possible_as_long_as_its_days_are_left() -> None:
    in_time, late = TWO_DAYS_LEFT, CLOSES - timedelta(hours=23)
    lacking = {"nib": {"has": True, "type": "CV"}}
    assert point("khusus-1", in_time, **lacking).possible == "in_time"
    assert point("khusus-1", CLOSES - timedelta(days=1), **lacking).possible == "in_time"
    assert point("khusus-1", late, **lacking).possible == "too_late"
    assert point("khusus-1", CLOSES, **lacking).possible == "closed"
    assert CLOSING in point("khusus-1", late, **lacking).timing


def test_what_only_has_to_be_decided_is_possible_until_the_last_minute() -> None:
    one = point("umum-15", CLOSES - timedelta(minutes=1), bank_dki=False, willing_to_open=False)
    assert one.possible == "in_time"
    assert one.remedy.startswith("Nyatakan bersedia membuka rekening Bank DKI")


def test_what_is_unknown_is_to_be_answered_first() -> None:
    one = point("umum-15", bank_dki=False, willing_to_open=None)
    assert one.answer == ("willing_to_open",)
    assert one.remedy == "Jawab dahulu: kesediaan membuka rekening Bank DKI."
    assert one.possible == "answer_first"


def test_what_comes_with_a_change_is_not_asked_beside_it() -> None:
    without = point("khusus-1", nib={"has": False}, kbli=None)
    assert (without.remedy, without.answer) == ("Urus NIB perorangan yang memuat KBLI 70209.", ())
    wrong = point("khusus-1", nib={"has": True, "type": "PT"}, kbli=None)
    assert wrong.answer == ("kbli",)
    assert wrong.remedy == (
        "Urus NIB perorangan atas nama sendiri. Jawab pula: kode KBLI pada NIB."
    )


def test_general_information_is_marked_as_such() -> None:
    general = point("khusus-2", sikap=False).general
    assert general.startswith("Informasi umum, bukan dari pengumuman: SIKaP dikelola LKPP.")
    assert point("khusus-2").general == ""


def test_what_nobody_can_change_is_said_kindly() -> None:
    one = point("umum-3", birth_date="1960-01-01")
    assert one.possible == "never"
    assert one.remedy.startswith("Batas usia tidak dapat diubah oleh siapa pun.")


def test_the_easiest_branch_is_chosen() -> None:
    expired = {"has": True, "valid_until": "2025-01-01"}
    one = point("umum-8-sim", sim_a={"has": False}, sim_c=expired)
    assert one.remedy == "Perpanjang SIM C."


def test_who_would_be_judged_otherwise_is_told_which_and_how() -> None:
    (later,) = told(birth_date="1969-12-28").later
    assert (later.requirement, later.verdict, later.clause) == ("umum-3", "not_met", "jadwal-5")
    assert later.said == (
        "Bila dihitung pada hari Penandatanganan Kontrak: Usia Bapak/Ibu 56 tahun pada 31 Desember"
        ' 2025, sedangkan yang diminta 25 sampai 55 tahun. Persyaratan "Usia 25 sampai 55 tahun"'
        " lalu tidak terpenuhi; mohon tanyakan kepada panitia hari mana yang dipakai."
    )
    assert told().later == ()


def test_three_years_that_are_full_on_the_contract_day_are_told() -> None:
    (later,) = told(experience=[period("2022-12-31", "sekarang")]).later
    assert (later.requirement, later.verdict) == ("khusus-3", "met")
