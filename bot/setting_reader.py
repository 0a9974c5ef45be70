"""Reads one setting after the other, and collects what is wrong."""

from collections.abc import Callable, Mapping
from typing import TypeVar

T = TypeVar("T")


class Reader:
    """Collects faults instead of stopping at the first."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values, self.faults = values, list[str]()

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(f"PANDU_{name}", "").strip() or default

    def read(self, name: str, default: str, make: Callable[[str], T], allowed: str) -> T | None:
        """`make` of the text; a fault where it raises ValueError."""
        try:
            return make(self.text(name, default))
        except (ValueError, TypeError):
            self.faults.append(f"PANDU_{name}: not {allowed}")
            return None
