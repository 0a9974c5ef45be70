"""The plain parts of a posting: positions, clauses, facts, slots, schedule, stages."""

import re
from collections.abc import Callable
from typing import Any, TypeVar, get_args

from conversations.documents.checks import Checks
from conversations.posting import model
from conversations.posting.faults import Faults
from conversations.posting.names import Names
from conversations.posting.reader import Piece
from conversations.posting.template import CATEGORIES, PURPOSES, Category, Template

T = TypeVar("T")
_DRAWING = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.svg")


def distinct(
    piece: Piece, make: Callable[[Piece], T], faults: Faults | None = None
) -> tuple[T, ...]:
    """Every entry of a list; two with the same id are a fault.

    With `faults` they are noted there and the good entries returned; else they are raised.
    """
    noted = Faults() if faults is None else faults
    seen: set[object] = set()

    def once(part: Piece) -> T:
        made = make(part)
        if (name := _id(made)) in seen:
            raise part.fault(f"'{name}' stands twice", "each id once")
        seen.add(name)
        return made

    found = noted.each(piece.items(), once)
    if faults is None:
        noted.stop()
    return found


def _id(made: object) -> object:
    if isinstance(made, tuple):
        return made[0]
    return getattr(made, "id", None) or getattr(made, "key", None) or made


def picture(piece: Piece, names: Names) -> model.PictureSpec:
    """A picture's id and the clauses it restates."""
    got = piece.fields("id clauses")
    return model.PictureSpec(got["id"].ident(), distinct(got["clauses"], names.clause))


def template(piece: Piece, _names: Names) -> Template:
    """A text to be approved beforehand, and what for."""
    got = piece.fields("id for", "category")
    submitted: Category = "utility"
    if "category" in got:
        submitted = got["category"].one_of(CATEGORIES)
    return Template(got["id"].ident(), got["for"].one_of(PURPOSES), submitted)


def compare(piece: Piece, names: Names) -> model.Compare:
    """The other day on which verdicts are compared."""
    got = piece.fields("day clause")
    return model.Compare(got["day"].day(), names.clause(got["clause"]))


def position(piece: Piece) -> model.Position:
    """A position and how many people it takes."""
    got = piece.fields("id count")
    return model.Position(got["id"].ident(), got["count"].whole())


def clause(piece: Piece) -> model.Clause:
    """A clause's place and whose words it restates."""
    got = piece.fields("id section origin")
    return model.Clause(
        got["id"].ident(), got["section"].ident(), got["origin"].one_of(("official", "news"))
    )


def fact(piece: Piece) -> model.FactSpec:
    """A fact's type and what it takes to change it."""
    got = piece.fields("key type change", "options")
    kind: model.FactType = got["type"].one_of(get_args(model.FactType))
    options = distinct(got["options"], Piece.text) if "options" in got else ()
    if (kind == "choice") != bool(options):
        raise piece.fault("options belong to a choice, and only there", "options: [a, b]")
    return model.FactSpec(got["key"].ident(), kind, _change(got["change"]), options)


def _change(piece: Piece) -> model.Change:
    if piece.is_map():
        return model.Change("days", piece.fields("days")["days"].whole())
    if piece.text() not in {"never", "told"}:
        raise piece.fault(f"'{piece.text()}' is unknown", "never, told, {days: N}")
    return model.Change(piece.one_of(("never", "told")))


def slot(piece: Piece, names: Names) -> model.Slot:
    """A document to upload."""
    got = piece.fields("id clause need", "proves accepts many called checks example identity")
    found: dict[str, Any] = {
        "need": got["need"].one_of(("mandatory", "optional")),
        "proves": distinct(got["proves"], names.requirement) if "proves" in got else None,
    }
    if "accepts" in got:
        found["accepts"] = distinct(got["accepts"], lambda kind: kind.one_of(("pdf", "image")))
    if "many" in got:
        found["many"] = got["many"].one_of(("true", "false")) == "true"
    if "identity" in got:
        found["identity"] = got["identity"].one_of(("true", "false")) == "true"
    if "called" in got:
        found["called"] = distinct(got["called"], Piece.text)
    if "checks" in got:
        found["checks"] = _checks(got["checks"])
    if "example" in got:
        found["example"] = _drawing(got["example"])
    return model.Slot(got["id"].ident(), names.clause(got["clause"]), **found)


def _drawing(piece: Piece) -> str:
    """The name of a drawing, which is never used as a path."""
    if not _DRAWING.fullmatch(name := piece.text()):
        raise piece.fault(f"'{name}' is no name of a drawing", "small letters, such as ktp.svg")
    return name


def _checks(piece: Piece) -> Checks:
    """What a look at the document goes by."""
    got = piece.fields("", "pixels aspect background reads")
    pixels = got["pixels"].whole() if "pixels" in got else 0
    background = got["background"].one_of(("red", "blue", "white")) if "background" in got else ""
    reads = distinct(got["reads"], Piece.ident) if "reads" in got else ()
    aspect = _aspect(got["aspect"]) if "aspect" in got else (0, 0)
    return Checks(pixels, aspect, background, reads)


def _aspect(piece: Piece) -> tuple[int, int]:
    """Width and height of a picture."""
    sides = [side.whole() for side in piece.items()]
    if len(sides) != len("wh") or 0 in sides:
        raise piece.fault("is not a width and a height", "[4, 6]")
    return sides[0], sides[1]


def paper(piece: Piece, names: Names) -> model.LaterPaper:
    """A paper for after the final selection."""
    got = piece.fields("id clause", "requirement")
    needed = names.requirement(got["requirement"]) if "requirement" in got else ""
    return model.LaterPaper(got["id"].ident(), names.clause(got["clause"]), needed)


def scheduled(piece: Piece, names: Names) -> model.Scheduled:
    """A line of the schedule; its id is its clause."""
    got = piece.fields("id", "from until")
    start = got["from"].time() if "from" in got else None
    until = got["until"].time() if "until" in got else None
    return model.Scheduled(names.clause(got["id"]), start, until)


def stage(piece: Piece, names: Names) -> model.Stage:
    """A step of the selection."""
    got = piece.fields("id clause", "result_clause decides")
    result = names.clause(got["result_clause"]) if "result_clause" in got else ""
    decides = "decides" not in got or got["decides"].one_of(("true", "false")) == "true"
    return model.Stage(got["id"].ident(), names.clause(got["clause"]), result, decides)


def gap(piece: Piece) -> tuple[str, tuple[str, ...]]:
    """What the posting leaves open: its id, and the ids of the parts that it speaks of."""
    if not piece.is_map():
        return piece.ident(), ()
    got = piece.fields("id covers")
    return got["id"].ident(), distinct(got["covers"], Piece.ident)
