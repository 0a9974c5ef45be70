"""Where something may be said to somebody now: some channels let a talk be begun only so long after
a person's last word, or in words that were approved beforehand.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations.posting.prepared import template_for
from handlers.parts import Parts
from storage.planning import Reach, time_of

WINDOW = timedelta(hours=23, minutes=50)
"""A little less than what channels allow."""


async def reachable(
    reaches: Sequence[Reach], purpose: str, parts: Parts, now: datetime
) -> list[Reach]:
    """Those of `reaches` where it may be said, for whose `purpose` a template may stand ready."""
    return [reach for reach in reaches if await _is_reachable(reach, purpose, parts, now)]


async def _is_reachable(reach: Reach, purpose: str, parts: Parts, now: datetime) -> bool:
    can = parts.channels.get(reach.address.channel)
    if can is None or not can.needs_template or template_for(parts.dialog.edition, purpose):
        return True
    heard = await parts.store.windows().last_heard(reach.address_id)
    return now - time_of(heard) < WINDOW
