"""Reads a list as a table of cells: XLSX or CSV, every cell as text, formulas too."""

import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from conversations.selection.cells import Cell
from conversations.selection.sheet import MOST_ROWS

MOST_BYTES = 10 * 2**20
MOST_INSIDE = 200 * 2**20
MOST_COLUMNS = 60
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, EOFError,
    TypeError, AttributeError, IndexError, RuntimeError,
)  # fmt: skip
"""What the library raises over files that are no workbooks after all."""


class UnreadableError(ValueError):
    """This file is no list; `code` says why (`large`, `kind`, `broken`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_table(data: bytes) -> list[list[Cell]]:
    """Its first sheet, a row more than may be. Raises `UnreadableError`."""
    if len(data) > MOST_BYTES:
        raise UnreadableError("large")
    if data.startswith(_ZIP):
        return _workbook(data)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith(_OLD) or (b"\0" in data[:4096] and not wide):
        raise UnreadableError("kind")
    return _lines(data)


def _workbook(data: bytes) -> list[list[Cell]]:
    try:
        inside = _inside(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False) if inside else None
    except _BROKEN:
        raise UnreadableError("broken") from None
    if book is None:
        raise UnreadableError("large")
    try:
        return list(_rows(book))
    except _BROKEN:
        raise UnreadableError("broken") from None
    finally:
        book.close()


def _inside(data: bytes) -> bool:
    """Does it unpack to a size that a list may have?"""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(each.file_size for each in archive.infolist()) <= MOST_INSIDE


def _rows(book: Any) -> Iterator[list[Cell]]:  # noqa: ANN401 - the library ships no types
    if not book.worksheets:
        raise UnreadableError("broken")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    for row in islice(sheet.iter_rows(), MOST_ROWS + 2):
        cells = [_cell(each.value, each.data_type) for each in row[:MOST_COLUMNS]]
        while cells and not cells[-1].text:
            cells.pop()
        yield cells


def _cell(value: object, kind: str) -> Cell:
    if value is None:
        return Cell()
    if kind == "n" and isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return Cell(str(int(value)) if whole else repr(value), number=True)
    return Cell(str(value))


def _lines(data: bytes) -> list[list[Cell]]:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(";,\t", key=first.count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=mark), MOST_ROWS + 2))
    except csv.Error:
        raise UnreadableError("broken") from None
    return [[Cell(each) for each in row[:MOST_COLUMNS]] for row in rows]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
