"""What the parts of a posting may name: facts, lists, scales, clauses, requirements, positions."""

from collections.abc import Callable

from msgspec import Struct

from conversations.posting.faults import among
from conversations.posting.model import FactSpec
from conversations.posting.reader import Piece, PostingError

_STATUS = ("lulus", "berjalan", "putus")


class Names(Struct, frozen=True):
    """Everything that is declared in one posting, by its id.

    `faulty` are facts whose own fault is told already: what names them adds none.
    """

    facts: dict[str, FactSpec]
    lists: dict[str, tuple[str, ...]]
    scales: dict[str, tuple[tuple[str, ...], ...]]
    clauses: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()

    def fact(self, piece: Piece) -> FactSpec:
        """The fact that `piece` names."""
        return self.spec(piece.text(), piece)

    def spec(self, key: str, piece: Piece) -> FactSpec:
        """The fact called `key`; `piece` is where it is named."""
        if key in self.faulty:
            raise PostingError([])
        if key not in self.facts:
            raise piece.fault(f"no fact is called '{key}'", among(key, tuple(self.facts)))
        return self.facts[key]

    def clause(self, piece: Piece) -> str:
        """The id of a clause."""
        return _declared("clause", piece, self.clauses)

    def requirement(self, piece: Piece) -> str:
        """The id of a requirement."""
        return _declared("requirement", piece, self.requirements)

    def position(self, piece: Piece) -> str:
        """The id of a position."""
        return _declared("position", piece, self.positions)

    def value(self, key: str, piece: Piece) -> object:
        """A value for the fact `key`, checked against its type."""
        spec = self.spec(key, piece)
        if spec.type == "choice":
            return piece.one_of(spec.options)
        if spec.type == "education":
            return [self._level(item) for item in piece.items()]
        return _VALUES[spec.type](piece)

    def _level(self, piece: Piece) -> dict[str, str]:
        got = piece.fields("level status")
        words = tuple(word for scale in self.scales.values() for row in scale for word in row)
        return {"level": got["level"].one_of(words), "status": got["status"].one_of(_STATUS)}


def _declared(kind: str, piece: Piece, known: tuple[str, ...]) -> str:
    if (name := piece.text()) not in known:
        raise piece.fault(f"no {kind} is called '{name}'", among(name, known))
    return name


def _truth(piece: Piece) -> bool:
    if not isinstance(value := piece.value(), bool):
        raise piece.fault(f"'{value}' does not fit a yes/no fact", "true, false")
    return value


def _iso(piece: Piece) -> str:
    return piece.day().isoformat()


def _codes(piece: Piece) -> list[str]:
    return [digits(item) for item in piece.items()]


def digits(piece: Piece) -> str:
    """A code of digits, kept as written."""
    if not ((text := piece.text()).isascii() and text.isdigit()):
        raise piece.fault(f"'{text}' is no code", 'digits, such as "70209"')
    return text


def _periods(piece: Piece) -> object:
    raise piece.fault("an experience cannot be preset", "a question of kind experience")


_VALUES: dict[str, Callable[[Piece], object]] = {
    "bool": _truth,
    "date": _iso,
    "number": Piece.number,
    "text": Piece.text,
    "region": Piece.text,
    "codes": _codes,
    "experience": _periods,
}
