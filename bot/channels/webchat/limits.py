"""How much one visitor or one place on the net may ask for."""

import time
from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from math import ceil

from msgspec import Struct

from bot.channels.webchat.refused import RefusedError
from conversations.dialog.capabilities import Capabilities

CAPABILITIES = Capabilities(
    can_push=False, can_edit=False, multi_select=True, identity_papers=True, checklist=True
)
Network = IPv4Network | IPv6Network
CROWDED = 20_000
SLACK = 1e-9  # sums of floats


class Rate(Struct, frozen=True):
    """`burst` at once, then one more each `every` seconds. `key` names the sentence for people."""

    burst: int
    every: float
    key: str = "webchat.refused.hurry"


SAY = Rate(burst=30, every=1)
READ = Rate(burst=90, every=0.5)
NEWCOMER = Rate(burst=60, every=1, key="webchat.refused.crowd")
RETURN = Rate(burst=10, every=360, key="webchat.refused.codes")


class Limits:
    """Leaky buckets in memory, one for each (rate, who). `on` is False for load tests alone."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic, *, on: bool = True) -> None:
        self._seconds, self._on = seconds, on
        self._empty_at: dict[tuple[Rate, str], float] = {}

    def __len__(self) -> int:
        """How many buckets are remembered."""
        return len(self._empty_at)

    def take(self, rate: Rate, who: str) -> None:
        """Counts one. Raises `RefusedError` (429) where the bucket is full."""
        if not self._on:
            return
        now = self._seconds()
        empty_at = max(self._empty_at.get((rate, who), now), now) + rate.every
        over = empty_at - now - rate.burst * rate.every
        if over > SLACK:
            raise RefusedError(429, rate.key, ceil(over))
        self._empty_at[rate, who] = empty_at
        if len(self._empty_at) > CROWDED:
            self._forget_idle(now)

    def _forget_idle(self, now: float) -> None:
        self._empty_at = {who: at for who, at in self._empty_at.items() if at > now}


def place(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address on the net that counts: the last one that no trusted proxy stands for.

    `forwarded` is the X-Forwarded-For header. An IPv6 address counts as its /64 network.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    while hops and _is_trusted(peer, trusted):
        peer = hops.pop()
    return _whole_line(peer)


def _is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    try:
        found = ip_address(peer)
    except ValueError:
        return False
    return any(found in network for network in trusted)


def _whole_line(peer: str) -> str:
    try:
        found = ip_address(peer)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, 64), strict=False))
    return str(found)
