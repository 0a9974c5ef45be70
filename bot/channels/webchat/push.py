"""Says *look* to open pages; what there is to see they fetch themselves."""

import asyncio
from collections.abc import AsyncGenerator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

HEARTBEAT = 20
ANYTHING = 0
PAGES_OF_ONE = 4  # a browser has six lines to one host; pages beyond these ask now and then


class Bell:
    """Who listens, by visitor."""

    def __init__(self) -> None:
        self._ears: dict[str, list[asyncio.Queue[int]]] = {}

    def ring(self, visitor: str, upto: int = ANYTHING) -> None:
        """Tells the visitor's open pages to look, those that have entry `upto` need not.

        Harmless where no page is open.
        """
        for ear in self._ears.get(visitor, ()):
            number = upto if ear.empty() else ANYTHING
            while not ear.empty():
                ear.get_nowait()
            ear.put_nowait(number)

    async def looks(self, visitor: str) -> AsyncGenerator[ServerSentEvent, None]:
        """One event for each ring; its data is `upto`."""
        ear: asyncio.Queue[int] = asyncio.Queue()
        self._ears.setdefault(visitor, []).append(ear)
        try:
            while True:
                yield ServerSentEvent(event="look", data=str(await ear.get()))
        finally:
            self._leave(visitor, ear)

    def listeners(self, visitor: str) -> int:
        """Open streams of one visitor."""
        return len(self._ears.get(visitor, ()))

    def _leave(self, visitor: str, ear: asyncio.Queue[int]) -> None:
        ears = self._ears.get(visitor, [])
        if ear in ears:
            ears.remove(ear)
        if not ears:
            self._ears.pop(visitor, None)


def stream(bell: Bell, visitor: str) -> Response:
    """The event stream of one open page; 204 tells a browser not to try again."""
    if bell.listeners(visitor) >= PAGES_OF_ONE:
        return Response(status_code=204)
    return EventSourceResponse(bell.looks(visitor), ping=HEARTBEAT)
