"""A line of `reminders:` in posting.yaml becomes an occasion."""

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

from conversations.schedule.occasion import CLOSES, OPENS, Occasion

if TYPE_CHECKING:
    from conversations.posting.names import Names
    from conversations.posting.reader import Piece

_LENGTH = re.compile(r"([1-9]\d{0,3})(d|h|m)")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
LONGEST_ID = 30


def occasion(piece: "Piece", names: "Names") -> Occasion:
    """Raises `PostingError`."""
    got = piece.fields("id tells of keep", "before clock rhythm")
    if "before" in got and "clock" in got:
        raise piece.fault("has 'before' and 'clock'", "one of the two")
    if len(name := got["id"].ident()) > LONGEST_ID:
        raise piece.fault(f"'{name}' is too long", f"at most {LONGEST_ID} letters")
    return Occasion(
        name,
        got["tells"].one_of(("opening", "closing", "closed", "result")),
        _of(got["of"], names),
        _length(got["keep"]),
        _length(got["before"]) if "before" in got else timedelta(0),
        _clock(got["clock"]) if "clock" in got else None,
        "rhythm" in got and got["rhythm"].one_of(("normal", "few")) == "few",
    )


def _of(piece: "Piece", names: "Names") -> str:
    return piece.text() if piece.text() in {OPENS, CLOSES} else names.clause(piece)


def _length(piece: "Piece") -> timedelta:
    if not (found := _LENGTH.fullmatch(piece.text())):
        raise piece.fault(f"'{piece.text()}' is no length of time", "2d, 48h or 15m")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _clock(piece: "Piece") -> time:
    if not (found := _CLOCK.fullmatch(piece.text())):
        raise piece.fault(f"'{piece.text()}' is no time of day", "such as 08:00")
    return time(int(found[1]), int(found[2]))
