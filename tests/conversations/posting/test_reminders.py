"""`reminders:` of a posting: read, and looked over."""

from datetime import time, timedelta

import pytest

from conversations.posting.lint import lint
from conversations.posting.parse import parse
from conversations.posting.reader import PostingError
from conversations.schedule.occasion import Occasion
from tests.conversations.posting.small import INDONESIAN, POSTING, edited

DAY = "  - {id: a-day, tells: closing, of: closes, before: 24h, keep: 10h, rhythm: few}"
MORNING = "  - {id: morning, tells: closing, of: closes, clock: 08:00, keep: 90m}"


def posting(*lines: str) -> str:
    return "\n".join([POSTING.rstrip(), "reminders:", *lines, ""])


def found(*lines: str) -> list[str]:
    files = {"posting.yaml": posting(*lines), "id.yaml": INDONESIAN}
    told = [one for one in lint(files) if one.severity in {"error", "warning"}]
    return [one.problem for one in told if "drawing" not in one.advice]


def test_what_is_written_is_read() -> None:
    assert parse(posting(DAY, MORNING)).reminders == (
        Occasion("a-day", "closing", "closes", timedelta(hours=10), timedelta(days=1), few=True),
        Occasion("morning", "closing", "closes", timedelta(minutes=90), clock=time(8)),
    )
    assert parse(POSTING).reminders is None
    assert found(DAY, MORNING) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (DAY.replace("24h", "a day"), "'a day' is no length of time"),
        (DAY.replace("24h", "0h"), "'0h' is no length of time"),
        (DAY.replace("before: 24h", "clock: 8.00"), "'8.00' is no time of day"),
        (DAY.replace("before", "clock: 08:00, before"), "has 'before' and 'clock'"),
        (DAY.replace("tells: closing", "tells: amended"), "'amended' is unknown"),
        (DAY.replace("rhythm: few", "rhythm: rare"), "'rare' is unknown"),
        (DAY.replace("of: closes", "of: jadwal-99"), "'jadwal-99'"),
        (DAY.replace("a-day", "a" * 31), "is too long"),
        (DAY.replace("keep: 10h, ", ""), "'keep' is missing"),
    ],
)
def test_a_slip_is_told(line: str, told: str) -> None:
    with pytest.raises(PostingError, match=r"posting\.yaml:") as caught:
        parse(posting(line))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (DAY.replace("of: closes", "of: opens"), "'closing' goes by 'opens'"),
        (DAY.replace("tells: closing", "tells: opening"), "'opening' goes by 'closes'"),
        (DAY.replace("closing", "result"), "no stage 'a-day' is announced by 'closes'"),
        (DAY.replace("24h", "99d"), "'a-day' is never sent: outside registration, too late, or at"),
    ],
)
def test_what_cannot_be_meant_is_found(line: str, told: str) -> None:
    assert any(each.startswith(told) for each in found(line, MORNING))


def test_nobody_is_left_without_a_reminder_unnoticed() -> None:
    line = "  - {id: over, tells: closed, of: closes, keep: 1d}"
    assert found(line) == ["nobody is reminded of the closing"]


def test_a_result_needs_a_day() -> None:
    stage = "{id: administrasi, clause: jadwal-2"
    announced = edited(POSTING, (stage, f"{stage}, result_clause: catatan-1"))
    line = "  - {id: administrasi, tells: result, of: catatan-1, clock: 08:00, keep: 1d}"
    text = f"{announced.rstrip()}\nreminders:\n{MORNING}\n{line}\n"
    found = lint({"posting.yaml": text, "id.yaml": INDONESIAN})
    assert [one.problem for one in found if "time" in one.problem] == ["'catatan-1' has no time"]
