"""`pandu inspect`: lines in, lines out, one for one, in order."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.inspection import make_files as make
from tests.inspection.synthetic import of_slot
from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.seen.ktp import card

KEYS = {"file", "verdict", "findings", "fields", "gps_stripped", "advice", "pages", "unread"}


def inspect(lines: list[str], folder: Path, *arguments: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "bot", "inspect", *arguments]
    done = subprocess.run(
        command, input="".join(f"{line}\n" for line in lines), capture_output=True, text=True,
        check=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "ktp.jpg": make.jpeg(card(person(Random(7))), exif=make.exif(1, gps=True)),
        "surat.pdf": next(of_slot("seen", "surat_lamaran")).data,
        "ijazah.pdf": make.zipped(make.DOCX),
        "foto.jpg": make.jpeg(make.portrait(600, 800)),
        "kosong.pdf": b"",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_lines_are_answered_one_for_one_in_order(folder: Path) -> None:
    asked = [
        '{"file": "ktp.jpg", "slot": "ktp", "upload_name": "IMG_1.jpg", "now": "2025-12-20"}',
        "{",
        '{"file": "surat.pdf", "slot": "surat_lamaran"}',
        '{"file": "tidak-ada.pdf", "slot": "cv"}',
        '{"file": "ijazah.pdf", "slot": "ijazah"}',
        '{"file": "foto.jpg", "slot": "pas_foto"}',
        '{"file": "kosong.pdf", "slot": "cv"}',
        '{"file": "surat.pdf", "slot": "surat cinta"}',
        "",
        '{"file": "..", "slot": "cv"}',
        "[1]",
    ]
    answers = inspect(asked, folder)
    assert [answer.get("verdict") for answer in answers] == [
        "accept", None, "accept", None, "reject", "warn", "reject", None, None, None, None,
    ]  # fmt: skip
    assert [answer.get("findings", ["error"]) for answer in answers if "error" not in answer] == [
        [], [], ["zip_renamed_pdf", "wrong_type"], ["wrong_aspect"], ["empty"],
    ]  # fmt: skip
    assert all(answer.keys() == KEYS or answer.keys() == {"error"} for answer in answers)
    assert answers[0]["gps_stripped"] is True
    assert answers[0]["advice"] == ""
    assert answers[2]["pages"] == 1
    assert answers[0]["fields"].keys() >= {"nik", "nama", "tanggal_lahir", "jenis_kelamin"}
    assert answers[2]["fields"].keys() == {"nama"}
    assert "Simpan Sebagai lalu PDF" in answers[4]["advice"]


def test_it_speaks_english_and_takes_another_limit(folder: Path) -> None:
    (folder / "besar.pdf").write_bytes(b"%PDF-" + b"x" * 2**20)
    line = '{"file": "besar.pdf", "slot": "cv"}'
    (answer,) = inspect([line], folder, "--language", "en", "--max-mb", "1")
    assert answer["findings"] == ["too_large"]
    assert answer["advice"].startswith("This file is larger than 1 MB.")


def test_an_answer_comes_before_the_next_line_is_written(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "inspect"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        for _ in range(2):
            child.stdin.write(b'{"file": "surat.pdf", "slot": "surat_lamaran"}\n')
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["verdict"] == "accept"
        child.stdin.close()


def test_an_unknown_posting_or_language_stops_with_one_line() -> None:
    for arguments in (("--posting", "tidak-ada"), ("--language", "xx")):
        command = [sys.executable, "-m", "bot", "inspect", *arguments]
        done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)
