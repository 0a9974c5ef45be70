"""The pure parts of an announcement: code, words, hash, states, forecast, report."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.texts import load_phrases
from conversations.broadcast.code import LENGTH, code_of, read_code
from conversations.broadcast.forecast import bulk_rate, forecast
from conversations.broadcast.frozen import Content, frozen
from conversations.broadcast.health import is_failing
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.report import BOM, Told, cell, csv_lines, said
from conversations.broadcast.segment import Segment, decoded, encoded
from conversations.broadcast.status import Act, Status, allow, already
from conversations.broadcast.words import MOST, Notice, tidied
from conversations.dialog.capabilities import ALL
from conversations.documents.receipt import ALPHABET, is_receipt

NOW = datetime(2025, 12, 19, 5, tzinfo=UTC)
PHRASES = load_phrases()
CONTENT = Content("slug", "K7QM-2FXP", {"id": "Halo"}, Segment(), 5, 0)
NUMBERS = st.integers(0, 2**63)


@given(NUMBERS)
def test_a_code_is_read_however_it_is_typed(number: int) -> None:
    code = code_of(number)
    assert {read_code(code), read_code(code.lower().replace("-", " "))} == {code}
    assert not is_receipt(code)


@given(NUMBERS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_no_code(number: int, at: int, sign: str) -> None:
    signs = code_of(number).replace("-", "")
    wrong = signs[:at] + sign + signs[at + 1 :]
    assert (read_code(wrong) == "") == (wrong != signs)


@pytest.mark.parametrize("text", ["", "K7QM", "K7QM-2FXPP", "O0I1-O0I1", "💥" * 8])
def test_what_can_be_no_code(text: str) -> None:
    assert read_code(text) == ""


def test_words_lose_what_cannot_be_seen() -> None:
    told = {"en": " b\u202e ", "id": "a\u200b\x00"}
    assert tidied(told, ("id", "en")) == {"id": "a", "en": "b"}
    assert list(tidied(told, ("id", "en"))) == ["id", "en"]
    with pytest.raises(BroadcastRefusedError):
        tidied({"id": "a" * (MOST + 1)}, ("id",))


def test_a_notice_speaks_the_language_of_each_or_the_first() -> None:
    notice = Notice("K7QM-2FXP", {"id": "Sudah dibuka."}, "https://pandu.example", "A-B")
    text = notice.message(7, PHRASES["en"], "the agency", "Rina").text
    assert "Sudah dibuka." in text
    assert "corrects the announcement with the code A-B" in text
    assert "https://pandu.example/cek/K7QM-2FXP" in text


@pytest.mark.parametrize(
    "other",
    [
        replace(CONTENT, texts={"id": "Halo."}),
        replace(CONTENT, segment=Segment(posted=True)),
        replace(CONTENT, not_after=6),
        replace(CONTENT, corrects=1),
        replace(CONTENT, code="A"),
    ],
)
def test_the_hash_holds_everything(other: Content) -> None:
    audience = [(1, 2), (3, 4)]
    assert frozen(CONTENT, audience) == frozen(replace(CONTENT), list(audience))
    assert frozen(other, audience) != frozen(CONTENT, audience)
    assert len({frozen(CONTENT, some) for some in ([], [(1, 2)], [(1, 4)], audience)}) == 4


@given(st.lists(st.sampled_from(["cv", "ktp", "ijazah"])), st.booleans())
def test_a_segment_is_stored_and_read_again(missing: list[str], posted: bool) -> None:  # noqa: FBT001 - drawn
    segment = Segment(missing=tuple(missing), posted=posted)
    assert decoded(encoded(segment)) == segment


@pytest.mark.parametrize("act", get_args(Act))
@pytest.mark.parametrize("status", get_args(Status))
def test_what_is_refused_has_a_sentence_and_what_holds_already_does_not(
    act: Act, status: Status
) -> None:
    refused = _refused(act, status)
    assert not (already(act, status) and refused is None)
    for phrases in PHRASES.values():
        state = phrases(f"broadcast.status.{status}")
        assert refused is None or state in refused.said(phrases)


def _refused(act: Act, status: Status) -> BroadcastRefusedError | None:
    try:
        allow(act, status)
    except BroadcastRefusedError as error:
        return error
    return None


def test_a_third_of_the_rate_is_kept_for_replies() -> None:
    assert [bulk_rate(rate) for rate in (30, 10, 3, 1, 0.5)] == [20, 6, 2, 1, 1]


def test_it_is_through_when_the_slowest_channel_is() -> None:
    slow = replace(ALL, rate=3, can_edit=False)
    channels = {"a": replace(ALL, rate=30), "b": slow, "web": replace(ALL, can_push=False)}
    told = forecast({"a": 200, "b": 100, "web": 7}, channels, NOW)
    ends = [line.ends and line.ends - NOW for line in told.lines]
    assert ends == [timedelta(seconds=10), timedelta(seconds=50), None]
    assert (told.ends - NOW, told.returning) == (timedelta(seconds=50), 7)
    corrected = forecast({"a": 200, "b": 100}, channels, NOW, corrects=True)
    assert [line.ends and line.ends - NOW for line in corrected.lines] == [
        timedelta(seconds=20),
        timedelta(seconds=50),
    ]
    assert forecast({}, channels, NOW).ends == NOW


def test_a_limit_of_people_a_day_takes_days() -> None:
    channels = {"a": replace(ALL, rate=30, people_a_day=250)}
    told = forecast({"a": 251}, channels, NOW)
    assert told.ends - NOW == timedelta(days=1, seconds=1)


def test_it_fails_where_one_in_ten_is_refused_and_not_for_a_few() -> None:
    assert [is_failing(*each) for each in ((9, 9), (10, 10), (100, 10), (100, 11))] == [
        False,
        True,
        False,
        True,
    ]


@given(st.text())
def test_no_cell_is_a_formula_and_each_is_read_again(text: str) -> None:
    written = cell(text)
    assert written[1:2] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    read = next(csv.reader(io.StringIO(written, newline="")))[0] if text.strip("\r\n") else text
    assert read.removeprefix("'") == text.removeprefix("'") or text in read


def test_the_report_is_a_table() -> None:
    rows = [
        Told(12, "telegram", "failed", "blocked", NOW),
        Told(13, "", "skipped", "=1+1", None),
    ]
    text = "".join(csv_lines(rows, PHRASES["id"]))
    assert text.startswith(BOM)
    lines = list(csv.reader(io.StringIO(text.removeprefix(BOM))))
    assert lines[1] == ["12", "telegram", "gagal", "pelamar memblokir kanal ini",
                        "2025-12-19 05:00:00"]  # fmt: skip
    assert lines[2][3] == "'=1+1"
    assert said(PHRASES["en"], "") == ""
