"""Lists as files: every cell as text, in and out."""

import csv
import io
import zipfile

import openpyxl
import pytest

from bot.selection.reading import UnreadableError, read_table
from bot.selection.writing import as_csv, as_workbook, blank_list
from bot.texts import load_phrases
from conversations.selection.cells import Cell
from conversations.selection.sheet import Person, read_sheet
from tests.selection.words import NIK, WORDS

HEAD = ("Nama", "NIK", "No HP", "Hasil", "Nilai")
FORMULA = '=HYPERLINK("http://x","klik")'


def workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_whose_columns_were_kept_as_text() -> None:
    table = read_table(workbook(HEAD, ("Rina", NIK, "081234567890", "lulus", "84,5")))
    (row,) = read_sheet(table, WORDS).rows
    assert row.person == Person("Rina", phone="+6281234567890", nik=NIK)
    assert row.decision.score == 8450


def test_a_workbook_that_took_them_for_numbers() -> None:
    table = read_table(workbook(HEAD, ("Rina", None, 81234567890, "lulus", 84.5)))
    (row,) = read_sheet(table, WORDS).rows
    assert (row.person.phone, row.decision.score) == ("+6281234567890", 8450)
    rounded = read_table(workbook(HEAD, ("Rina", 3171234501900000, "", "lulus", 84.5)))
    assert [fault.code for fault in read_sheet(rounded, WORDS).faults] == ["nik_rounded"]


def test_formulas_come_in_as_text() -> None:
    table = read_table(workbook(HEAD, (FORMULA, NIK, "", "lulus", 80)))
    (row,) = read_sheet(table, WORDS).rows
    assert row.person.name == FORMULA
    broken = read_table(workbook(HEAD, ("Rina", "=1+1", "", "lulus", 80)))
    assert [fault.code for fault in read_sheet(broken, WORDS).faults] == ["nik"]


def test_formulas_go_out_as_text() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(as_workbook([("Nama", "NIK"), (FORMULA, NIK)]))
    ).active
    assert sheet
    assert [(c.value, c.data_type) for c in sheet[2]] == [(FORMULA, "s"), (NIK, "s")]
    line = next(csv.reader(io.StringIO(as_csv([(FORMULA, "+62811", "-1", "@x")]).lstrip("\ufeff"))))
    assert line == [f"'{FORMULA}", "'+62811", "'-1", "'@x"]


def test_what_goes_out_comes_in_again() -> None:
    rows = [HEAD, ("Rina", NIK, "081234567890", "lulus", "84,5")]
    read = [[cell.text for cell in line] for line in read_table(as_workbook(rows))]
    assert read == [list(row) for row in rows]
    csv_read = read_table(as_csv(rows).encode())
    (row,) = read_sheet(csv_read, WORDS).rows
    assert row.person.nik == NIK


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_of_text(mark: str, encoding: str) -> None:
    text = f"nama{mark}email{mark}hasil\r\nZoë{mark}zoe@example.com{mark}lulus\r\n"
    (row,) = read_sheet(read_table(text.encode(encoding)), WORDS).rows
    assert row.person == Person("Zoë", email="zoe@example.com")


def test_a_blank_list_keeps_what_is_typed_as_text() -> None:
    for words in load_phrases("results").values():
        data = blank_list(words)
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet
        assert {cell.number_format for row in sheet["A2:H400"] for cell in row} == {"@"}
        assert [f.code for f in read_sheet(read_table(data), WORDS).faults] == ["empty"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "kind"),
        (b"%PDF-1.7\n\x00\x01", "kind"),
        (b"PK\x03\x04 broken", "broken"),
        (bytes(11 * 2**20), "large"),
    ],
)
def test_what_is_no_list(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_table(data)
    assert caught.value.code == code


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_an_archive_that_is_no_workbook() -> None:
    with pytest.raises(UnreadableError, match="broken"):
        read_table(zipped("word/document.xml", b"<x/>"))


def test_an_archive_that_unpacks_to_too_much() -> None:
    with pytest.raises(UnreadableError, match="large"):
        read_table(zipped("xl/workbook.xml", bytes(201 * 2**20)))


def test_a_workbook_that_tells_of_entities() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    with pytest.raises(UnreadableError, match="broken"):
        read_table(zipped("xl/workbook.xml", bomb))


def test_trailing_cells_are_dropped_and_numbers_marked() -> None:
    table = read_table(workbook(("a", 1, 1.5, None, None), (None,), (True,)))
    assert table == [
        [Cell("a"), Cell("1", number=True), Cell("1.5", number=True)],
        [],
        [Cell("True")],
    ]
