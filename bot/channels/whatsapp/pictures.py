"""Pictures on their way out: handed to the platform once, afterwards named by its id."""

from collections.abc import Awaitable, Callable
from time import monotonic

from bot.channels.whatsapp.api import Api

Png = Callable[[str], Awaitable[bytes | None]]
"""The picture of a code."""
KEPT = 25 * 86_400.0
"""Seconds; the platform keeps them for thirty days."""


class Pictures:
    """Ids are kept by the code of what a picture says."""

    def __init__(self, api: Api, png: Png, seconds: Callable[[], float] = monotonic) -> None:
        self._api, self._png, self._seconds = api, png, seconds
        self._ids: dict[str, tuple[str, float]] = {}

    async def id_of(self, code: str, patience: float) -> str:
        """The platform's id; "" where there is no picture or it was not taken."""
        known, until = self._ids.get(code, ("", 0.0))
        if known and self._seconds() < until:
            return known
        png = await self._png(code)
        found = await self._api.keep(png, patience) if png else ""
        if found:
            self._ids[code] = (found, self._seconds() + KEPT)
        return found
