"""id.yaml (or another language) becomes `PostingTexts`; ids must be those of the posting."""

from collections.abc import Callable
from typing import Any, TypeVar

from conversations.posting.faults import Faults, among
from conversations.posting.model import FactSpec, Posting, Question
from conversations.posting.reader import Piece, read
from conversations.posting.template import TemplateTexts
from conversations.posting.texts import (
    FactTexts,
    FigureTexts,
    PictureTexts,
    PostingTexts,
    QuestionTexts,
    RequirementTexts,
    SlotTexts,
)

T = TypeVar("T")
Ids = tuple[str, ...]
_LISTED = (
    "clauses", "questions", "requirements", "slots", "later_papers", "stages", "positions",
    "pictures", "templates",
)  # fmt: skip
_TABLES = (
    "sections", "clauses", "facts", "questions", "requirements", "lists", "values", "slots",
    "later_papers", "stages", "positions", "conventions", "gaps", "greeting", "hints",
    "pictures", "templates",
)  # fmt: skip
_SENTENCES = ("title", "agency", "news")
_OPTIONAL = ("news",)
_WRITTEN = frozenset({"date", "number", "region", "codes", "experience"})
_NOTHING = ("(nothing)",)


def parse_texts(text: str, posting: Posting, file: str = "id.yaml") -> PostingTexts:
    """The sentences in `text`. Raises `PostingError` with every fault found."""
    top, faults = read(file, text), Faults()
    entries = top.map((*_SENTENCES, *_TABLES), faults)
    found: dict[str, Any] = {}
    for key in _SENTENCES:
        if key in entries:
            found[key] = faults.attempt(Piece.text, entries[key], "")
        elif key not in _OPTIONAL:
            faults.note(top.fault(f"'{key}' is missing", "title, agency and the tables"))
    ids, makers = _ids(posting), _makers(posting)
    for key in _TABLES:
        make = makers.get(key, Piece.text)
        found[key] = _table(entries[key], ids[key], make, faults) if key in entries else {}
    faults.stop()
    return PostingTexts(**found)


def _ids(posting: Posting) -> dict[str, Ids]:
    """What each table may name."""
    found = {key: tuple(entry.id for entry in getattr(posting, key)) for key in _LISTED}
    return found | {
        "sections": tuple(dict.fromkeys(clause.section for clause in posting.clauses)),
        "facts": tuple(posting.fact),
        "lists": tuple(posting.lists),
        "values": tuple(dict.fromkeys(word for spec in posting.facts for word in spec.options)),
        "conventions": posting.conventions,
        "gaps": posting.gaps,
        "greeting": (*_official(posting), *posting.gaps),
        "hints": tuple(one.id for one in posting.questions if one.kind in _WRITTEN),
    }


def _official(posting: Posting) -> Ids:
    return tuple(clause.id for clause in posting.clauses if clause.origin == "official")


def _makers(posting: Posting) -> dict[str, Callable[[Piece], object]]:
    """How an entry of each table is read, where it is more than a sentence."""
    return {
        "facts": lambda piece: _fact(piece, posting.fact[piece.key]),
        "questions": lambda piece: _question(piece, posting.question[piece.key]),
        "requirements": lambda piece: RequirementTexts(**_entry(piece, "title", "never", {})),
        "slots": lambda piece: SlotTexts(**_entry(piece, "name", "tip mistakes lead", {})),
        "pictures": _picture,
        "templates": lambda piece: TemplateTexts(**_entry(piece, "body button", "", {})),
    }


def _table(piece: Piece, ids: Ids, make: Callable[[Piece], T], faults: Faults) -> dict[str, T]:
    nothing: dict[str, Piece] = {}
    entries = faults.attempt(lambda table: table.map(ids or _NOTHING, faults), piece, nothing)
    found: dict[str, T] = {}
    for key, part in entries.items():
        for made in faults.each([part], make):
            found[key] = made
    return found


def _fact(piece: Piece, spec: FactSpec) -> FactTexts:
    values = ("true", "false") if spec.type == "bool" else spec.options
    return FactTexts(**_entry(piece, "name", "fix where proof", {"said": values}))


def _picture(piece: Piece) -> PictureTexts:
    got = piece.fields("title source", "figures flow tips story")
    said = {key: got[key].text() for key in ("title", "source", "story") if key in got}
    listed = {key: got[key].texts() for key in ("flow", "tips") if key in got}
    figures = tuple(_figure(one) for one in got["figures"].items()) if "figures" in got else ()
    return PictureTexts(**said, figures=figures, **listed)  # type: ignore[arg-type] # by key


def _figure(piece: Piece) -> FigureTexts:
    got = piece.fields("figure says")
    return FigureTexts(got["figure"].text(), got["says"].text())


def _question(piece: Piece, question: Question) -> QuestionTexts:
    items = tuple(item.id for item in question.items)
    options = tuple(option.id for option in question.options)
    tables = {"items": items, "options": options}
    return QuestionTexts(**_entry(piece, "ask help short", "", tables))


def _entry(piece: Piece, needed: str, optional: str, tables: dict[str, Ids]) -> dict[str, Any]:
    """The sentences of a record by key, and its `tables` of sentences by the ids of each."""
    faults = Faults()
    found: dict[str, object] = {}
    keys = (*needed.split(), *optional.split(), *tables)
    for key, part in piece.map(keys, faults).items():
        if key in tables:
            found[key] = _table(part, tables[key], Piece.text, faults)
        else:
            found[key] = faults.attempt(Piece.text, part, "")
    for key in needed.split():
        if key not in found:
            faults.note(piece.fault(f"'{key}' is missing", among("", keys)))
    faults.stop()
    return found
