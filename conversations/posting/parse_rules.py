"""Rules of a posting: each names facts that exist, of a type that it can judge."""

from collections.abc import Callable

from conversations.eligibility import rules
from conversations.posting.faults import Faults, among
from conversations.posting.model import FactSpec
from conversations.posting.names import Names, digits
from conversations.posting.reader import Piece

_TYPES = {
    "is": ("bool", "choice", "text"),
    "one_of": ("choice", "region", "text"),
    "at_least": ("number", "education"),
    "age": ("date",),
    "valid_on": ("date",),
    "contains": ("codes",),
    "experience": ("experience",),
}
_WORDS = (*_TYPES, "all", "any", "not")
Maker = Callable[[FactSpec, Piece, Names], rules.Rule]


def rule(piece: Piece, names: Names) -> rules.Rule:
    """One rule: a table with a single word of the vocabulary."""
    entries = piece.map(_WORDS)
    if len(entries) != 1:
        raise piece.fault("a rule is exactly one word with its table", ", ".join(_WORDS))
    word, body = next(iter(entries.items()))
    match word:
        case "all":
            return rules.All(_parts(body, names))
        case "any":
            return rules.Any(_parts(body, names))
        case "not":
            return rules.Not(rule(body, names))
        case _:
            return _leaf(word, body, names)


def _parts(body: Piece, names: Names) -> tuple[rules.Rule, ...]:
    faults = Faults()
    parts = faults.each(body.items(), lambda part: rule(part, names))
    faults.stop()
    if not parts:
        raise body.fault("is an empty list", "at least one rule")
    return parts


def _leaf(word: str, body: Piece, names: Names) -> rules.Rule:
    entries = body.map()
    if "of" not in entries:
        raise body.fault("'of' is missing", "of: the key of a fact")
    spec = names.fact(entries["of"])
    if spec.type not in _TYPES[word]:
        raise body.fault(
            f"{word} cannot judge '{spec.key}', a {spec.type}", ", ".join(_TYPES[word])
        )
    return _LEAVES[word](spec, body, names)


def _is(spec: FactSpec, body: Piece, names: Names) -> rules.Rule:
    return rules.Is(spec.key, names.value(spec.key, body.fields("of value")["value"]))


def _one_of(spec: FactSpec, body: Piece, names: Names) -> rules.Rule:
    piece = body.fields("of values")["values"]
    if piece.is_list():
        name, values = "", piece.texts()
    elif (name := piece.text()) in names.lists:
        values = names.lists[name]
    else:
        raise piece.fault(f"no list is called '{name}'", among(name, tuple(names.lists)))
    if spec.type == "choice" and (strange := [word for word in values if word not in spec.options]):
        raise piece.fault(f"'{strange[0]}' is no option of '{spec.key}'", ", ".join(spec.options))
    every = spec.type == "choice" and set(spec.options) <= set(values)
    return rules.OneOf(spec.key, values, name, region=spec.type == "region", open=every)


def _at_least(spec: FactSpec, body: Piece, names: Names) -> rules.Rule:
    if spec.type == "number":
        value = body.fields("of value")["value"]
        value.number()
        return rules.AtLeast(spec.key, value.text())
    entries = body.fields("of value scale")
    scale = names.scales[entries["scale"].one_of(tuple(names.scales))]
    words = tuple(word for level in scale for word in level)
    return rules.AtLeast(spec.key, entries["value"].one_of(words), scale)


def _age(spec: FactSpec, body: Piece, _: Names) -> rules.Rule:
    entries = body.fields("of from to")
    return rules.Age(spec.key, entries["from"].whole(), entries["to"].whole())


def _valid_on(spec: FactSpec, body: Piece, _: Names) -> rules.Rule:
    body.fields("of")
    return rules.ValidOn(spec.key)


def _contains(spec: FactSpec, body: Piece, _: Names) -> rules.Rule:
    return rules.Contains(spec.key, digits(body.fields("of value")["value"]))


def _experience(spec: FactSpec, body: Piece, _: Names) -> rules.Rule:
    entries = body.fields("of years roles fields", "proof")
    return rules.Experience(
        spec.key,
        entries["years"].whole(),
        tuple(word.casefold() for word in entries["roles"].texts()),
        tuple(word.casefold() for word in entries["fields"].texts()),
        proof="proof" not in entries or entries["proof"].one_of(("true", "false")) == "true",
    )


_LEAVES: dict[str, Maker] = {
    "is": _is,
    "one_of": _one_of,
    "at_least": _at_least,
    "age": _age,
    "valid_on": _valid_on,
    "contains": _contains,
    "experience": _experience,
}
