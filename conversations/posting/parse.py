"""posting.yaml becomes a `Posting`; every fault says file, line, what is wrong, what is allowed."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conversations.posting import model, parse_parts
from conversations.posting.faults import Faults
from conversations.posting.names import Names
from conversations.posting.parse_questions import question
from conversations.posting.parse_rules import rule
from conversations.posting.reader import Piece, read
from conversations.schedule.parse import occasion

T = TypeVar("T")
_NEEDED = (
    *("format", "slug", "zone", "zone_label", "languages", "opens", "closes", "as_of"),
    *("form_url", "portal", "positions", "clauses", "facts", "questions", "requirements"),
)
_NAMED = ("commitments", "readiness", "attendance", "provisions")
_OPTIONAL = (
    *("compare", "lists", "scales", "slots", "later_papers", "schedule", "stages"),
    *(*_NAMED, "conventions", "gaps", "reminders", "pictures", "templates"),
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parse(text: str, file: str = "posting.yaml") -> model.Posting:
    """The posting in `text`. Raises `PostingError` with every fault found."""
    return _Reading(read(file, text)).posting()


class _Reading:
    """One file on its way to a posting, and the faults met on the way."""

    def __init__(self, top: Piece) -> None:
        self.faults = Faults()
        self.entries = top.map((*_NEEDED, *_OPTIONAL), self.faults)
        for key in _NEEDED:
            if key not in self.entries:
                self.faults.note(top.fault(f"'{key}' is missing", "every posting has it"))

    def one(self, key: str, make: Callable[[Piece], T], instead: T | None = None) -> T | None:
        """The entry `key`, or `instead` where it is absent or faulty."""
        if key not in self.entries:
            return instead
        return self.faults.attempt(make, self.entries[key], instead)

    def many(self, key: str, make: Callable[[Piece], T]) -> tuple[T, ...]:
        """Every entry of the list `key`, each id once."""

        def read_all(piece: Piece) -> tuple[T, ...]:
            return parse_parts.distinct(piece, make, self.faults)

        return self.one(key, read_all) or ()

    def posting(self) -> model.Posting:
        """The whole posting, once nothing is wrong."""
        facts = self.many("facts", parse_parts.fact)
        names = self._names(facts)
        posting = model.Posting(
            **self._head(names),
            **self._lists(names),
            positions=self.many("positions", parse_parts.position),
            clauses=self.many("clauses", parse_parts.clause),
            lists=names.lists,
            scales=names.scales,
            facts=facts,
            questions=self.many("questions", lambda piece: question(piece, names)),
            requirements=self.many("requirements", lambda piece: _requirement(piece, names)),
        )
        self.faults.stop()
        return posting

    def _head(self, names: Names) -> dict[str, Any]:
        self.one("format", lambda piece: piece.one_of(("1",)))
        words = {key: self.one(key, Piece.text, "") for key in ("zone_label", "form_url", "portal")}
        return words | {
            "slug": self.one("slug", _slug),
            "zone": self.one("zone", _zone),
            "languages": self.one("languages", _languages),
            "opens": self.one("opens", Piece.time),
            "closes": self.one("closes", Piece.time),
            "as_of": self.one("as_of", Piece.day),
            "compare": self.one("compare", lambda piece: parse_parts.compare(piece, names)),
        }

    def _lists(self, names: Names) -> dict[str, Any]:
        parts: dict[str, Callable[[Piece, Names], object]] = {
            "slots": parse_parts.slot,
            "later_papers": parse_parts.paper,
            "schedule": parse_parts.scheduled,
            "stages": parse_parts.stage,
            "pictures": parse_parts.picture,
            "templates": parse_parts.template,
        }
        found: dict[str, Any] = {
            key: self.many(key, partial(_named, make, names)) for key, make in parts.items()
        }
        found |= {key: self.many(key, names.clause) for key in _NAMED}
        gaps = self.many("gaps", parse_parts.gap)
        return found | {
            "conventions": self.many("conventions", Piece.ident),
            "gaps": tuple(name for name, _ in gaps),
            "covered": {part: name for name, covers in gaps for part in covers},
            "reminders": self.many("reminders", lambda piece: occasion(piece, names))
            if "reminders" in self.entries
            else None,
        }

    def _names(self, facts: tuple[model.FactSpec, ...]) -> Names:
        by_key = {spec.key: spec for spec in facts}
        return Names(
            by_key,
            self.one("lists", _words) or {},
            self.one("scales", _scales) or {},
            clauses=self._ids("clauses"),
            requirements=self._ids("requirements"),
            positions=self._ids("positions"),
            faulty=tuple(key for key in self._ids("facts", "key") if key not in by_key),
        )

    def _ids(self, key: str, name: str = "id") -> tuple[str, ...]:
        """Ids as declared, also of entries that have another fault: it is reported once."""
        silent = Faults()
        none: list[Piece] = []
        pieces = silent.attempt(Piece.items, self.entries[key], none) if key in self.entries else []
        return silent.each(pieces, lambda piece: piece.map(faults=silent).get(name, piece).text())


def _named(make: Callable[[Piece, Names], T], names: Names, piece: Piece) -> T:
    return make(piece, names)


def _requirement(piece: Piece, names: Names) -> model.Requirement:
    got = piece.fields("id clause weight proof rule", "positions")
    held = parse_parts.distinct(got["positions"], names.position) if "positions" in got else ()
    return model.Requirement(
        got["id"].ident(),
        names.clause(got["clause"]),
        got["weight"].one_of(("mandatory", "preferred")),
        got["proof"].one_of(("now", "later", "none")),
        rule(got["rule"], names),
        held,
    )


def _slug(piece: Piece) -> str:
    if not _SLUG.fullmatch(text := piece.text()):
        raise piece.fault(f"'{text}' is no slug", "small letters, digits and single hyphens")
    return text


def _zone(piece: Piece) -> str:
    try:
        return ZoneInfo(piece.text()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        allowed = "such as Asia/Jakarta, Asia/Makassar, Asia/Jayapura"
        raise piece.fault(f"'{piece.text()}' is no time zone", allowed) from None


def _languages(piece: Piece) -> tuple[str, ...]:
    found = parse_parts.distinct(piece, lambda part: part.one_of(("id", "en")))
    if "id" not in found:
        raise piece.fault("'id' is missing: Indonesian is required", "id, en")
    return found


def _words(piece: Piece) -> dict[str, tuple[str, ...]]:
    return {key: value.texts() for key, value in piece.map().items()}


def _scales(piece: Piece) -> dict[str, tuple[tuple[str, ...], ...]]:
    scales = piece.map().items()
    return {key: tuple(row.texts() for row in value.items()) for key, value in scales}
