"""What can be wrong in a posting: each fault says file, line, what is wrong, what is allowed."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
P = TypeVar("P")
_SHOWN = 18


class Fault(Struct, frozen=True):
    """One thing wrong: where (line 0: the whole file), what, and what is allowed instead."""

    file: str
    line: int
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        """`file:line: what is wrong (allowed: ...)`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        tail = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{where}: {self.problem}{tail}"


class PostingError(ValueError):
    """A posting cannot be read; `faults` says every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Faults:
    """Gathers faults, so that one reading reports all of them."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def note(self, error: PostingError) -> None:
        """Keep the faults of an error that is not raised yet."""
        self.found.extend(error.faults)

    def attempt(self, make: Callable[[P], T], piece: P, instead: T) -> T:
        """What `make` gives for `piece`; where it raises, its faults are kept: `instead`."""
        try:
            return make(piece)
        except PostingError as error:
            self.note(error)
            return instead

    def each(self, pieces: Iterable[P], make: Callable[[P], T]) -> tuple[T, ...]:
        """What `make` gives for every piece that it can read."""
        made: list[T] = []
        for piece in pieces:
            try:
                made.append(make(piece))
            except PostingError as error:
                self.note(error)
        return tuple(made)

    def stop(self) -> None:
        """Raises `PostingError` where a fault was found, in the order of the lines."""
        if self.found:
            raise PostingError(sorted(self.found, key=lambda fault: (fault.file, fault.line)))


def among(word: str, allowed: tuple[str, ...]) -> str:
    """What is allowed: all of it where that is short, else what looks most like `word`."""
    if len(allowed) <= _SHOWN:
        return ", ".join(allowed) or "nothing: the posting names none"
    near = get_close_matches(word, allowed, n=3, cutoff=0.5) or list(allowed[:3])
    return f"{', '.join(near)} ... ({len(allowed)} in all)"
