"""A list of results as rows of cells: whom each row is about, and what was decided."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from conversations.selection.cells import (
    Cell,
    CellError,
    Code,
    email_of,
    nik_of,
    number_of,
    phone_of,
    score_of,
    text_of,
)
from conversations.selection.decision import OUTCOMES, REASONED, Decision, Outcome
from conversations.texts.phrases import Phrases

FIELDS = ("number", "name", "email", "phone", "nik", "outcome", "score", "reason")
KEYS = ("number", "email", "phone", "nik")
"""By what a row finds its candidate."""
MOST_ROWS = 20_000


class Person(Struct, frozen=True, omit_defaults=True):
    """What a list says of somebody. `number` is that of their registration."""

    name: str = ""
    number: str = ""
    email: str = ""
    phone: str = ""
    nik: str = ""

    @property
    def keys(self) -> dict[str, str]:
        """What they are found by, by kind."""
        return {kind: value for kind in KEYS if (value := getattr(self, kind))}


class Row(Struct, frozen=True):
    """`at` is its line in the file, from 1."""

    at: int
    person: Person
    decision: Decision


class Fault(Struct, frozen=True):
    """A row that does not fit, and where; `at` 0 is the whole file."""

    at: int
    code: Code
    column: str = ""


class Sheet(Struct, frozen=True):
    """`ignored` are the headings of columns that nothing is read from."""

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()


class Words(Struct, frozen=True):
    """How lists name columns and outcomes, in small letters."""

    columns: Mapping[str, str]
    outcomes: Mapping[str, Outcome]


def words_of(phrases: Sequence[Phrases]) -> Words:
    """Of every language together."""
    columns = {
        word: field
        for each in phrases
        for field in FIELDS
        for word in _listed(each(f"results.columns.{field}"))
    }
    outcomes = {
        word: outcome
        for each in phrases
        for outcome in OUTCOMES
        for word in _listed(each(f"results.outcomes.{outcome}"))
    }
    return Words(columns, outcomes)


def read_sheet(table: Sequence[Sequence[Cell]], words: Words) -> Sheet:
    """Everything that the table says; the first row that holds anything is the heading."""
    lines = [(at, line) for at, line in enumerate(table, 1) if any(c.text.strip() for c in line)]
    if not lines:
        return Sheet(faults=(Fault(0, "empty"),))
    heading, body = lines[0][1], lines[1:]
    found = [words.columns.get(_folded(text_of(cell)), "") for cell in heading]
    ignored = tuple(
        text_of(cell)
        for cell, field in zip(heading, found, strict=True)
        if not field and text_of(cell)
    )
    if fault := _fault_of(found, len(body)):
        return Sheet(faults=(fault,), ignored=ignored)
    rows, faults = [], []
    for at, line in body:
        got = _read(at, dict(zip(found, line, strict=False)), words)
        rows += [got] if isinstance(got, Row) else []
        faults += [got] if isinstance(got, Fault) else []
    return Sheet(tuple(rows), (*faults, *_twice(rows)), ignored)


def _fault_of(found: Sequence[str], rows: int) -> Fault | None:
    """What is wrong with the whole list."""
    known = [field for field in found if field]
    if len(set(known)) < len(known) or "outcome" not in known or not set(KEYS) & set(known):
        return Fault(0, "columns")
    if not rows:
        return Fault(0, "empty")
    return Fault(0, "too_many") if rows > MOST_ROWS else None


def _read(at: int, cells: Mapping[str, Cell], words: Words) -> Row | Fault:
    field = ""
    try:
        got: dict[str, object] = {}
        for field, read in _READERS.items():
            got[field] = read(cells.get(field, Cell()))
        field = "outcome"
        decision = _decision(cells, words, got)
    except CellError as error:
        return Fault(at, error.code, field)
    person = Person(*(str(got[name]) for name in ("name", "number", "email", "phone", "nik")))
    return Row(at, person, decision) if person.keys else Fault(at, "nobody")


def _decision(cells: Mapping[str, Cell], words: Words, got: Mapping[str, object]) -> Decision:
    outcome = words.outcomes.get(_folded(text_of(cells.get("outcome", Cell()))))
    if outcome is None:
        raise CellError("outcome")
    reason, score = str(got["reason"]), got["score"]
    if outcome in REASONED and not reason:
        raise CellError("reason")
    return Decision(outcome, score if isinstance(score, int) else None, reason)


_READERS: Mapping[str, Callable[[Cell], object]] = {
    "name": text_of, "number": number_of, "email": email_of, "phone": phone_of, "nik": nik_of,
    "score": score_of, "reason": text_of,
}  # fmt: skip


def _twice(rows: Sequence[Row]) -> Iterator[Fault]:
    """Rows that name somebody whom an earlier row named by NIK or number."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        keys = {(kind, getattr(row.person, kind)) for kind in ("number", "nik")}
        keys = {key for key in keys if key[1]}
        if keys & seen:
            yield Fault(row.at, "twice")
        seen |= keys


def _listed(words: str) -> list[str]:
    return [_folded(word) for word in words.split(",")]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").replace("_", " ").split())
