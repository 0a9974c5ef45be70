"""Facts while they are being collected from one message."""

from typing import cast

from conversations.understanding.meaning import Stated
from conversations.understanding.stated.segments import Segment


class Found:
    """The last word counts where it turns from an earlier one; else a contradiction is no fact."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._facts: dict[str, Stated] = {}
        self._torn: set[str] = set()
        self.last = ""

    def add(self, key: str, value: object, segment: Segment) -> None:
        """One fact; `segment` holds the words that say it."""
        old = self._facts.get(key)
        torn = old is not None and old.value != value and not segment.turns
        if torn:
            self._torn.add(key)
        elif segment.turns:
            self._torn.discard(key)
        self._facts[key] = Stated(key, value, self._words(segment))
        self.last = key

    def part(self, key: str, name: str, value: object, segment: Segment) -> None:
        """One part of a record."""
        old = self._facts.get(key)
        record = cast("dict[str, object]", old.value) if old else {}
        if name in record and record[name] != value and not segment.turns:
            self._torn.add(key)
        merged = {**record, name: value}
        self._facts[key] = Stated(key, merged, self._words(segment))
        self.last = key

    def value(self, key: str) -> object:
        return self._facts[key].value if key in self._facts else None

    def drop(self, key: str) -> None:
        self._facts.pop(key, None)

    def all(self) -> tuple[Stated, ...]:
        return tuple(one for one in self._facts.values() if one.key not in self._torn)

    def _words(self, segment: Segment) -> str:
        return self._text[segment.tokens[0].start : segment.tokens[-1].end]
