"""Passwords (argon2id) and one-time codes (RFC 6238) of staff. All of it blocks: 0.1 s and more."""

from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pyotp.utils import strings_equal

ISSUER = "Pandu"
STEP_SECONDS, STEPS_AROUND = 30, 1
_HASHER = PasswordHasher()
_NOBODYS = _HASHER.hash("what somebody unknown is held against")


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def fits(password: str, stored: str) -> bool:
    """Whether `stored` is the hash of `password`. For somebody unknown ("") it takes as long."""
    try:
        return _HASHER.verify(stored or _NOBODYS, password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with less effort than today."""
    return _HASHER.check_needs_rehash(stored)


def new_secret() -> str:
    """Of one-time codes: 160 bits as base32."""
    return pyotp.random_base32()


def otpauth(name: str, secret: str) -> str:
    """What an authenticator app takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def step_of(code: str, secret: str, now: datetime) -> int:
    """The time step whose code this is, of those around `now`; 0 where it is none of them."""
    right, step = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    given = "".join(code.split())
    for each in range(step - STEPS_AROUND, step + STEPS_AROUND + 1):
        if strings_equal(given, right.generate_otp(each)):
            return each
    return 0
