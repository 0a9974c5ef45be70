"""Dates that moved: everything is counted anew, and everybody is told once."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.state import State
from conversations.posting.amendment import Amendment, Row
from conversations.posting.edition import Edition, Laid
from conversations.schedule.due import told
from conversations.schedule.revision import Revision, all_times, dates_of, named
from tests.conversations.dialog.talk import edition

AT = datetime.fromisoformat("2025-12-21T10:00+07:00")
MOVED = datetime.fromisoformat("2025-12-23T16:00")
STATE = State(consent=AT.isoformat(), acknowledged=AT.isoformat())


def moved(at: datetime = AT, closes: datetime = MOVED) -> Edition:
    before = edition().posting
    row = Row(3, Amendment(moves={"closes": closes.isoformat()}), "papan pengumuman", "staf", at)
    wording = Row(4, Amendment(texts={"clauses.umum-1": {"id": "x"}}), "ralat", "staf", at)
    posting = replace(before, closes=closes)
    return replace(edition(), posting=posting, history=(Laid(row, before), Laid(wording, posting)))


def text(now: Edition, state: State = STATE) -> str:
    scene = Dialog(now, load_phrases()).scene(state, AT)
    found = told(scene, "amended:3", AT + timedelta(days=1))
    assert found.turn is not None
    return found.turn.messages[0].text


def test_only_moved_dates_count() -> None:
    assert dates_of(edition()) == Revision()
    assert dates_of(moved()) == Revision(3, AT)
    assert named(edition(), "amended:3") is None


def test_everybody_is_told_at_once() -> None:
    first, *rest = all_times(moved())
    assert (first.occasion.name, first.due) == ("amended:3", AT)
    closing = next(each for each in rest if each.occasion.id == "closing-24h")
    assert closing.due == datetime.fromisoformat("2025-12-22T16:00+07:00")
    assert all_times(edition())[0].occasion.name == "reminder:opening"


@pytest.mark.parametrize(
    ("at", "closes", "due"),
    [
        ("2025-12-21T23:00+07:00", "2025-12-23T16:00", "2025-12-22T07:00+07:00"),
        ("2025-12-21T23:00+07:00", "2025-12-22T06:00", "2025-12-21T23:00+07:00"),
        ("2025-12-21T23:00+07:00", "2025-12-21T22:00", "2025-12-22T07:00+07:00"),
    ],
)
def test_at_night_in_the_morning_unless_that_is_too_late(at: str, closes: str, due: str) -> None:
    now = moved(datetime.fromisoformat(at), datetime.fromisoformat(closes))
    assert all_times(now)[0].due == datetime.fromisoformat(due).astimezone(UTC)


def test_it_tells_the_new_closing_and_what_it_rests_on() -> None:
    said = text(moved())
    assert "ditutup pada *23 Desember 2025 pukul 16.00 WIB*; sebelumnya 22 Desember 2025" in said
    assert "Sumber: papan pengumuman." in said
    assert "before it was 22 December" in text(moved(), replace(STATE, language="en"))


def test_another_date_is_told_as_another_date() -> None:
    same = replace(moved(), posting=edition().posting)
    assert "Ada tanggal yang berubah" in text(same)


def test_who_stopped_is_not_told() -> None:
    scene = Dialog(moved(), load_phrases()).scene(replace(STATE, stopped=AT.isoformat()), AT)
    assert told(scene, "amended:3", AT + timedelta(days=1)).reason == "stopped"
