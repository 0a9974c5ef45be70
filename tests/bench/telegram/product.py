"""Pandu in the race: the whole program, and a whole self-check as its talk."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.telegram.contender import (
    Act,
    Contender,
    Decide,
    Done,
    Place,
    Presses,
    Service,
    Shown,
    Types,
)
from tests.bench.telegram.postgres import started

TYPED = {
    "birth_date": "14-05-1990",
    "domicile": "Kota Depok",
    "kbli": "70209",
    "sim_a_until": "01-08-2027",
    "sim_c_until": "01-08-2027",
    "experience": "pendamping koperasi, Dinas Koperasi Bogor, 02-2019 sampai 06-2023, ada bukti",
}
KEY = "A" * 43
PRESSED = {"education": "s1", "nib": "perorangan"}


def self_check() -> Decide:
    """From the greeting to the verdict, as somebody who has everything: every box is ticked."""

    def decide(shown: Shown) -> Act | None:
        tokens = [button.data for button in shown.buttons]
        if any(token.startswith("go::summary") for token in tokens):
            return Done()
        current = [token for token in tokens if not token.endswith(":0")]
        if not current:
            return None
        screen, key, _, _ = current[0].split(":")
        if screen != "q":
            return Presses(current[0])
        return _answer(key, current)

    return decide


def _answer(key: str, tokens: list[str]) -> Act:
    values = {token.split(":")[2]: token for token in tokens}
    if "-done" in values:
        return Presses(values["-done"])
    if key in TYPED:
        return Types(TYPED[key])
    if key in PRESSED:
        return Presses(values[PRESSED[key]])
    boxes = [token for value, token in values.items() if value.startswith("on.")]
    if boxes:
        return Presses(boxes[0])
    return Presses(next(t for value, t in values.items() if value.startswith("-rest_no")))


def product(name: str, database: str = "", *, beside: bool = False) -> Contender:
    """Pandu by webhook, on SQLite or on a PostgreSQL of its own."""
    return Contender(
        name,
        command=lambda _: [sys.executable, "-m", "bot", "serve"],
        talk=self_check,
        path="/webhooks/telegram",
        environment=environment,
        service=started if database else _nothing,
        beside=beside,
    )


def environment(place: Place) -> dict[str, str]:
    """The settings of one place."""
    found = {
        "PANDU_DATA_DIR": str(place.folder / "data"),
        "PANDU_PORT": str(place.port),
        "PANDU_NOW": "2025-12-18T08:00+07:00",
        "PANDU_LOG_LEVEL": "ERROR",
        "PANDU_TELEGRAM_TOKEN": place.token,
        "PANDU_TELEGRAM_API_URL": place.api,
        "PANDU_TELEGRAM_WEBHOOK_SECRET": place.secret,
        "PANDU_TELEGRAM_MODE": "webhook",
    }
    if place.service:
        found |= {"PANDU_DATABASE_URL": place.service, "PANDU_MASTER_KEY": KEY}
    return found


@contextmanager
def _nothing(_folder: Path) -> Iterator[Service | None]:
    yield None


PRODUCTS = (
    product("Pandu, SQLite"),
    product("Pandu, PostgreSQL", "postgresql"),
    product("Pandu, PostgreSQL on another core", "postgresql", beside=True),
)
