"""What cells say, and which of them are faults."""

import pytest

from conversations.selection.cells import (
    Cell,
    CellError,
    email_of,
    is_formula,
    nik_of,
    phone_of,
    score_of,
    text_of,
)
from tests.selection.words import NIK


@pytest.mark.parametrize(
    ("cell", "nik"),
    [
        (Cell(NIK), NIK),
        (Cell(f"'{NIK}"), NIK),
        (Cell("3171 2345 0190 0001"), NIK),
        (Cell(NIK, number=True), NIK),
        (Cell(f"{NIK}.0", number=True), NIK),
        (Cell(""), ""),
        (Cell("  "), ""),
    ],
)
def test_a_nik_is_read(cell: Cell, nik: str) -> None:
    assert nik_of(cell) == nik


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell("3171234501900010", number=True), "nik_rounded"),
        (Cell("3.17123450190000E+15"), "nik_rounded"),
        (Cell("3,17E+15", number=True), "nik_rounded"),
        (Cell("317123450190001"), "nik"),
        (Cell("31712345019000011"), "nik"),
        (Cell("3171234513900001"), "nik"),
        (Cell("=A1"), "nik"),
        (Cell("tidak ada"), "nik"),
    ],
)
def test_a_nik_that_cannot_be_is_a_fault(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as caught:
        nik_of(cell)
    assert caught.value.code == code


def test_a_nik_as_text_may_end_in_0() -> None:
    assert nik_of(Cell("3171234501900010")) == "3171234501900010"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (Cell("081234567890"), "+6281234567890"),
        (Cell("81234567890", number=True), "+6281234567890"),
        (Cell("81234567890.0", number=True), "+6281234567890"),
        (Cell("+62 812-3456-7890"), "+6281234567890"),
        (Cell("'6281234567890"), "+6281234567890"),
        (Cell(""), ""),
    ],
)
def test_a_number_survives_the_sheet(cell: Cell, phone: str) -> None:
    assert phone_of(cell) == phone


@pytest.mark.parametrize("text", ["021-5551234", "0812", "halo", "=1+1", "8.1E+10"])
def test_what_is_no_mobile_number_is_a_fault(text: str) -> None:
    with pytest.raises(CellError, match="phone"):
        phone_of(Cell(text))


@pytest.mark.parametrize(
    ("text", "score"),
    [("85", 8500), ("84,5", 8450), ("84.25", 8425), ("0", 0), ("1000", 100_000), ("", None)],
)
def test_a_score_in_hundredths(text: str, score: int | None) -> None:
    assert score_of(Cell(text)) == score


@pytest.mark.parametrize("text", ["84.500", "1000,01", "1001", "-3", "delapan", "=2*40", "8 5,555"])
def test_a_score_that_may_mean_two_things_is_a_fault(text: str) -> None:
    with pytest.raises(CellError, match="score"):
        score_of(Cell(text))


def test_addresses() -> None:
    assert email_of(Cell(" Rina@Example.com ")) == "rina@example.com"
    assert email_of(Cell("")) == ""
    for text in ("rina@", "a@b.co c@d.co", "rina@example.com,", "=a@b.co"):
        with pytest.raises(CellError, match="email"):
            email_of(Cell(text))


def test_formulas_stay_text() -> None:
    formula = '=HYPERLINK("http://x","klik")'
    assert text_of(Cell(formula)) == formula
    assert is_formula(Cell(formula))
    assert is_formula(Cell(" @SUM(A1)"))
    assert not is_formula(Cell("Budi"))


def test_text_is_one_line_without_hidden_signs() -> None:
    assert text_of(Cell("Bu\u202edi \n Santoso" + "x" * 300))[:12] == "Budi Santoso"
    assert len(text_of(Cell("x" * 300))) == 200
