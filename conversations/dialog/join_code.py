"""The short code by which a case is gone on with in another channel."""

import re
from datetime import datetime, timedelta

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
HOLDS = timedelta(minutes=30)
TO_DECIDE = timedelta(hours=24)
"""How long somebody who pressed may take over what differs."""
MOST_TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
PLACE = "····-····"
"""Stands in a text where the code goes as it goes out."""
_CODE = re.compile(r"(?:gabung|join)?[\s:]*([0-9a-z]{4})\s?-\s?([0-9a-z]{4})", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)
_WITH_TOKEN = re.compile(r"(?:gabung|join)\s+([A-Za-z0-9_-]{32})", re.ASCII | re.IGNORECASE)
_LEADING = re.compile(r"\b(?:gabung|join)\s", re.IGNORECASE)
_BARE = re.compile(r"(?:gabung|join)\s+([0-9a-z]{8})", re.IGNORECASE)


def code_of(text: str) -> str:
    """The code in the words, or the token of a link after *gabung*; "" where they are none. A span
    of years is no code.
    """
    said = text.strip(" .!*")
    if token := _WITH_TOKEN.fullmatch(said):
        return token[1]
    found = _CODE.fullmatch(said)
    bare = _BARE.fullmatch(said)
    code = (found[1] + found[2] if found else bare[1] if bare else "").upper()
    mixed = any(map(str.isdigit, code)) and any(map(str.isalpha, code))
    return code if mixed or (code and _LEADING.match(said)) else ""


def is_token(text: str) -> bool:
    """Has it the shape of the token of a link?"""
    return bool(_TOKEN.fullmatch(text))


def fits(signs: str) -> bool:
    """May these be a code: letters and digits, so that neither a year nor a word is one?"""
    return any(map(str.isdigit, signs)) and any(map(str.isalpha, signs))


def shown(signs: str) -> str:
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def recent(tries: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """The wrong tries that still count."""
    return tuple(at for at in tries if datetime.fromisoformat(at) > now - TRIES_WITHIN)
