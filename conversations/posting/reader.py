"""Reads YAML as we type it: a scalar is the words it looks like, every value knows its line."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from conversations.posting.faults import Fault, Faults, PostingError, among

__all__ = ["Fault", "Faults", "Piece", "PostingError", "read"]

Word = TypeVar("Word", bound=str)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_WHOLE = re.compile(r"[0-9]{1,6}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_PLAIN = {"true": True, "false": False, "null": None}


class Piece:
    """One YAML value with its place: its line, counted from 1, is that of its key.

    Every accessor raises `PostingError` with that place.
    """

    def __init__(self, file: str, node: Node, name: str = "", key: Node | None = None) -> None:
        self._file, self._node, self.name = file, node, name
        self.key = str(key.value) if key else ""
        self.line = int((key or node).start_mark.line) + 1

    def fault(self, problem: str, allowed: str = "") -> PostingError:
        """The error to raise about this value."""
        where = f"{self.name}: " if self.name else ""
        return PostingError([Fault(self._file, self.line, f"{where}{problem}", allowed)])

    def text(self) -> str:
        """One word or sentence; an empty one is a fault."""
        if not isinstance(self._node, ScalarNode):
            raise self.fault("is not a single value", "a word or a sentence")
        if not (text := str(self._node.value)).strip():
            raise self.fault("is empty", "a word or a sentence")
        return text

    def ident(self) -> str:
        """An id: it also travels in buttons and file names."""
        if not _IDENT.fullmatch(text := self.text()):
            raise self.fault(f"'{text}' is no id", "letters, digits, '-', '_' and '.', at most 60")
        return text

    def one_of(self, allowed: tuple[Word, ...]) -> Word:
        """A word that must be one of `allowed`."""
        text = self.text()
        for word in allowed:
            if word == text:
                return word
        raise self.fault(f"'{text}' is unknown", among(text, allowed))

    def whole(self) -> int:
        """A whole number from 0 to 999999."""
        if not _WHOLE.fullmatch(text := self.text()):
            raise self.fault(f"'{text}' is not a whole number", "0, 1, 2 ...")
        return int(text)

    def number(self) -> float:
        """A number with a point as its decimal mark."""
        if not _NUMBER.fullmatch(text := self.text()):
            raise self.fault(f"'{text}' is no number", "such as 3 or 3.00")
        return float(text)

    def day(self) -> date:
        """A day as YYYY-MM-DD."""
        try:
            return date.fromisoformat(_shaped(_DAY, self.text()))
        except ValueError:
            raise self.fault(f"'{self.text()}' is no day", "YYYY-MM-DD") from None

    def time(self) -> datetime:
        """A local time as YYYY-MM-DDTHH:MM, without a zone."""
        try:
            return datetime.fromisoformat(_shaped(_TIME, self.text()))
        except ValueError:
            raise self.fault(f"'{self.text()}' is no time", "YYYY-MM-DDTHH:MM") from None

    def items(self) -> list["Piece"]:
        """The values of a list."""
        if not isinstance(self._node, SequenceNode):
            raise self.fault("is not a list", "[a, b] or lines that begin with '- '")
        return [
            Piece(self._file, node, f"{self.name}[{at}]")
            for at, node in enumerate(self._node.value)
        ]

    def texts(self) -> tuple[str, ...]:
        """The words of a list."""
        return tuple(item.text() for item in self.items())

    def map(
        self, allowed: tuple[str, ...] = (), faults: Faults | None = None
    ) -> dict[str, "Piece"]:
        """The entries by key; a key twice, or one not in `allowed`, is a fault.

        With `faults` they are noted there and the good entries returned; else they are raised.
        """
        noted = Faults() if faults is None else faults
        found: dict[str, Piece] = {}
        for key, piece in self._entries():
            if allowed and key not in allowed:
                noted.note(piece.fault("is unknown here", among(key, allowed)))
            elif key in found:
                noted.note(piece.fault("stands twice", "each key once"))
            else:
                found[key] = piece
        if faults is None:
            noted.stop()
        return found

    def fields(self, needed: str, optional: str = "") -> dict[str, "Piece"]:
        """The entries of a record whose keys are known, separated by blanks."""
        faults = Faults()
        keys = (*needed.split(), *optional.split())
        found = self.map(keys, faults)
        for key in needed.split():
            if key not in found:
                faults.note(self.fault(f"'{key}' is missing", among("", keys)))
        faults.stop()
        return found

    def is_map(self) -> bool:
        """Is it a table?"""
        return isinstance(self._node, MappingNode)

    def is_list(self) -> bool:
        """Is it a list?"""
        return isinstance(self._node, SequenceNode)

    def value(self) -> object:
        """A free value: true, false and null are themselves, unless quoted; digits stay words."""
        if self.is_map():
            return {key: piece.value() for key, piece in self.map().items()}
        if self.is_list():
            return [item.value() for item in self.items()]
        plain = getattr(self._node, "style", None) not in {"'", '"'}
        text = self.text()
        return _PLAIN.get(text, text) if plain else text

    def _entries(self) -> Iterator[tuple[str, "Piece"]]:
        if not isinstance(self._node, MappingNode):
            raise self.fault("is not a table", "'key: value' lines")
        for key, node in self._node.value:
            if not isinstance(key, ScalarNode):
                raise Piece(self._file, key, self.name).fault("has a key that is no word")
            name = f"{self.name}.{key.value}".lstrip(".")
            yield str(key.value), Piece(self._file, node, name, key)


def read(file: str, text: str) -> Piece:
    """The whole file as one piece. Raises `PostingError` where it is no YAML."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PostingError([Fault(file, line, f"is no YAML: {error.problem}")]) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise PostingError([Fault(file, 0, "is no YAML")]) from None
    if node is None:
        raise PostingError([Fault(file, 1, "is empty")])
    _check_tree(file, node)
    return Piece(file, node)


def _check_tree(file: str, top: Node) -> None:
    """Each value stands for itself: no anchors (which may loop), no endless depth."""
    seen: set[int] = set()
    ahead = [(top, 0)]
    while ahead:
        node, depth = ahead.pop()
        if id(node) in seen or depth > _DEEPEST:
            problem = "is nested too deep" if depth > _DEEPEST else "repeats a value by '*name'"
            raise Piece(file, node).fault(problem, "each value written where it belongs")
        seen.add(id(node))
        ahead.extend((inner, depth + 1) for inner in _inside(node))


def _inside(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _shaped(shape: re.Pattern[str], text: str) -> str:
    if not shape.fullmatch(text):
        raise ValueError(shape.pattern)
    return text
