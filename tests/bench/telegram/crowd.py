"""Many people at once, each waiting for the reply before the next act."""

import asyncio
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import msgspec

from tests.bench.telegram import updates
from tests.bench.telegram.contender import Act, Decide, Done, Presses, Shown, Types
from tests.bench.telegram.link import Link
from tests.bench.telegram.score import Score
from tests.bench.telegram.sink import Asked

PATIENCE = 10.0
_PEOPLE = count(7_000_000_000)
_QUERIES = count(1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How people come: turns a second for all together (0: as fast as they can), and which part
    of the updates is posted twice at once.
    """

    rate: float = 0.0
    doubled: float = 0.0


class Crowd:
    """All people of one contender, and the way by which its calls find them."""

    def __init__(self, links: Callable[[], Link], people: int, pace: Pace) -> None:
        self.score = Score()
        self.pace = pace
        self.random = random.Random(5)
        self.phones = [Phone(self, links(), links()) for _ in range(people)]
        self.by_chat: dict[int, Phone] = {}
        self.open: dict[str, Phone] = {}
        self._next_slot = 0.0

    def hear(self, asked: Asked, message_id: int) -> None:
        """Take a call of the bot to the person it concerns."""
        if asked.method == "answercallbackquery":
            self.open.pop(str(asked.fields.get("callback_query_id")), None)
        elif (phone := self.by_chat.get(asked.chat_id)) is not None:
            phone.sees(asked.shown(message_id))

    def hear_reply(self, body: bytes) -> None:
        """Take a method that came in the webhook's own response."""
        if body.startswith(b"{"):
            method = str(msgspec.json.decode(body).get("method", "")).lower()
            self.hear(Asked(method, body, b"application/json"), 0)

    async def play(self, talk: Callable[[], Decide], seconds: float, talks: int = 0) -> float:
        """Let everybody talk for so long, or so many talks; return the seconds until the end."""
        begun = time.perf_counter()
        self._next_slot = begun
        end = math.inf if talks else begun + seconds
        await asyncio.gather(*(phone.live(talk, end, talks) for phone in self.phones))
        self.score.unanswered += len(self.open)
        self.open.clear()
        self.by_chat.clear()
        return time.perf_counter() - begun

    def close(self) -> None:
        """Close all connections."""
        for phone in self.phones:
            phone.close()

    async def slot(self) -> float:
        """Wait for the moment at which the next turn is due, and return it."""
        now = time.perf_counter()
        if not self.pace.rate:
            return now
        due = max(now, self._next_slot)
        self._next_slot = due + 1 / self.pace.rate
        await asyncio.sleep(due - now)
        return due


class Phone:
    """One place at which person after person plays a talk."""

    def __init__(self, crowd: Crowd, link: Link, second: Link) -> None:
        self._crowd = crowd
        self._link = link
        self._second = second
        self._person = 0
        self._shown = Shown(0, "", (), edited=False)
        self._said: set[str] = set()
        self._decide: Decide | None = None
        self._next: asyncio.Future[tuple[Act, float]] | None = None

    def close(self) -> None:
        """Close both connections."""
        self._link.close()
        self._second.close()

    async def live(self, talk: Callable[[], Decide], end: float, talks: int) -> None:
        """Play talks until the time is over or all are played, each as a new person."""
        left = iter(range(talks)) if talks else count()
        while time.perf_counter() < end and next(left, None) is not None:
            self._person = next(_PEOPLE)
            self._crowd.by_chat[self._person] = self
            self._said.clear()
            self._decide = talk()
            await self._talk(end)
            del self._crowd.by_chat[self._person]

    async def _talk(self, end: float) -> None:
        act: Act | None = Types("/start")
        while act is not None and not isinstance(act, Done) and time.perf_counter() < end:
            act = await self._turn(act)
        self._crowd.score.talks += isinstance(act, Done)

    async def _turn(self, act: Types | Presses) -> Act | None:
        """Act, then wait for the reply and for the webhook's 2xx; None when nothing came."""
        due = await self._crowd.slot()
        self._next = asyncio.get_running_loop().create_future()
        posted = self._post(self._update(act))
        try:
            async with asyncio.timeout(PATIENCE):
                await posted
                following, at = await self._next
        except TimeoutError:
            self._crowd.score.lost += 1
            return None
        self._crowd.score.waits.append(at - due)
        return following

    def _update(self, act: Types | Presses) -> bytes:
        if isinstance(act, Types):
            return updates.typed(self._person, self._shown.message_id + 1, act)
        query_id = str(next(_QUERIES))
        self._crowd.open[query_id] = self
        return updates.pressed(self._person, query_id, act, self._shown)

    async def _post(self, update: bytes) -> None:
        """Post until it is taken, as the platform does; sometimes a second time at once."""
        twice = self._crowd.pace.doubled and self._crowd.random.random() < self._crowd.pace.doubled
        again = asyncio.ensure_future(self._second.post(update)) if twice else None
        status, body = await self._link.post(update)
        while not 200 <= status < 300:
            self._crowd.score.refused += 1
            await asyncio.sleep(0.05)
            status, body = await self._link.post(update)
        self._crowd.hear_reply(body)
        if again is not None:
            await again

    def sees(self, shown: Shown) -> None:
        """Look at a message that arrived, and decide what to do next."""
        if not shown.edited:
            self._crowd.score.repeated += shown.text in self._said
            self._said.add(shown.text)
        if self._next is None or self._next.done() or self._decide is None:
            return
        following = self._decide(shown)
        if following is not None:
            self._shown = shown
            self._next.set_result((following, time.perf_counter()))
