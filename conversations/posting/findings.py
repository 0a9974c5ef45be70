"""What the linter has to say, and where in the files it stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from conversations.posting.edition import Edition
from conversations.posting.faults import Faults, PostingError
from conversations.posting.reader import Piece, read

Severity = Literal["error", "warning", "gap"]
POSTING = "posting.yaml"


class Finding(Struct, frozen=True):
    """One thing to look at. Line 0: the file as a whole. `advice` says what is allowed or to do."""

    severity: Severity
    file: str
    line: int
    problem: str
    advice: str = ""

    def __str__(self) -> str:
        """`severity file:line: what (to do)`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{self.severity} {where}: {self.told}"

    @property
    def told(self) -> str:
        """`what (to do)`."""
        return self.problem + (f" ({self.advice})" if self.advice else "")


class Limits(Struct, frozen=True):
    """Letters that fit: `choice` a list row's title, `tick` a box, `longest` what any channel can
    show of either, `title` a heading; `token` bytes for the ids of a question and its answer.
    """

    choice: int = 24
    tick: int = 40
    longest: int = 72
    title: int = 60
    token: int = 44


class Places:
    """Lines of the parts of one file, by place: `questions/kbli`, `clauses/umum-1`."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines = dict(_lines(read(file, text)))

    def line(self, place: str) -> int:
        """The line of a place, or of the nearest table around it; 0 where there is none."""
        while place and place not in self._lines:
            place = place.rpartition("/")[0]
        return self._lines.get(place, 0)


def _lines(piece: Piece, at: str = "") -> Iterator[tuple[str, int]]:
    if piece.is_map():
        for key, part in piece.map().items():
            yield f"{at}/{key}".lstrip("/"), part.line
            yield from _lines(part, f"{at}/{key}".lstrip("/"))
    elif piece.is_list():
        for part in piece.items():
            name = _name(part)
            yield f"{at}/{name}", part.line
            yield from _lines(part, f"{at}/{name}")


def _name(piece: Piece) -> str:
    if not piece.is_map():
        return "" if piece.is_list() else Faults().attempt(Piece.text, piece, "")
    entries = piece.map()
    named = entries.get("id") or entries.get("key")
    return Faults().attempt(Piece.text, named, "") if named else ""


class Desk:
    """One posting under review: what it says, and the findings so far."""

    def __init__(
        self,
        edition: Edition,
        places: dict[str, Places],
        limits: Limits,
        drawings: Mapping[str, str],
    ) -> None:
        self.posting, self.texts, self.limits = edition.posting, edition.texts, limits
        self.answers, self.drawings = edition.answers, drawings
        self._places = places
        self.findings: list[Finding] = []

    def error(self, place: str, problem: str, advice: str = "", file: str = POSTING) -> None:
        """Something that must be mended before the posting can be used."""
        self._add("error", place, problem, advice, file)

    def warn(self, place: str, problem: str, advice: str = "", file: str = POSTING) -> None:
        """Something that works, and is likely not meant."""
        self._add("warning", place, problem, advice, file)

    def gap(self, place: str, about: str, problem: str) -> None:
        """Something that the announcement itself leaves open; told to applicants where declared."""
        declared = self.posting.covered.get(about)
        advice = (
            f"declared as '{declared}'"
            if declared
            else f"declare it: gaps: [{{id: ..., covers: [{about}]}}], with its sentence"
        )
        self._add("gap", place, problem, advice, POSTING)

    def _add(self, severity: Severity, place: str, problem: str, advice: str, file: str) -> None:
        line = self._places[file].line(place)
        self.findings.append(Finding(severity, file, line, problem, advice))


def of_error(error: PostingError) -> list[Finding]:
    """The faults of a file that cannot be read, as findings."""
    return [
        Finding("error", one.file, one.line, one.problem, one.allowed and f"allowed: {one.allowed}")
        for one in error.faults
    ]


Check = Callable[[Desk], None]
