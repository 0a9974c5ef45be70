from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from argon2 import PasswordHasher

from bot.signing_in import fits, hashed, is_outdated, new_secret, otpauth, step_of

NOW = datetime(2025, 12, 18, 1, 0, 7, tzinfo=UTC)
STEP = timedelta(seconds=30)
SECRET = new_secret()


def code(at: datetime) -> str:
    return pyotp.TOTP(SECRET).at(at)


def test_a_password_fits_its_own_hash_alone() -> None:
    stored = hashed("sandi yang panjang")
    assert stored.startswith("$argon2id$")
    assert fits("sandi yang panjang", stored)
    assert not fits("sandi yang lain", stored)
    assert not is_outdated(stored)


@pytest.mark.parametrize("stored", ["", "no hash at all"])
def test_nobodys_password_fits_nothing(stored: str) -> None:
    assert not fits("what somebody unknown is held against", stored)


def test_a_hash_of_less_effort_is_outdated() -> None:
    assert is_outdated(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x"))


@pytest.mark.parametrize("late", [-STEP, 0 * STEP, STEP])
def test_a_code_counts_also_where_a_clock_is_half_a_minute_off(late: timedelta) -> None:
    step = int((NOW + late).timestamp()) // 30
    assert step_of(code(NOW + late), SECRET, NOW) == step


@pytest.mark.parametrize("late", [-2 * STEP, 2 * STEP])
def test_an_older_code_does_not(late: timedelta) -> None:
    assert step_of(code(NOW + late), SECRET, NOW) == 0


@pytest.mark.parametrize("given", ["", "abc", "12345", "1234567", "١٢٣٤٥٦"])
def test_what_is_no_code_is_none(given: str) -> None:
    assert step_of(given, SECRET, NOW) == 0


def test_a_code_may_be_typed_with_a_gap() -> None:
    given = code(NOW)
    assert step_of(f"{given[:3]} {given[3:]}", SECRET, NOW)


def test_an_app_takes_the_address() -> None:
    assert otpauth("Siti Rahma", SECRET).startswith("otpauth://totp/Pandu:Siti%20Rahma?secret=")
