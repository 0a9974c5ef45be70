from datetime import date
from typing import Any

import pytest

from conversations.eligibility.days import between, plus_years, span
from conversations.eligibility.experience import days_of, tally
from conversations.eligibility.experience_words import tally_of
from conversations.eligibility.judge import Finding
from conversations.eligibility.roles import counts
from conversations.eligibility.rules import Experience, Is
from tests.conversations.eligibility.shipped import POSTING, judged, period, point

RULE = Experience("experience", 3, ("pendamping", "penyuluh", "fasilitator"), ("koperasi", "umkm"))
HALF = period("2021-01-01", "2022-06-30")  # 546 days, proven
PAST = period("2018-01-01", "2018-12-31")
TALLY = "Masa kerja yang berbukti baru"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Pendamping Koperasi", True), ("pendamping", True), ("PPKL", True),
        ("Tenaga Pendampingan UKM", True), ("cooperative facilitator", True),
        ("pendamping usaha mikro", True), ("fasilitator KUMKM", True), ("pendamping desa", False),
        ("konsultan UMKM", False), ("penyuluh pertanian", False), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_which_roles_count(role: str, expected: bool | None) -> None:  # noqa: FBT001 - a table
    assert counts(role, RULE.roles, RULE.fields) is expected


def test_the_fewest_days_of_years() -> None:
    assert [days_of(years) for years in (1, 2, 3, 4, 5, 8)] == [365, 730, 1095, 1461, 1826, 2922]


def test_a_filled_gap_never_takes_years_away() -> None:
    """What two blocks reach is never less than what one block with the gap between them lacks."""
    for years in range(1, 12):
        for start in (date(2000, 1, 1), date(2001, 3, 1), date(2004, 2, 29), date(2002, 6, 1)):
            whole = (plus_years(start, years) - start).days
            assert days_of(years) <= whole <= days_of(years) + 1


def test_lengths_are_counted_by_the_calendar() -> None:
    assert between(date(2019, 2, 1), date(2023, 7, 1)) == (4, 5, 0)
    assert between(date(2024, 1, 31), date(2024, 3, 1)) == (0, 1, 1)
    assert between(date(2025, 3, 1), date(2025, 3, 1)) == (0, 0, 0)
    assert between(date(2023, 1, 31), date(2023, 2, 28)) == (0, 0, 28)


@pytest.mark.parametrize("text", ["2025", "2025-W01-1", "20251222", "2025-02-30", "2025-13", ""])
def test_only_days_and_months_are_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        span(text)


def test_a_finding_of_another_rule_has_no_tally() -> None:
    with pytest.raises(TypeError):
        tally_of(Finding("met", Is("laptop", value=True)))


def test_proof_is_not_asked_where_the_rule_does_not() -> None:
    rule = Experience("experience", 3, RULE.roles, RULE.fields, proof=False)
    entries = [period("2019-01-01", "2022-12-31", proof=None)]
    assert tally(entries, rule, POSTING.as_of).proven.enough
    assert not tally(entries, RULE, POSTING.as_of).proven.enough


def told(*periods: dict[str, Any]) -> tuple[str, str, str]:
    one = point("khusus-3", experience=list(periods))
    return one.reason, one.remedy, one.possible


def test_enough_is_said_with_its_length() -> None:
    reason, remedy, _ = told(period("2019-02-01", "2023-06-30"))
    assert reason == (
        "Masa kerja yang berbukti berjumlah 4 tahun 5 bulan sampai 22 Desember 2025, dan yang"
        " diminta 3 tahun."
    )
    assert remedy == ""


def test_several_blocks_are_said_in_days() -> None:
    reason, _, _ = told(HALF, period("2023-01-01", "2025-06-30"))
    assert "berjumlah 1.458 hari (sekitar 4 tahun)" in reason


def test_time_that_is_lacking_is_said_with_the_day_it_would_be_reached() -> None:
    assert told(HALF) == (
        (
            f"{TALLY} 1 tahun 6 bulan sampai 22 Desember 2025, kurang 549 hari (sekitar 1 tahun"
            " 6 bulan) dari 3 tahun."
        ),
        (
            "Masih kurang 549 hari (sekitar 1 tahun 6 bulan); bila pekerjaan itu berlanjut dan"
            " berbukti, 3 tahun tercapai pada 24 Juni 2027."
        ),
        "too_late",
    )


def test_a_period_that_goes_on_is_reached_by_the_calendar() -> None:
    _, remedy, _ = told(period("2023-01-10", "sekarang"))
    assert remedy.endswith("3 tahun tercapai pada 9 Januari 2026.")
    _, remedy, _ = told(PAST, period("2023-12-25", "sekarang"))
    assert remedy.startswith("Masih kurang 1 hari;")
    assert remedy.endswith("3 tahun tercapai pada 23 Desember 2025.")


