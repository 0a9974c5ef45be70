"""What would become of an announcement: whom it reaches, when it is through, who is left out."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from conversations.broadcast.forecast import Forecast, forecast
from conversations.broadcast.refused import BroadcastRefusedError, local
from handlers.parts import Parts
from storage.broadcasts import Broadcast
from storage.segments import Aim


class Outlook(Struct, frozen=True):
    """`reached` people in all, `forecast` by channel (who only has a closed web page waits for
    their return there), `unreached` by reason (`broadcast.why.<reason>`).
    """

    reached: int
    forecast: Forecast
    unreached: Mapping[str, int]


async def broadcast_outlook(broadcast: Broadcast, parts: Parts, begins: datetime) -> Outlook:
    """For those in its segment as they are now, were it to begin at `begins`."""
    return await outlook_of(aim_of(broadcast, parts), parts, begins)


async def outlook_of(aim: Aim, parts: Parts, begins: datetime) -> Outlook:
    """The same for what is not written down yet."""
    people = await parts.store.announcing.audience(aim)
    channels = Counter(each.channel for each in people if not each.reason)
    unreached = Counter(each.reason for each in people if each.reason not in {"", "channel"})
    told = forecast(channels, parts.channels, begins, corrects=bool(aim.corrects))
    return Outlook(channels.total(), told, unreached)


def aim_of(broadcast: Broadcast, parts: Parts) -> Aim:
    """Whom it is for."""
    return Aim(broadcast.posting, broadcast.segment, parts.channels, broadcast.corrects_id)


def in_time(broadcast: Broadcast, told: Forecast, parts: Parts) -> None:
    """Raises `BroadcastRefusedError` where it would not be through before its last moment."""
    if told.ends >= broadcast.not_after:
        posting = parts.dialog.edition.posting
        ends, until = local(told.ends, posting), local(broadcast.not_after, posting)
        raise BroadcastRefusedError("late", ends=ends, until=until)
