"""Who may be written to freely, and to whom a talk may still be begun today."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from bot.channels.whatsapp.limits import CHANNEL, SPARE, WINDOW
from bot.settings_whatsapp import UNLIMITED
from storage.cases import millis
from storage.delivery import Delivery
from storage.windows import Quota, Windows

REMEMBERED = 20_000
COARSE_MS = 180_000
"""So often in a talk it is stored that somebody spoke: a window is held for shorter than it is."""


class Window:
    """What was heard in this process is known without asking; the rest is asked of the database."""

    def __init__(self, windows: Windows, tier: int, now: Callable[[], datetime]) -> None:
        self._windows, self._now = windows, now
        self._quota = Quota(CHANNEL, tier) if tier != UNLIMITED else None
        self._heard: OrderedDict[int, int] = OrderedDict()
        self._noted: OrderedDict[int, int] = OrderedDict()

    async def heard(self, address_id: int, at: datetime) -> None:
        """They spoke at `at`; durable when this returns, to some minutes. Raises
        `DatabaseDownError`.
        """
        spoke = max(millis(at), self._heard.get(address_id, 0))
        self._remember(self._heard, address_id, spoke)
        if spoke - self._noted.get(address_id, 0) > COARSE_MS:
            await self._windows.heard(CHANNEL, address_id, at)
            self._remember(self._noted, address_id, spoke)

    async def is_open(self, delivery: Delivery) -> bool:
        """May anything be said to them now?"""
        closes = WINDOW - SPARE
        since = millis(self._now() - closes)
        known = self._heard.get(delivery.address_id, 0)
        if known <= since:
            known = await self._windows.last_heard(delivery.address_id)
            self._remember(self._heard, delivery.address_id, known)
        return known > since

    async def begin(self, delivery: Delivery) -> bool:
        """May a talk be begun with them? Where it may, they are counted for 24 hours."""
        if self._quota is None:
            return True
        return await self._windows.begin(self._quota, delivery.address_id, self._now())

    @staticmethod
    def _remember(times: OrderedDict[int, int], address_id: int, at: int) -> None:
        times[address_id] = at
        times.move_to_end(address_id)
        if len(times) > REMEMBERED:
            times.popitem(last=False)