def test_without_any_day_the_whole_time_is_lacking() -> None:
    reason, remedy, possible = told(period("2026-01-01", "2026-12-31"))
    assert reason.startswith("Belum ada masa kerja berbukti yang dapat dihitung")
    assert remedy.startswith("Masih kurang 3 tahun;")
    assert remedy.endswith("3 tahun tercapai pada 22 Desember 2028.")
    assert possible == "too_late"


def test_no_experience_and_other_roles_are_said_as_such() -> None:
    reason, _, _ = told()
    assert reason == (
        "Belum ada pengalaman yang disebut, sedangkan yang diminta 3 tahun sebagai pendamping,"
        " penyuluh atau fasilitator koperasi atau umkm."
    )
    reason, _, _ = told(period("2019-01-01", "2023-12-31", role="manajer koperasi", org="KSP"))
    assert reason.startswith(
        "Pengalaman yang disebut (manajer koperasi di KSP (1 Januari 2019 sampai 31 Desember 2023))"
        " bukan sebagai pendamping"
    )


def test_the_proof_that_would_be_enough_is_named() -> None:
    long = period("2019-01", "sekarang", proof=False, org="LSM")
    short = period("2018-01-01", "2018-06-30", proof=False)
    reason, remedy, possible = told(short, long)
    assert "belum berbukti, sedangkan yang diminta 3 tahun yang berbukti" in reason
    assert remedy == (
        "Siapkan sertifikat atau surat keterangan untuk masa kerja sebagai pendamping koperasi di"
        " LSM (Januari 2019 sampai sekarang); bila ada, masa itu cukup untuk 3 tahun."
    )
    assert possible == "in_time"


def test_of_many_proofs_the_fewest_are_named() -> None:
    parts = [period(f"{year}-02-01", f"{year}-12-31", proof=False) for year in (2016, 2018, 2020)]
    _, remedy, _ = told(HALF, *parts)
    assert remedy.count("pendamping koperasi") == 2


def test_of_very_many_the_longest_are_named() -> None:
    parts = [period(f"20{year}-02-01", f"20{year}-05-15", proof=False) for year in range(10, 25)]
    _, remedy, _ = told(*parts)
    assert remedy.count("pendamping koperasi") == 11  # of 103 or 104 days each


def test_of_very_many_the_long_one_is_preferred() -> None:
    parts = [period(f"20{year}-02-01", f"20{year}-02-15", proof=False) for year in range(10, 21)]
    _, remedy, _ = told(*parts, period("2021-03-01", "2024-06-30", proof=False))
    assert remedy.count("pendamping koperasi") == 1


def test_a_proof_that_is_not_enough_says_what_is_lacking_then() -> None:
    reason, remedy, possible = told(HALF, period("2024-01-01", "2024-06-30", proof=False))
    assert "belum berbukti, dan yang berbukti baru 1 tahun 6 bulan dari 3 tahun" in reason
    assert "setelah itu masih kurang 367 hari" in remedy
    assert possible == "too_late"


def test_a_proof_that_adds_nothing_is_not_asked_for() -> None:
    reason, remedy, _ = told(HALF, period("2021-06-01", "2021-12-31", proof=False))
    assert reason.startswith(TALLY)
    assert "Siapkan" not in remedy


def test_what_is_unclear_is_asked_precisely() -> None:
    reason, remedy, possible = told(period("2019-01-01", "2023-12-31", proof=None))
    assert reason.startswith("Belum jelas apakah masa kerja sebagai pendamping koperasi")
    assert remedy.startswith("Pastikan apakah ada sertifikat atau surat keterangan")
    assert possible == "answer_first"
    reason, remedy, _ = told(period(None, "2023-12-31", org="PLUT"))
    assert reason == (
        "Tanggal mulai atau selesai sebagai pendamping koperasi di PLUT belum lengkap atau tidak"
        " cocok."
    )
    assert remedy == "Lengkapi tanggal mulai dan selesai untuk pendamping koperasi di PLUT."
    beside = (period(None, "2023-05", proof=False, org="LSM"), period(None, None, role="dosen"))
    _, remedy, _ = told(period(None, "2023-12-31", org="PLUT"), *beside)
    assert remedy == "Lengkapi tanggal mulai dan selesai untuk pendamping koperasi di PLUT."
    reason, remedy, _ = told(period("2019-01-01", "2023-12-31", role=None))
    assert reason.startswith("Peran pada pengalaman peran yang belum disebut")
    assert remedy.startswith("Sebutkan peran")


def test_the_tally_ignores_what_is_no_record() -> None:
    assert tally(["x", None], RULE, POSTING.as_of).periods == ()
    assert judged(experience=[]).failing == ("khusus-3",)
