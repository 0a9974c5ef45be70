"""The command line knows its commands by name, and imports nothing that is not asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
HEAVY = {
    "aiogram", "aiohttp", "alembic", "cryptography", "httptools", "jinja2", "msgspec", "pikepdf",
    "PIL", "psycopg", "pydantic", "pypdfium2", "sqlalchemy", "starlette", "typst", "uvicorn",
    "uvloop", "yaml",
}  # fmt: skip
LISTING = """
import sys
from bot.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
    sys.exit(end.code)
"""


def child(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs the command line in a process of its own; what it imported is on standard error."""
    command = [sys.executable, "-c", LISTING, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy() -> None:
    done = child("--help")
    assert done.returncode == 0
    assert set(done.stderr.split()) & HEAVY == set()
    for name, what in COMMANDS.items():
        assert name in done.stdout
        assert what in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_imports_aiogram_to_explain_itself(name: str) -> None:
    done = child(name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: pandu {name}")
    assert "aiogram" not in done.stderr.split()


def test_without_a_word_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 0
    assert "pandu COMMAND --help" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["dance"], ["--no-such"], ["serve", "--no-such"]])
def test_what_is_not_known_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: pandu" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "web", "worker"])
def test_a_wrong_setting_stops_the_start_with_a_line_for_each(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PANDU_PORT", "x")
    monkeypatch.setenv("PANDU_LOG_LEVEL", "LOUD")
    assert main([command]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "PANDU_PORT: not a port from 0 to 65535",
        "PANDU_LOG_LEVEL: not DEBUG, INFO, WARNING or ERROR",
    ]


def test_several_processes_need_postgresql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("bot.serving.set_up_logs", lambda *_: None)
    assert main(["worker"]) == 2
    assert "pandu worker needs PostgreSQL" in capsys.readouterr().err


def test_an_unknown_posting_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PANDU_POSTING", "no-such")
    monkeypatch.setattr("bot.serving.set_up_logs", lambda *_: None)
    assert main(["serve"]) == 2
    assert "no such posting" in capsys.readouterr().err
