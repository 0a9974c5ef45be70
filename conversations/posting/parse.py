"""posting.yaml becomes a `Posting`; every fault says file, line, what is wrong, what is allowed."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conversations.posting import model
from conversations.posting.parse_rules import Names, rule
from conversations.posting.reader import Fault, Piece, PostingError, read

T = TypeVar("T")
_TOP = (
    "format slug zone zone_label languages opens closes as_of compare form_url portal positions"
    " clauses lists scales facts questions requirements slots later_papers schedule stages"
    " commitments readiness provisions conventions gaps"
).split()


def parse(text: str, file: str = "posting.yaml") -> model.Posting:
    """The posting in `text`. Raises `PostingError` with every fault found."""
    top = read(file, text)
    entries = top.map(tuple(_TOP))
    faults: list[Fault] = []

    def many(key: str, make: Callable[[Piece], T]) -> tuple[T, ...]:
        found = []
        for piece in entries[key].items() if key in entries else []:
            try:
                found.append(make(piece))
            except PostingError as error:
                faults.extend(error.faults)
        return tuple(found)

    lists = _texts_by_name(entries.get("lists"))
    scales = _scales(entries.get("scales"))
    facts = many("facts", _fact)
    names = Names({spec.key: spec for spec in facts}, lists, scales)
    posting = model.Posting(
        **_head(top, entries),
        positions=many("positions", _position),
        clauses=many("clauses", _clause),
        lists=lists,
        scales=scales,
        facts=facts,
        questions=many("questions", lambda piece: _question(piece, names)),
        requirements=many("requirements", lambda piece: _requirement(piece, names)),
        slots=many("slots", _slot),
        later_papers=many("later_papers", _paper),
        schedule=many("schedule", _scheduled),
        stages=many("stages", _stage),
        **{key: many(key, Piece.text) for key in _TOP[-5:]},
    )
    if faults:
        raise PostingError(faults)
    return posting


def _head(top: Piece, entries: dict[str, Piece]) -> dict[str, Any]:
    def need(key: str) -> Piece:
        return top.need(key, entries)

    need("format").one_of(("1",))
    words = {key: need(key).text() for key in ("slug", "zone_label", "form_url", "portal")}
    return words | {
        "zone": _zone(need("zone")),
        "languages": need("languages").texts(),
        "opens": need("opens").time(),
        "closes": need("closes").time(),
        "as_of": need("as_of").day(),
        "compare": _compare(entries["compare"]) if "compare" in entries else None,
    }


def _zone(piece: Piece) -> str:
    try:
        return ZoneInfo(piece.text()).key
    except (ZoneInfoNotFoundError, ValueError):
        raise piece.fault(f"'{piece.text()}' is no time zone", "such as Asia/Jakarta") from None


def _fields(piece: Piece, needed: str, optional: str = "") -> dict[str, Piece]:
    entries = piece.map((*needed.split(), *optional.split()))
    for key in needed.split():
        piece.need(key, entries)
    return entries


def _compare(piece: Piece) -> model.Compare:
    got = _fields(piece, "day clause")
    return model.Compare(got["day"].day(), got["clause"].text())


def _position(piece: Piece) -> model.Position:
    got = _fields(piece, "id count")
    return model.Position(got["id"].text(), got["count"].whole())


def _clause(piece: Piece) -> model.Clause:
    got = _fields(piece, "id section origin")
    origin = got["origin"].one_of(("official", "news"))
    return model.Clause(got["id"].text(), got["section"].text(), origin)  # type: ignore[arg-type]


def _fact(piece: Piece) -> model.FactSpec:
    got = _fields(piece, "key type change", "options")
    kind = got["type"].one_of(get_args(model.FactType))
    options = got["options"].texts() if "options" in got else ()
    if (kind == "choice") != bool(options):
        raise piece.fault("options belong to a choice, and only there", "options: [a, b]")
    change = _change(got["change"])
    return model.FactSpec(got["key"].text(), kind, change, options)  # type: ignore[arg-type]


def _change(piece: Piece) -> model.Change:
    if piece.is_map():
        return model.Change("days", _fields(piece, "days")["days"].whole())
    return model.Change(piece.one_of(("never", "told")))  # type: ignore[arg-type]


def _question(piece: Piece, names: Names) -> model.Question:
    got = _fields(piece, "id kind", "fact options items when")
    kind = got["kind"].one_of(get_args(model.Kind))
    body = {"choice": "options", "ticks": "items"}.get(kind, "fact")
    piece.need(body, got)
    return model.Question(
        got["id"].text(),
        kind,  # type: ignore[arg-type]
        fact=names.fact(got["fact"]).key if "fact" in got else "",
        options=tuple(_option(p, names) for p in got["options"].items()) if "options" in got else (),
        items=tuple(_item(p, names) for p in got["items"].items()) if "items" in got else (),
        when=_values(got["when"], names) if "when" in got else {},
    )


def _values(piece: Piece, names: Names) -> dict[str, object]:
    return {key: names.value(key, value) for key, value in piece.map().items()}


def _option(piece: Piece, names: Names) -> model.Option:
    got = _fields(piece, "id sets")
    return model.Option(got["id"].text(), _values(got["sets"], names))


def _item(piece: Piece, names: Names) -> model.Item:
    got = _fields(piece, "id fact", "yes no")
    key = names.fact(got["fact"]).key
    yes = names.value(key, got["yes"]) if "yes" in got else True
    no = names.value(key, got["no"]) if "no" in got else False
    return model.Item(got["id"].text(), key, yes, no)


def _requirement(piece: Piece, names: Names) -> model.Requirement:
    got = _fields(piece, "id clause weight proof rule", "positions")
    return model.Requirement(
        got["id"].text(),
        got["clause"].text(),
        got["weight"].one_of(("mandatory", "preferred")),  # type: ignore[arg-type]
        got["proof"].one_of(("now", "later", "none")),  # type: ignore[arg-type]
        rule(got["rule"], names),
        got["positions"].texts() if "positions" in got else (),
    )


def _slot(piece: Piece) -> model.Slot:
    got = _fields(piece, "id clause need")
    need = got["need"].one_of(("mandatory", "optional"))
    return model.Slot(got["id"].text(), got["clause"].text(), need)  # type: ignore[arg-type]


def _paper(piece: Piece) -> model.LaterPaper:
    got = _fields(piece, "id clause", "requirement")
    needed = got["requirement"].text() if "requirement" in got else ""
    return model.LaterPaper(got["id"].text(), got["clause"].text(), needed)


def _scheduled(piece: Piece) -> model.Scheduled:
    got = _fields(piece, "id", "from until")
    start = got["from"].time() if "from" in got else None
    return model.Scheduled(got["id"].text(), start, got["until"].time() if "until" in got else None)


def _stage(piece: Piece) -> model.Stage:
    got = _fields(piece, "id clause", "result_clause")
    result = got["result_clause"].text() if "result_clause" in got else ""
    return model.Stage(got["id"].text(), got["clause"].text(), result)


def _texts_by_name(piece: Piece | None) -> dict[str, tuple[str, ...]]:
    return {key: value.texts() for key, value in piece.map().items()} if piece else {}


def _scales(piece: Piece | None) -> dict[str, tuple[tuple[str, ...], ...]]:
    entries = piece.map() if piece else {}
    return {key: tuple(row.texts() for row in value.items()) for key, value in entries.items()}
