import json
import subprocess
import sys
from pathlib import Path

from tests.conversations.eligibility.shipped import GOOD

SECOND = Path("tests/postings/balai-contoh-2026")


def check(lines: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "check", *arguments]
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


def test_lines_are_answered_one_for_one_in_order() -> None:
    good, bad = json.dumps({"id": 1, "profile": GOOD}), "{"
    done = check(f"{good}\n{bad}\n\n{good}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer.get("verdict") for answer in answers] == ["eligible", None, None, "eligible"]


def test_another_posting_by_its_folder_and_in_english() -> None:
    line = json.dumps({"id": 1, "profile": {"position": "analis"}})
    done = check(line, "--posting", str(SECOND), "--language", "en")
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "needs_info"
    assert answer["reasons"]["umum-1"].startswith("Not answered yet:")


def test_an_unknown_posting_or_language_stops_with_one_line() -> None:
    for arguments in (("--posting", "tidak-ada"), ("--language", "xx")):
        done = check("", *arguments)
        assert done.returncode == 2
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)
