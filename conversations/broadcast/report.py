"""Who got an announcement, who did not and why, as a table for a spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from conversations.texts.phrases import Phrases

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"
"""Without it a spreadsheet takes the letters for another alphabet's."""


class Told(Struct, frozen=True):
    """One recipient. `what` is a status of the report, `at` when it came to that."""

    case_id: int
    channel: str
    what: str
    reason: str
    at: datetime | None


def cell(value: object) -> str:
    """One cell of CSV that no program takes for a formula."""
    text = str(value)
    if text.startswith(_DANGEROUS):
        text = f"'{text}"
    return f'"{text.replace(chr(34), chr(34) * 2)}"'


def csv_lines(rows: Iterable[Told], phrases: Phrases) -> Iterator[str]:
    """Line after line, each with its end."""
    yield BOM + csv_line(phrases(f"broadcast.report.{name}") for name in _COLUMNS)
    for row in rows:
        at = "" if row.at is None else f"{row.at:%Y-%m-%d %H:%M:%S}"
        what, why = phrases(f"broadcast.told.{row.what}"), said(phrases, row.reason)
        yield csv_line((row.case_id, row.channel, what, why, at))


_COLUMNS = ("case", "channel", "what", "why", "at")


def said(phrases: Phrases, reason: str) -> str:
    """A reason in words; as it was stored where there are none."""
    key = f"broadcast.why.{reason.replace(' ', '_')}"
    return phrases(key) if reason and key in phrases else reason


def csv_line(values: Iterable[object]) -> str:
    """One line with its end."""
    return ",".join(cell(value) for value in values) + "\r\n"
