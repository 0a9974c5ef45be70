"""`pandu play`: numbers press what they stand before, and the talk ends by itself."""

import io

import pytest

from bot.cli import main


def play(monkeypatch: pytest.MonkeyPatch, lines: str, *words: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return main(["play", *words])


def test_a_talk_from_greeting_to_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["1", "1", "14-05-1990", "4", "Jakarta Timur", "1", "9", "1,2,3,4,5,6,9 sisanya tidak",
             "1", "70209", "2", "/keluar", "never read"]  # fmt: skip
    assert play(monkeypatch, "\n".join(lines), "--now", "2025-12-18T08:00") == 0
    told = capsys.readouterr().out
    assert "1. [x] Warga Negara Indonesia" in told
    assert "(1/10)" in told
    assert "[x] Ijazah dan Transkrip Nilai" in told
    assert "Informasi umum, bukan dari pengumuman: " in told
    assert "never read" not in told


def test_it_ends_where_the_input_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = "2025-12-22T09:00:00+00:00"
    assert play(monkeypatch, "", "--now", now, "--language", "en") == 0
    assert "Registration has closed" in capsys.readouterr().out


def test_it_lives_now_where_no_time_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(monkeypatch, "/keluar\n") == 0
    assert "Pandu" in capsys.readouterr().out


def test_a_posting_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "--posting", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
