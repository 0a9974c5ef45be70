"""id.yaml (or another language) becomes `PostingTexts`; ids must be those of the posting."""

from collections.abc import Callable
from typing import TypeVar

from conversations.posting.model import FactSpec, Posting, Question
from conversations.posting.reader import Faults, Piece, read
from conversations.posting.texts import (
    FactTexts,
    PostingTexts,
    QuestionTexts,
    RequirementTexts,
    SlotTexts,
)

T = TypeVar("T")
Tables = dict[str, Piece]
_WORDS = (
    "sections", "clauses", "lists", "values", "later_papers", "stages", "positions",
    "conventions", "gaps",
)  # fmt: skip
_KEYS = ("title", "agency", *_WORDS, "facts", "questions", "requirements", "slots")


def parse_texts(text: str, posting: Posting, file: str = "id.yaml") -> PostingTexts:
    """The sentences in `text`. Raises `PostingError` with every fault found."""
    top = read(file, text)
    faults = Faults()
    tables = top.map(_KEYS, faults)
    head = {
        key: faults.attempt(lambda key=key: top.need(key, tables).text(), "")  # type: ignore[misc]
        for key in ("title", "agency")
    }
    ids = _ids(posting)
    words = {key: _table(tables, key, ids[key], Piece.text, faults) for key in _WORDS}
    texts = PostingTexts(
        **head,
        **words,
        facts=_table(tables, "facts", ids["facts"], _fact(posting), faults),
        questions=_table(tables, "questions", ids["questions"], _question(posting), faults),
        requirements=_table(tables, "requirements", ids["requirements"], _requirement, faults),
        slots=_table(tables, "slots", ids["slots"], _slot, faults),
    )
    faults.stop()
    return texts


def _ids(posting: Posting) -> dict[str, tuple[str, ...]]:
    """What each table may name."""
    named = {
        key: tuple(entry.id for entry in getattr(posting, key))
        for key in (
            "clauses", "questions", "requirements", "slots", "later_papers", "stages", "positions"
        )
    }  # fmt: skip
    return named | {
        "sections": tuple(dict.fromkeys(clause.section for clause in posting.clauses)),
        "facts": tuple(posting.fact),
        "lists": tuple(posting.lists),
        "values": tuple(dict.fromkeys(word for spec in posting.facts for word in spec.options)),
        "conventions": posting.conventions,
        "gaps": posting.gaps,
    }


def _table(
    tables: Tables, key: str, ids: tuple[str, ...], make: Callable[[Piece], T], faults: Faults
) -> dict[str, T]:
    if key not in tables:
        return {}
    found: dict[str, T] = {}
    for name, piece in _entries(tables[key], ids, faults).items():
        for made in faults.each([piece], make):
            found[name] = made
    return found


def _entries(piece: Piece, ids: tuple[str, ...], faults: Faults) -> dict[str, Piece]:
    return faults.attempt(lambda: piece.map(ids or ("(nothing)",), faults), {})


def _pairs(piece: Piece, ids: tuple[str, ...]) -> dict[str, str]:
    faults = Faults()
    found = {
        key: faults.attempt(part.text, "") for key, part in _entries(piece, ids, faults).items()
    }
    faults.stop()
    return found


def _sentences(piece: Piece, needed: str, optional: str = "") -> dict[str, str]:
    """The plain sentences of an entry; tables in it are left to the caller."""
    faults = Faults()
    entries = piece.map((*needed.split(), *optional.split()), faults)
    for key in needed.split():
        faults.attempt(lambda key=key: piece.need(key, entries), piece)  # type: ignore[misc]
    found = {
        key: faults.attempt(part.text, "") for key, part in entries.items() if key not in _TABLES
    }
    faults.stop()
    return found


_TABLES = ("said", "items", "options")


def _fact(posting: Posting) -> Callable[[Piece], FactTexts]:
    def make(piece: Piece) -> FactTexts:
        words = _sentences(piece, "name", "said fix where")
        spec = posting.fact[piece.key]
        said = piece.map().get("said")
        return FactTexts(**words, said=_pairs(said, _said(spec)) if said else {})

    return make


def _said(spec: FactSpec) -> tuple[str, ...]:
    return ("true", "false") if spec.type == "bool" else spec.options


def _question(posting: Posting) -> Callable[[Piece], QuestionTexts]:
    def make(piece: Piece) -> QuestionTexts:
        words = _sentences(piece, "ask help short", "items options")
        inner = _inner(posting.question[piece.key])
        entries = piece.map()
        tables = {key: _pairs(entries[key], ids) for key, ids in inner.items() if key in entries}
        return QuestionTexts(**words, **tables)

    return make


def _inner(question: Question) -> dict[str, tuple[str, ...]]:
    return {
        "items": tuple(item.id for item in question.items),
        "options": tuple(option.id for option in question.options),
    }


def _requirement(piece: Piece) -> RequirementTexts:
    return RequirementTexts(**_sentences(piece, "title", "never"))


def _slot(piece: Piece) -> SlotTexts:
    return SlotTexts(**_sentences(piece, "name", "tip"))
