"""How far an announcement is, and who got it, who did not and why."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from conversations.broadcast.forecast import forecast
from conversations.broadcast.report import Told
from handlers.parts import Parts
from storage.broadcasts import Broadcast
from storage.planning import time_of
from storage.writeset import Row

_SENT = {"sent", "delivered", "read"}
_AS_IT_IS = {"failed", "unknown", "cancelled"}


class Progress(Struct, frozen=True):
    """`told` counts recipients by `broadcast.told.<name>`, `why` those who did not get it by
    reason. `doubtful`: attempts of which nobody knows whether they arrived. `ends` is when the rest
    is out, where it goes out now.
    """

    total: int
    told: Mapping[str, int]
    why: Mapping[str, int]
    doubtful: int
    ends: datetime | None = None


async def broadcast_progress(broadcast: Broadcast, parts: Parts, now: datetime) -> Progress:
    """As it stands now."""
    told, why, left = Counter[str](), Counter[str](), Counter[str]()
    doubtful = 0
    for recipient, message, reason, channel, count, doubted in await parts.store.announcing.counts(
        broadcast
    ):
        what = _what(recipient, message, _open(channel, parts))
        told[what] += count
        doubtful += doubted
        if what in {"failed", "unknown", "cancelled", "skipped"}:
            why[reason] += count
        if what == "waiting":
            left[channel] += count
    ends = None
    if broadcast.status in {"scheduled", "going"} and left:
        begins = max(now, broadcast.starts_at or now)
        ends = forecast(left, parts.channels, begins, corrects=bool(broadcast.corrects_id)).ends
    return Progress(told.total(), told, why, doubtful, ends)


async def broadcast_report(broadcast: Broadcast, parts: Parts) -> list[Told]:
    """A line for each recipient, in order of their cases; `csv_lines` makes a table of them."""
    return [_told(row, parts) for row in await parts.store.announcing.told(broadcast)]


def _told(row: Row, parts: Parts) -> Told:
    what = _what(row["status"], row["sent"] or "", _open(row["channel"], parts))
    reason = "" if what == "sent" else row["reason"] or row["why"] or ""
    at = None if what in _OPEN else time_of(row["sent_at"] or row["changed_at"])
    return Told(row["case_id"], row["channel"], what, reason, at)


_OPEN = {"waiting", "returning"}


def _open(channel: str, parts: Parts) -> str:
    """What an open message of this channel is called."""
    can = parts.channels.get(channel)
    return "returning" if can and not can.can_push else "waiting"


def _what(recipient: str, message: str, is_open: str) -> str:
    """The outcome by its name in `broadcast.told`."""
    if recipient != "handed":
        return recipient
    if message in _SENT:
        return "sent"
    if message in _AS_IT_IS:
        return message
    return is_open
