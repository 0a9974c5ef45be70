"""What the day of asking makes of the schedule."""

from datetime import datetime

import pytest

from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.answers.moments import Moments, zones
from conversations.eligibility.wording import words_of
from conversations.posting.model import Scheduled

EDITION = load_edition(SHIPPED / "ppkukm-koperasi-2026")
WORDS = words_of(EDITION, load_phrases()["id"])


def at(now: str) -> Moments:
    return Moments(WORDS, datetime.fromisoformat(now))


@pytest.mark.parametrize(("now", "told"), [
    ("2025-12-16T13:20", "belum dibuka. Pendaftaran dimulai 18 Desember 2025: 2 hari lagi (lusa)"),
    ("2025-12-17T23:30", "1 hari lagi (besok)"),
    ("2025-12-19T11:00", "masih dibuka, sampai 22 Desember 2025 pukul 16.00 WIB: 3 hari lagi"),
    ("2025-12-21T20:00", ": 1 hari lagi (besok)"),
    ("2025-12-22T14:30", ": 1 jam 30 menit lagi (hari ini)"),
    ("2025-12-22T15:59", ": 1 menit lagi (hari ini)"),
    ("2025-12-22T16:00", "sudah ditutup pada 22 Desember 2025 pukul 16.00 WIB"),
])  # fmt: skip
def test_registration(now: str, told: str) -> None:
    assert told in at(now).registration()


def test_less_than_a_minute_is_said_so() -> None:
    moments = Moments(WORDS, datetime(2025, 12, 22, 15, 59, 30))  # noqa: DTZ001 - local time
    assert "kurang dari 1 menit lagi" in moments.registration()


@pytest.mark.parametrize(("now", "marks"), [
    ("2025-12-17T09:00", ["1 hari lagi", "5 hari lagi", "2 hari lagi", "7 hari lagi", "14 hari"]),
    ("2025-12-24T09:00", ["sudah lewat", "sudah lewat", "sudah lewat", "hari ini", "7 hari lagi"]),
    ("2025-12-20T09:00", ["sedang", "2 hari lagi", "sedang", "4 hari lagi", "11 hari lagi"]),
])  # fmt: skip
def test_each_line_of_the_schedule_is_marked(now: str, marks: list[str]) -> None:
    told = [at(now).mark(line) for line in EDITION.posting.schedule]
    assert all(mark in one for mark, one in zip(marks, told, strict=True))


def test_a_line_without_times_is_not_marked() -> None:
    assert at("2025-12-20T09:00").mark(Scheduled("x")) == ""
    start = datetime.fromisoformat("2025-12-20T00:00")
    assert at("2025-12-20T00:00").mark(Scheduled("x", start)) == " (hari ini)"


@pytest.mark.parametrize(("now", "here", "later"), [
    ("2025-12-17T09:00", [], ["jadwal-1"]),
    ("2025-12-22T17:00", ["jadwal-1", "jadwal-2", "jadwal-3"], ["jadwal-4"]),
    ("2025-12-26T09:00", [], ["jadwal-5"]),
    ("2026-01-02T09:00", [], []),
])  # fmt: skip
def test_what_is_today_and_what_comes_next(now: str, here: list[str], later: list[str]) -> None:
    found = at(now).lines()
    assert [[line.id for line in lines] for lines in found] == [here, later]


def test_the_closing_in_three_zones() -> None:
    assert "16.00 WIB, 17.00 WITA, 18.00 WIT" in zones(WORDS)
