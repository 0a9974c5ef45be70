"""`pandu posting amend`: what staff may write, and what they are told."""

from pathlib import Path

import pytest

from bot.cli import main

SLUG = "ppkukm-koperasi-2026"
WHO = ("--source", "Pengumuman di portal", "--author", "Sari")
AGE = ("--rule", "umum-3={age: {of: birth_date, from: 25, to: 60}}")
WORDS = ("--erratum", "umum-3=Usia 25 sampai 60.", "--erratum", "en:umum-3=Age 25 to 60.")


@pytest.fixture(autouse=True)
def _in_the_days_of_the_posting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PANDU_NOW", "2025-12-21T08:00+07:00")


def test_each_kind_is_published_under_the_next_revision(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = ("--answer", "website=www.contoh.go.id.", "--answer", "en:website=www.contoh.go.id.")
    for words in (("--move", "jadwal-4=2025-12-26"), (*AGE, *WORDS), WORDS, answer):
        assert main(["posting", "amend", SLUG, *words, *WHO]) == 0
    told = capsys.readouterr().out.split("\n")
    kinds = enumerate(("date", "rule", "erratum", "answer"), 1)
    assert told[:4] == [f"{SLUG}: revision {number} ({kind})" for number, kind in kinds]


@pytest.mark.parametrize(("words", "fault"), [
    ((), "nothing is amended"),
    (("--move", "closes"), "is not NAME=VALUE"),
    (("--move", "closes="), "is not NAME=VALUE"),
    (("--move", "opens=2025-12-22T08:00", "--move", "opens=2025-12-22T09:00"), "'opens' twice"),
    (("--move", "closes=2025-12-20T16:00"), "is past"),
    (("--move", "besok=2025-12-26"), "no date is called 'besok'"),
    (("--move", "jadwal-4=2025-12-26", "--revision", "7"), "is not the next one, which is 1"),
    (AGE, "give the new text of clause umum-3"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(
    words: tuple[str, ...], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["posting", "amend", SLUG, *words, *WHO]) == 1
    told = capsys.readouterr().err
    assert fault in told
    assert told.count("\n") == 1


def test_the_source_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--move", "jadwal-4=2025-12-26", "--source", " ", "--author", "Sari"]
    assert main(["posting", "amend", SLUG, *words]) == 1
    assert "source and the author" in capsys.readouterr().err


def test_an_unknown_posting_or_a_wrong_setting_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    move = ["--move", "jadwal-4=2025-12-26", *WHO]
    assert main(["posting", "amend", "nobody", *move]) == 2
    monkeypatch.setenv("PANDU_PORT", "x")
    assert main(["deadline", "move", "2025-12-24T16:00", *WHO]) == 2
    assert "PANDU_PORT" in capsys.readouterr().err
