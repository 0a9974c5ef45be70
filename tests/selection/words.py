"""What the tests of the selection share: words, cells, rows."""

from collections.abc import Sequence

from bot.texts import load_phrases
from conversations.selection.cells import Cell
from conversations.selection.decision import Decision, Outcome
from conversations.selection.sheet import Person, Row, Sheet, Words, read_sheet, words_of

WORDS: Words = words_of(list(load_phrases("results").values()))
NIK = "3171234501900001"


def table(*lines: Sequence[str]) -> list[list[Cell]]:
    return [[Cell(text) for text in line] for line in lines]


def sheet(*lines: Sequence[str]) -> Sheet:
    return read_sheet(table(*lines), WORDS)


def row(at: int, person: Person, outcome: Outcome = "pass", score: int | None = None) -> Row:
    return Row(at, person, Decision(outcome, score))
