"""Who an announcement is for, by what is open of a case and nothing else."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from conversations.broadcast.refused import BroadcastRefusedError
from conversations.posting.model import Posting

VERDICTS = ("eligible", "not_eligible", "needs_info")
UNFINISHED = ("", "check", "form")


class Segment(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Everyone who agreed to be written to, narrowed by each field that is set.

    `unfinished`: "check" has no outcome of the self-check yet, "form" has not said that the
    official form is sent. `missing`: lacks at least one of these documents. `posted`: it also goes
    to the agency's own channel.
    """

    unfinished: str = ""
    missing: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    posted: bool = False


def checked(segment: Segment, posting: Posting, channels: Iterable[str]) -> Segment:
    """The same, each list in order. Raises `BroadcastRefusedError` for what is not known."""
    known = {
        "unfinished": ((segment.unfinished,), UNFINISHED),
        "missing": (segment.missing, tuple(slot.id for slot in posting.slots)),
        "verdicts": (segment.verdicts, VERDICTS),
        "languages": (segment.languages, tuple(posting.languages)),
        "channels": (segment.channels, tuple(channels)),
    }
    for field, (given, allowed) in known.items():
        for value in given:
            if value not in allowed:
                names = ", ".join(name for name in allowed if name)
                raise BroadcastRefusedError(f"segment.{field}", value=value, allowed=names)
    return Segment(
        unfinished=segment.unfinished,
        missing=_sorted(segment.missing),
        verdicts=_sorted(segment.verdicts),
        languages=_sorted(segment.languages),
        channels=_sorted(segment.channels),
        posted=segment.posted,
    )


def _sorted(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def encoded(segment: Segment) -> str:
    """As it is stored: the same segment gives the same words."""
    return msgspec.json.encode(segment).decode()


def decoded(text: str) -> Segment:
    """Raises `msgspec.ValidationError` for what was not stored by `encoded`."""
    return msgspec.json.decode(text, type=Segment)
