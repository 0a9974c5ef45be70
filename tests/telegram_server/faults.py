"""Misfortune on demand: limits, failures, silence and delay, for one method, chat or all."""

import asyncio
import contextlib
import math
import random
from dataclasses import dataclass, field
from typing import Literal

from tests.telegram_server.clock import Clock
from tests.telegram_server.refusals import too_many_requests

Kind = Literal["too_many", "server_error", "html", "reset", "lost_reply", "delay", "hold"]


@dataclass(slots=True)
class Fault:
    """One kind of misfortune and whom it strikes.

    `method` empty: every method but getUpdates. `times` None: until cleared. `chance` is drawn
    from a seeded generator. `seconds` is the wait asked for by `too_many` or made by `delay`.
    """

    kind: Kind
    method: str = ""
    chat_id: int | None = None
    times: int | None = 1
    chance: float = 1.0
    seconds: float = 1.0
    status: int = 500
    struck: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, method: str, chat_id: str) -> bool:
        """Tell whether this call is one that may be struck."""
        if self.times is not None and self.struck >= self.times:
            return False
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        return method == self.method.lower() if self.method else method != "getupdates"

    async def sleep(self) -> None:
        """Wait as long as a slow network would, or until released."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.released.wait(), self.seconds)

    def release(self) -> None:
        """Let go all calls that a `hold` keeps, and those to come."""
        self.times = 0
        self.released.set()


class Faults:
    """The faults in force, and the pauses that the platform has imposed."""

    def __init__(self, clock: Clock, seed: int = 1) -> None:
        self._clock = clock
        self._random = random.Random(seed)
        self.active: list[Fault] = []
        self._paused: dict[int | None, float] = {}

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force."""
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """End all faults and pauses; held calls go on."""
        for fault in self.active:
            fault.release()
        self.active.clear()
        self._paused.clear()

    def pause(self, seconds: float, chat_id: int | None = None) -> None:
        """Answer 429 with the time left, to one chat or to everything, until it is over."""
        self._paused[chat_id] = self._clock.now() + seconds

    def strike(self, method: str, chat_id: str) -> Fault | None:
        """Return the fault that hits this call; refuse it where a pause is in force."""
        if self._paused:
            self._refuse_while_paused(method, chat_id)
        for fault in self.active:
            if fault.fits(method, chat_id) and self._random.random() < fault.chance:
                fault.struck += 1
                fault.reached.set()
                return fault
        return None

    def _refuse_while_paused(self, method: str, chat_id: str) -> None:
        if not method.startswith(("send", "edit", "delete", "answer")) or method.endswith(
            "webhook"
        ):
            return
        for paused, until in self._paused.items():
            left = until - self._clock.now()
            if left > 0 and (paused is None or str(paused) == chat_id):
                raise too_many_requests(math.ceil(left))
