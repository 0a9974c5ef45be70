"""What a posting decides about the data of its applicants: who answers for them, and how long."""

from datetime import datetime, timedelta

from msgspec import Struct

from conversations.posting.model import Posting

MOST_GRACE = 72
"""Hours: what somebody asks for is done within three days."""
MOST_DAYS = 3650


class Keep(Struct, frozen=True):
    """Days. `declined` runs from when somebody who gave no consent was last here, `traces` (links,
    codes, what could not be read) from their making, all others from the end of the selection.

    `unfinished` did not say that they sent the official form, `sent` did, `chosen` passed its last
    stage; `documents` are those of everybody.
    """

    declined: int = 7
    unfinished: int = 30
    sent: int = 30
    chosen: int = 30
    documents: int = 30
    traces: int = 30


class Privacy(Struct, frozen=True):
    """`contact` and `officer` are as the Dinas writes them, "" while it has not said. `grace_hours`
    is how long somebody may change their mind before they are erased.
    """

    contact: str = ""
    officer: str = ""
    grace_hours: int = 24
    keep: Keep = Keep()


def ends_at(posting: Posting) -> datetime:
    """When the selection is over: the last moment that the posting names."""
    named = (moment for line in posting.schedule for moment in (line.start, line.until) if moment)
    return max((posting.closes, *named)).replace(tzinfo=posting.tz)


def kept_until(privacy: Privacy, posting: Posting, kind: str) -> datetime:
    """When what is of `kind` (a field of `Keep`) is erased."""
    return ends_at(posting) + timedelta(days=getattr(privacy.keep, kind))
