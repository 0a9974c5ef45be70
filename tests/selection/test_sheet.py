"""A list as rows, and what does not fit in it."""

import pytest

from conversations.selection.cells import Cell
from conversations.selection.decision import Decision
from conversations.selection.sheet import Fault, Person, Row, read_sheet
from tests.selection.words import NIK, WORDS, sheet

HEAD = ("No. Pendaftaran", "Nama", "Email", "No HP", "NIK", "Hasil", "Nilai", "Alasan")


def test_every_column_is_read() -> None:
    line = ("A-1", "Rina", "rina@example.com", "0812-3456-7890", NIK, "LULUS", "84,5", "")
    person = Person("Rina", "A-1", "rina@example.com", "+6281234567890", NIK)
    assert sheet(HEAD, line).rows == (Row(2, person, Decision("pass", 8450)),)


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Lulus", "pass"),
        ("tidak lulus", "fail"),
        ("GUGUR", "fail"),
        ("Tidak hadir", "absent"),
        ("TMS", "fail"),
        ("passed", "pass"),
    ],
)
def test_outcomes_in_the_words_of_lists(word: str, outcome: str) -> None:
    (row,) = sheet(("email", "status"), ("a@b.co", word)).rows
    assert row.decision.outcome == outcome


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (("", "Rina", "", "", "", "lulus", "", ""), Fault(2, "nobody")),
        (("A", "", "x", "", "", "lulus", "", ""), Fault(2, "email", "email")),
        (("A", "", "", "12", "", "lulus", "", ""), Fault(2, "phone", "phone")),
        (("A", "", "", "", "12", "lulus", "", ""), Fault(2, "nik", "nik")),
        (("A", "", "", "", "", "mungkin", "", ""), Fault(2, "outcome", "outcome")),
        (("A", "", "", "", "", "", "", ""), Fault(2, "outcome", "outcome")),
        (("A", "", "", "", "", "lulus", "x", ""), Fault(2, "score", "score")),
        (("A", "", "", "", "", "diskualifikasi", "", ""), Fault(2, "reason", "outcome")),
        (("=A1", "", "", "", "", "lulus", "", ""), Fault(2, "formula", "number")),
    ],
)
def test_a_row_that_does_not_fit(line: tuple[str, ...], fault: Fault) -> None:
    got = sheet(HEAD, line)
    assert (got.rows, got.faults) == ((), (fault,))


def test_two_rows_about_one_person() -> None:
    got = sheet(("NIK", "Hasil"), (NIK, "lulus"), (NIK, "tidak lulus"))
    assert got.faults == (Fault(3, "twice"),)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "empty"),
        ((("", ""),), "empty"),
        ((("email", "hasil"),), "empty"),
        ((("email", "nama"), ("a@b.co", "Rina")), "columns"),
        ((("nama", "hasil"), ("Rina", "lulus")), "columns"),
        ((("email", "surel", "hasil"), ("a@b.co", "a@b.co", "lulus")), "columns"),
    ],
)
def test_a_list_that_cannot_be_read(lines: tuple[tuple[str, ...], ...], code: str) -> None:
    assert [fault.code for fault in sheet(*lines).faults] == [code]


def test_a_list_that_is_too_long() -> None:
    rows = [[Cell("email"), Cell("hasil")], *[[Cell("a@b.co"), Cell("lulus")]] * 20_001]
    assert read_sheet(rows, WORDS).faults == (Fault(0, "too_many"),)


def test_empty_lines_and_other_columns_are_passed_over() -> None:
    got = sheet(("", ""), ("email", "hasil", "ruang"), ("", "", ""), ("a@b.co", "lulus", "1"))
    assert [row.at for row in got.rows] == [4]
    assert got.ignored == ("ruang",)


def test_a_short_line() -> None:
    got = sheet(("hasil", "email", "nilai"), ("lulus", "a@b.co"))
    assert got.rows[0].decision == Decision("pass")
