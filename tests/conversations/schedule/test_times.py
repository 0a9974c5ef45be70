from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conversations.posting.model import Posting
from conversations.schedule.occasion import CLOSES, DEFAULTS, Occasion
from conversations.schedule.quiet import begins, ends, evening, is_quiet, zone_of
from conversations.schedule.times import Timed, is_urgent, occasions, timetable
from tests.conversations.dialog.talk import edition

POSTING = edition().posting
WIB = ZoneInfo("Asia/Jakarta")
ZONES = ("", "Asia/Makassar", "Asia/Jayapura", "Europe/London", "nowhere")


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def due(posting: Posting, zone: str = "") -> dict[str, datetime]:
    return {timed.occasion.name: timed.due for timed in timetable(posting, zone)}


def closing_at(text: str) -> Posting:
    return replace(POSTING, closes=datetime.fromisoformat(text), reminders=None)


def test_the_shipped_posting_is_reminded_of_at_these_times() -> None:
    assert due(POSTING) == {
        "reminder:opening": wib("2025-12-18T07:00"),
        "reminder:closing-48h": wib("2025-12-20T16:00"),
        "reminder:closing-24h": wib("2025-12-21T16:00"),
        "reminder:last-day": wib("2025-12-22T08:00"),
        "reminder:closing-3h": wib("2025-12-22T13:00"),
        "reminder:closing-1h": wib("2025-12-22T15:00"),
        "reminder:closing-15m": wib("2025-12-22T15:45"),
        "reminder:closed": wib("2025-12-22T16:00"),
        "result:administrasi": wib("2025-12-24T08:00"),
    }


def test_what_it_declares_is_what_would_be_usual() -> None:
    assert timetable(replace(POSTING, reminders=None)) == timetable(POSTING)
    assert occasions(replace(POSTING, reminders=())) == ()


def test_the_morning_of_another_zone_is_another_one() -> None:
    assert due(POSTING, "Asia/Jayapura")["reminder:opening"] == wib("2025-12-18T05:00")
    assert due(POSTING, "nowhere") == due(POSTING)


def test_what_is_too_late_in_the_morning_comes_the_evening_before() -> None:
    late = due(closing_at("2025-12-22T06:00"))
    assert late["reminder:closing-48h"] == wib("2025-12-20T07:00")
    kept = replace(DEFAULTS[1], keep=timedelta(minutes=30))
    only = replace(closing_at("2025-12-22T06:00"), reminders=(kept,))
    assert due(only) == {"reminder:closing-48h": wib("2025-12-19T20:30")}


def test_the_last_hours_are_told_at_any_hour() -> None:
    late = due(closing_at("2025-12-22T23:59"))
    assert late["reminder:closing-1h"] == wib("2025-12-22T22:59")
    assert late["reminder:closing-15m"] == wib("2025-12-22T23:44")


def test_what_never_happened_is_not_told_early() -> None:
    """The closing and its result are no news before they are there."""
    brief = replace(DEFAULTS[-1], keep=timedelta(hours=1))
    posting = replace(closing_at("2025-12-22T23:59"), reminders=(brief,))
    assert due(posting) == {}


def test_of_two_at_one_moment_the_later_is_told() -> None:
    posting = closing_at("2025-12-23T04:00")
    names = [timed.occasion.id for timed in timetable(posting)]
    moments = [timed.due for timed in timetable(posting)]
    assert len(set(moments)) == len(moments)
    assert "closing-3h" in names


def test_a_line_without_a_time_is_never_due() -> None:
    line = Occasion("kompetensi", "result", "pendaftaran-2", timedelta(days=1))
    assert timetable(replace(POSTING, reminders=(line,))) == ()


@given(
    closes=st.datetimes(datetime(2025, 12, 19), datetime(2026, 3, 1)),  # noqa: DTZ001 - local to it
    zone=st.sampled_from(ZONES),
)
def test_nothing_comes_too_late_out_of_order_or_in_the_night(closes: datetime, zone: str) -> None:
    posting = replace(POSTING, closes=closes, reminders=None)
    here = zone_of(zone, posting.tz)
    rows = timetable(posting, zone)
    assert [timed.due for timed in rows] == sorted(timed.due for timed in rows)
    for timed in rows:
        assert timed.due < timed.until
        if not is_urgent(posting, timed.occasion, timed.due):
            assert not is_quiet(timed.due, here), timed
        if timed.occasion.tells in {"opening", "closing"}:
            assert posting.opens_at <= timed.due < timed.until <= posting.closes_at


@given(moment=st.datetimes(timezones=st.just(UTC)), zone=st.sampled_from(ZONES[1:4]))
def test_quiet_hours_have_an_end_and_a_beginning(moment: datetime, zone: str) -> None:
    here = ZoneInfo(zone)
    if not datetime(1960, 1, 1, tzinfo=UTC) < moment < datetime(2100, 1, 1, tzinfo=UTC):
        moment = moment.replace(year=2025, day=1)
    assert begins(moment, here).astimezone(here).time() == time(21)
    if is_quiet(moment, here):
        assert evening(moment, here) < moment < ends(moment, here)
        assert ends(moment, here).astimezone(here).time() == time(7)
        assert not is_quiet(evening(moment, here), here)


@pytest.mark.parametrize("each", timetable(POSTING), ids=lambda timed: timed.occasion.id)
def test_only_the_last_three_hours_are_urgent(each: Timed) -> None:
    names = {"closing-3h", "closing-1h", "closing-15m"}
    assert is_urgent(POSTING, each.occasion, each.due) == (each.occasion.id in names)
    assert each.occasion.of != CLOSES or each.due <= POSTING.closes_at
