"""How somebody is reached beside the talk: what they gave for it, and for what they agreed."""

import re
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, field

GIVEN = ("email", "name", "whatsapp")
"""In the order in which they are asked for; each is a purpose with a consent of its own."""
CODE_DIGITS = 6
CODE_HOLDS = timedelta(minutes=30)
CODE_TRIES = 5
BETWEEN_CODES = timedelta(minutes=1)
MOST_CODES = 5
"""In a day, for one case: nobody's mailbox is filled from here."""
LONGEST_NAME, LONGEST_EMAIL, LONGEST_LOCAL = 80, 254, 64
CodeOutcome = Literal["right", "wrong", "spent", "expired"]

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z]{{2,63}}", re.ASCII)
_EDGE = "<>()[]\"',;:.!?"


class Contact(Struct, frozen=True, omit_defaults=True):
    """Times are ISO UTC. `email_confirmed` is when its code was right, `bounced` when mail came
    back from it. `consents` by purpose; `skipped` are those not wanted now; `codes` are the times
    at which codes were asked for, at most a day old.
    """

    name: str = ""
    email: str = ""
    email_confirmed: str = ""
    bounced: str = ""
    whatsapp: str = ""
    consents: dict[str, str] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    offered: bool = False

    @property
    def by_mail(self) -> bool:
        """Does mail reach them, as far as is known?"""
        return bool(self.email_confirmed and not self.bounced)

    @property
    def pending(self) -> bool:
        """Is there an address whose code is still awaited?"""
        return bool(self.email and not self.email_confirmed)

    def recent(self, now: datetime) -> tuple[str, ...]:
        """The codes asked for within a day before `now`."""
        since = now - timedelta(days=1)
        return tuple(at for at in self.codes if datetime.fromisoformat(at) > since)

    def may_ask_in(self, now: datetime) -> timedelta:
        """How long until the next code may be asked for; nothing or less: now."""
        recent = self.recent(now)
        if len(recent) >= MOST_CODES:
            return datetime.fromisoformat(recent[0]) + timedelta(days=1) - now
        if not recent:
            return timedelta()
        return datetime.fromisoformat(recent[-1]) + BETWEEN_CODES - now


def email_in(text: str) -> str:
    """The one mail address in the words, in small letters; "" where there is none or several."""
    words = (word.strip(_EDGE).removeprefix("mailto:") for word in text.lower().split())
    found = {word for word in words if "@" in word}
    word = found.pop() if len(found) == 1 else ""
    fits = len(word) <= LONGEST_EMAIL and len(word.partition("@")[0]) <= LONGEST_LOCAL
    return word if fits and _EMAIL.fullmatch(word) else ""


def name_in(text: str) -> str:
    """A name in one line; "" where the words are none."""
    name = " ".join(text.split())
    plain = not re.search(r"[@\d?<>{}/\\]|www\.", name)
    fits = 1 < len(name) <= LONGEST_NAME and any(sign.isalpha() for sign in name)
    return name if plain and fits else ""


def code_in(text: str) -> str:
    """The code in the words, however its digits are grouped; "" where there is none."""
    digits = "".join(sign for sign in text if sign.isdecimal() and sign.isascii())
    letters = sum(sign.isalpha() for sign in text)
    return digits if len(digits) == CODE_DIGITS and letters <= len("kode saya adalah") else ""
