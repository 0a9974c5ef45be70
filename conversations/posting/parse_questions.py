"""Questions of a posting: each kind asks for facts of its own type."""

from functools import partial
from typing import get_args

from conversations.posting.faults import Faults
from conversations.posting.model import FactSpec, Item, Kind, Option, Question
from conversations.posting.names import Names
from conversations.posting.parse_parts import distinct
from conversations.posting.reader import Piece

_BODY = {"choice": "options", "ticks": "items"}
_TYPE = {"yesno": "bool"}


def question(piece: Piece, names: Names) -> Question:
    """One question; its `options`, `items` or `fact` must fit its kind."""
    named = piece.map().get("kind")
    body = _BODY.get(named.one_of(get_args(Kind)), "fact") if named else "fact"
    got = piece.fields(f"id kind {body}", "when")
    word: Kind = got["kind"].one_of(get_args(Kind))
    return Question(
        got["id"].ident(),
        word,
        fact=_asked(word, got["fact"], names).key if body == "fact" else "",
        options=distinct(got[body], lambda p: _option(p, names)) if body == "options" else (),
        items=distinct(got[body], lambda p: _item(p, names)) if body == "items" else (),
        when=_values(got["when"], names) if "when" in got else {},
    )


def _asked(kind: str, piece: Piece, names: Names) -> FactSpec:
    spec, wanted = names.fact(piece), _TYPE.get(kind, kind)
    if spec.type != wanted:
        raise piece.fault(f"{kind} cannot ask for '{spec.key}', a {spec.type}", wanted)
    return spec


def _values(piece: Piece, names: Names) -> dict[str, object]:
    faults = Faults()
    found = {
        key: faults.attempt(partial(names.value, key), value, None)
        for key, value in piece.map().items()
    }
    faults.stop()
    if not found:
        raise piece.fault("names no fact", "fact: value")
    return found


def _option(piece: Piece, names: Names) -> Option:
    got = piece.fields("id sets")
    return Option(got["id"].ident(), _values(got["sets"], names))


def _item(piece: Piece, names: Names) -> Item:
    got = piece.fields("id fact", "yes no")
    spec = names.fact(got["fact"])
    if spec.type != "bool" and not {"yes", "no"} <= set(got):
        problem = f"'{spec.key}' is a {spec.type}: a tick needs its two values"
        raise piece.fault(problem, "yes: a value, no: a value")
    yes = names.value(spec.key, got["yes"]) if "yes" in got else True
    no = names.value(spec.key, got["no"]) if "no" in got else False
    return Item(got["id"].ident(), spec.key, yes, no)
