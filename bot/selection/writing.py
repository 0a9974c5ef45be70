"""Writes tables of which no program takes a cell for a formula, or digits for a number."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from conversations.broadcast.report import BOM, csv_line
from conversations.selection.sheet import FIELDS
from conversations.texts.phrases import Phrases

TEXT = "@"
WIDTH = 24
EMPTY_ROWS = 500


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    return BOM + "".join(map(csv_line, rows))


def as_workbook(rows: Iterable[Sequence[object]], empty: int = 0) -> bytes:
    """XLSX; the first row is the heading. `empty` rows more are made ready for text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    width = 0
    for at, row in enumerate(rows):
        width = max(width, len(row))
        sheet.append([_cell(sheet, value, bold=not at) for value in row])
    for _ in range(empty):
        sheet.append([_cell(sheet, "", bold=False) for _ in range(width)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def blank_list(words: Phrases) -> bytes:
    """A list to fill in, whose columns keep what is typed as text."""
    heading = [words(f"results.columns.{field}").partition(",")[0] for field in FIELDS]
    return as_workbook([heading], EMPTY_ROWS)


def _cell(sheet: Any, value: object, *, bold: bool) -> Any:  # noqa: ANN401 - a cell of the library
    made = WriteOnlyCell(sheet, value=str(value))
    made.data_type = "s"
    made.number_format = TEXT
    made.font = Font(bold=bold)
    return made
