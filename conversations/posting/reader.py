"""Reads YAML as typed by us: every scalar is the words it looks like, every value knows its line."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TypeVar

import yaml
from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Fault(Struct, frozen=True):
    """One thing wrong in a posting: where, what, and what is allowed instead."""

    file: str
    line: int
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        """`file:line: what is wrong (allowed: ...)`."""
        tail = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{self.file}:{self.line}: {self.problem}{tail}"


class PostingError(ValueError):
    """A posting cannot be read; `faults` says every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Faults:
    """Gathers faults, so that one reading reports all of them."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def attempt(self, make: Callable[[], T], instead: T) -> T:
        """What `make` gives; where it raises `PostingError`, its faults are kept: `instead`."""
        try:
            return make()
        except PostingError as error:
            self.found.extend(error.faults)
            return instead

    def each(self, pieces: "list[Piece]", make: "Callable[[Piece], T]") -> tuple[T, ...]:
        """What `make` gives for every piece that it can read."""
        made: list[T] = []
        for piece in pieces:
            self.attempt(lambda piece=piece: made.append(make(piece)), None)  # type: ignore[misc]
        return tuple(made)

    def stop(self) -> None:
        """Raises `PostingError` where a fault was found, in the order of the lines."""
        if self.found:
            raise PostingError(sorted(self.found, key=lambda fault: (fault.file, fault.line)))


class Piece:
    """One YAML value with its place. Every accessor raises `PostingError` with that place."""

    def __init__(self, file: str, node: Node, name: str, key: str = "") -> None:
        self._file, self._node, self.name, self.key = file, node, name, key

    @property
    def line(self) -> int:
        return int(self._node.start_mark.line) + 1

    def fault(self, problem: str, allowed: str = "") -> PostingError:
        """The error to raise about this value."""
        where = f"{self.name}: " if self.name else ""
        return PostingError([Fault(self._file, self.line, f"{where}{problem}", allowed)])

    def text(self) -> str:
        if not isinstance(self._node, ScalarNode):
            raise self.fault("is not a single value", "a word or a sentence")
        return str(self._node.value)

    def one_of(self, allowed: tuple[str, ...]) -> str:
        if (text := self.text()) not in allowed:
            raise self.fault(f"'{text}' is unknown", ", ".join(allowed))
        return text

    def whole(self) -> int:
        try:
            return int(self.text())
        except ValueError:
            raise self.fault(f"'{self.text()}' is not a whole number", "0, 1, 2 ...") from None

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.fault(f"'{self.text()}' is no day", "YYYY-MM-DD") from None

    def time(self) -> datetime:
        try:
            return datetime.fromisoformat(self.text())
        except ValueError:
            raise self.fault(f"'{self.text()}' is no time", "YYYY-MM-DDTHH:MM") from None

    def items(self) -> list["Piece"]:
        if not isinstance(self._node, SequenceNode):
            raise self.fault("is not a list", "[a, b] or lines that begin with '- '")
        return [
            Piece(self._file, node, f"{self.name}[{at}]")
            for at, node in enumerate(self._node.value)
        ]

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def map(
        self, allowed: tuple[str, ...] = (), faults: Faults | None = None
    ) -> dict[str, "Piece"]:
        """The entries by key; a key twice, or one not in `allowed`, is a fault.

        With `faults` they are noted there and the good entries returned; else they are raised.
        """
        found: dict[str, Piece] = {}
        noted = faults or Faults()
        for key, piece in self._entries():
            if allowed and key not in allowed:
                error = piece.fault(f"'{key}' is unknown here", ", ".join(allowed))
                noted.found.extend(error.faults)
            elif key in found:
                noted.found.extend(piece.fault(f"'{key}' stands twice", "each key once").faults)
            else:
                found[key] = piece
        if faults is None:
            noted.stop()
        return found

    def need(self, key: str, entries: dict[str, "Piece"]) -> "Piece":
        """The entry `key` of `entries`, which are this value's."""
        if key not in entries:
            raise self.fault(f"'{key}' is missing", ", ".join(sorted({key, *entries})))
        return entries[key]

    def is_map(self) -> bool:
        return isinstance(self._node, MappingNode)

    def is_list(self) -> bool:
        return isinstance(self._node, SequenceNode)

    def value(self) -> object:
        """A free value: true, false and null are themselves, unless quoted; digits stay words."""
        if self.is_map():
            return {key: piece.value() for key, piece in self.map().items()}
        if self.is_list():
            return [item.value() for item in self.items()]
        plain = getattr(self._node, "style", None) not in {"'", '"'}
        words = {"true": True, "false": False, "null": None}
        return words.get(self.text(), self.text()) if plain else self.text()

    def _entries(self) -> Iterator[tuple[str, "Piece"]]:
        if not isinstance(self._node, MappingNode):
            raise self.fault("is not a table", "'key: value' lines")
        for key, node in self._node.value:
            name = f"{self.name}.{key.value}".lstrip(".")
            yield str(key.value), Piece(self._file, node, name, str(key.value))


def read(file: str, text: str) -> Piece:
    """The whole file as one piece. Raises `PostingError` where it is no YAML."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PostingError([Fault(file, line, f"is no YAML: {error.problem}")]) from None
    if node is None:
        raise PostingError([Fault(file, 1, "is empty")])
    return Piece(file, node, "")
