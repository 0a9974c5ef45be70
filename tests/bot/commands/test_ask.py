"""`pandu ask` as it is run: lines in, lines out, no server."""

import json
import subprocess
import sys

LINES = b'{"id": 1, "q": "batas usia?"}\nx\n{"id": 3, "q": "is a laptop required?"}\n'


def ask(*words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bot", "ask", *words]
    return subprocess.run(command, input=LINES, capture_output=True, check=False, timeout=50)


def test_each_line_has_its_line() -> None:
    done = ask()
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [one.get("topics", ["none"])[0] for one in told] == ["umum-3", "none", "umum-9"]
    assert "laptop of one's own" in told[2]["answer"]


def test_a_posting_that_is_not_there_is_said() -> None:
    done = ask("--posting", "nowhere")
    assert done.returncode == 2
    assert b"no such posting" in done.stderr
