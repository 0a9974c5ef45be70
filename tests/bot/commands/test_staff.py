"""`pandu staff`, as it is typed."""

from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest

from bot import settings
from bot.cli import main
from bot.signing_in import fits
from storage.desk import open_desk
from storage.sealing import MasterKey
from storage.staff import Credentials

Runs = Callable[..., tuple[int, str]]
SITI = ("add", "Siti Rahma", "--role", "reader", "--role", "administrator")


@pytest.fixture
def runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runs:
    """The exit code, and what was printed."""
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))

    def run(*words: str) -> tuple[int, str]:
        code = main(["staff", *words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What is typed where a password is asked for."""

    def answer(*words: str) -> None:
        given = iter(words)
        monkeypatch.setattr("getpass.getpass", lambda _: next(given))

    return answer


def credentials() -> Credentials | None:
    chosen = settings.load()
    desk, engines = open_desk(chosen.database_url, MasterKey(chosen.master_key))
    engines.close()
    return desk.people.credentials("Siti Rahma")


def test_somebody_is_added_listed_and_disabled(runs: Runs) -> None:
    assert runs("list") == (0, "nobody yet: pandu staff add NAME --role ROLE\n")
    assert runs(*SITI, "--telegram", "777") == (0, "Siti Rahma: reader, administrator [telegram]\n")
    assert runs("disable", "Siti  Rahma")[0] == 0
    assert runs("list")[1] == "Siti Rahma: reader, administrator [telegram] [disabled]\n"
    assert runs("link", "Siti Rahma")[0] == 1
    assert runs("enable", "Siti Rahma")[0] == 0
    assert runs("link", "Siti Rahma")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        SITI,
        ("add", "Budi", "--role", "reader", "--telegram", "777"),
        ("add", "Budi", "--role", "reader", "--telegram", "@budi"),
        ("add", "  ", "--role", "reader"),
        ("add", "x" * 65, "--role", "reader"),
        ("add", "Budi\u202e", "--role", "reader"),
        ("link", "Budi"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(runs: Runs, words: tuple[str, ...]) -> None:
    runs(*SITI, "--telegram", "777")
    code, printed = runs(*words)
    assert (code, printed.count("\n")) == (1, 1)
    assert runs("list")[1].count("\n") == 1


def test_a_link_leads_to_the_console(runs: Runs) -> None:
    runs(*SITI)
    code, printed = runs("link", "Siti Rahma")
    assert code == 0
    assert printed.startswith("http://127.0.0.1:8080/console/masuk/")


def test_a_password_is_asked_for_twice_and_brings_a_secret(
    runs: Runs, typed: Callable[..., None]
) -> None:
    runs(*SITI)
    typed("kata sandi yang panjang", "kata sandi yang panjang")
    code, printed = runs("password", "Siti Rahma")
    assert code == 0
    known = credentials()
    assert known is not None
    assert fits("kata sandi yang panjang", known.password)
    assert known.secret in printed
    address = next(word for word in printed.split() if word.startswith("otpauth:"))
    assert pyotp.parse_uri(address).secret == known.secret
    assert "kata sandi" not in printed


@pytest.mark.parametrize(
    "given", [("pendek", "pendek"), ("satu sandi panjang", "lain sama sekali")]
)
def test_a_password_that_will_not_do_changes_nothing(
    runs: Runs, typed: Callable[..., None], given: tuple[str, str]
) -> None:
    runs(*SITI)
    typed(*given)
    assert runs("password", "Siti Rahma")[0] == 1
    assert credentials() is None
