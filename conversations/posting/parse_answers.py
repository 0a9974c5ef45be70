"""answers.yaml becomes an `AnswerBook`; every name must be one of the posting's."""

from typing import cast

from conversations.posting.answers import AnswerBook, Clock, Entry, Told
from conversations.posting.faults import Faults, among
from conversations.posting.model import Posting
from conversations.posting.parse_parts import distinct
from conversations.posting.reader import Piece, read

SENSITIVE = ("result", "others", "money", "code", "insider", "account")
_CLOCKS = ("registration", "today")
_KINDS = {"answered": "answerable", "silent": "not_in_posting"}
_OPTIONAL = "kind subject say gaps conventions general clock titles long"


def parse_answers(text: str, posting: Posting, file: str = "answers.yaml") -> AnswerBook:
    """The answers in `text`. Raises `PostingError` with every fault found."""
    top, faults = read(file, text), Faults()
    parts = top.map(("answers", "sensitive"), faults)
    entries: tuple[Entry, ...] = ()
    sensitive: dict[str, tuple[str, ...]] = {}
    if "answers" in parts:
        entries = distinct(parts["answers"], lambda piece: _entry(piece, posting), faults)
    if "sensitive" in parts:
        sensitive = faults.attempt(lambda p: _sensitive(p, posting), parts["sensitive"], sensitive)
    faults.stop()
    return AnswerBook(entries, sensitive)


def _sensitive(piece: Piece, posting: Posting) -> dict[str, tuple[str, ...]]:
    return {key: _clauses(part, posting) for key, part in piece.map(SENSITIVE).items()}


def _entry(piece: Piece, posting: Posting) -> Entry:
    got = piece.fields("id clauses ask", _OPTIONAL)
    kind = _KINDS[got["kind"].one_of(tuple(_KINDS))] if "kind" in got else "answerable"
    return Entry(
        got["id"].ident(),
        _clauses(got["clauses"], posting),
        got["ask"].texts(),
        cast("Told", kind),
        subject=_languages(got.get("subject"), posting),
        say=_languages(got.get("say"), posting),
        gaps=_among(got.get("gaps"), "gap", posting.gaps),
        conventions=_among(got.get("conventions"), "convention", posting.conventions),
        general=_among(got.get("general"), "fact", tuple(posting.fact)),
        clock=cast("Clock", got["clock"].one_of(_CLOCKS) if "clock" in got else ""),
        titles=_set(got.get("titles")),
        long=_set(got.get("long")),
    )


def _set(piece: Piece | None) -> bool:
    return piece is not None and piece.one_of(("true", "false")) == "true"


def _clauses(piece: Piece, posting: Posting) -> tuple[str, ...]:
    return _among(piece, "clause", tuple(posting.clause))


def _among(piece: Piece | None, kind: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if piece is None:
        return ()
    for item in piece.items():
        if (name := item.text()) not in known:
            raise item.fault(f"no {kind} is called '{name}'", among(name, known))
    return piece.texts()


def _languages(piece: Piece | None, posting: Posting) -> dict[str, str]:
    if piece is None:
        return {}
    return {key: part.text() for key, part in piece.map(posting.languages).items()}
