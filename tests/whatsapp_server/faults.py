"""Misfortune on demand: errors by their numbers, failures, silence and delay."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["error", "html", "reset", "lost_reply", "hold"]


@dataclass(slots=True)
class Fault:
    """One kind of misfortune. `code` is that of an `error`; `to` strikes one person's messages.

    `times` None: until cleared. `chance` is drawn from a seeded generator.
    """

    kind: Kind
    code: int = 131000
    status: int = 400
    to: str = ""
    times: int | None = 1
    chance: float = 1.0
    struck: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, to: str) -> bool:
        """Tell whether a message to that person is one that may be struck."""
        over = self.times is not None and self.struck >= self.times
        return not over and self.to in {"", to}


class Faults:
    """The faults in force."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.active: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force."""
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """End all faults; held calls go on."""
        for fault in self.active:
            fault.released.set()
        self.active.clear()

    def strike(self, to: str) -> Fault | None:
        """Return the fault that hits this message."""
        for fault in self.active:
            if fault.fits(to) and self._random.random() < fault.chance:
                fault.struck += 1
                fault.reached.set()
                return fault
        return None
