"""Rules of a posting: each names facts that exist, of a type that it can judge."""

from msgspec import Struct

from conversations.eligibility import rules
from conversations.posting.model import FactSpec
from conversations.posting.reader import Piece

_RULES = ("is", "one_of", "at_least", "age", "valid_on", "contains", "experience")
_WORDS = (*_RULES, "all", "any", "not")
_TYPES = {
    "is": ("bool", "choice", "text"),
    "one_of": ("choice", "region", "text"),
    "at_least": ("number", "education"),
    "age": ("date",),
    "valid_on": ("date",),
    "contains": ("codes",),
    "experience": ("experience",),
}


class Names(Struct, frozen=True):
    """What a rule or a question may name."""

    facts: dict[str, FactSpec]
    lists: dict[str, tuple[str, ...]]
    scales: dict[str, tuple[tuple[str, ...], ...]]

    def fact(self, piece: Piece) -> FactSpec:
        """The fact that `piece` names."""
        if (key := piece.text()) not in self.facts:
            raise piece.fault(f"no fact is called '{key}'", ", ".join(self.facts))
        return self.facts[key]

    def value(self, key: str, piece: Piece) -> object:
        """A value for the fact `key`, checked against its type."""
        if key not in self.facts:
            raise piece.fault(f"no fact is called '{key}'", ", ".join(self.facts))
        spec, value = self.facts[key], piece.value()
        if spec.type == "bool" and not isinstance(value, bool):
            raise piece.fault(f"'{value}' does not fit a yes/no fact", "true, false")
        if spec.type == "choice":
            return piece.one_of(spec.options)
        return value


def rule(piece: Piece, names: Names) -> rules.Rule:
    """One rule: a table with a single word of the vocabulary."""
    entries = piece.map(_WORDS)
    if len(entries) != 1:
        raise piece.fault("a rule is exactly one of the words", ", ".join(_WORDS))
    word, body = next(iter(entries.items()))
    match word:
        case "all":
            return rules.All(tuple(rule(part, names) for part in body.items()))
        case "any":
            return rules.Any(tuple(rule(part, names) for part in body.items()))
        case "not":
            return rules.Not(rule(body, names))
        case _:
            return _leaf(word, body, names)


def _leaf(word: str, body: Piece, names: Names) -> rules.Rule:
    entries = body.map()
    spec = names.fact(body.need("of", entries))
    if spec.type not in _TYPES[word]:
        raise body.fault(f"{word} cannot judge '{spec.key}', a {spec.type}", ", ".join(_TYPES[word]))
    match word:
        case "is":
            return rules.Is(spec.key, names.value(spec.key, body.need("value", entries)))
        case "one_of":
            return _one_of(spec, body.need("values", entries), names)
        case "at_least":
            return _at_least(spec, body, names)
        case "age":
            low, high = body.need("from", entries).whole(), body.need("to", entries).whole()
            return rules.Age(spec.key, low, high)
        case "valid_on":
            return rules.ValidOn(spec.key)
        case "contains":
            return rules.Contains(spec.key, body.need("value", entries).text())
        case _:
            return _experience(spec, body)


def _one_of(spec: FactSpec, piece: Piece, names: Names) -> rules.Rule:
    if piece.is_list():
        name, values = "", piece.texts()
    elif (name := piece.text()) in names.lists:
        values = names.lists[name]
    else:
        raise piece.fault(f"no list is called '{name}'", ", ".join(names.lists))
    every = spec.type == "choice" and set(spec.options) <= set(values)
    return rules.OneOf(spec.key, values, name, region=spec.type == "region", open=every)


def _at_least(spec: FactSpec, body: Piece, names: Names) -> rules.Rule:
    entries = body.map(("of", "value", "scale"))
    value = body.need("value", entries)
    if spec.type == "number":
        try:
            float(value.text())
        except ValueError:
            raise value.fault(f"'{value.text()}' is no number", "such as 3.00") from None
        return rules.AtLeast(spec.key, value.text())
    scale = names.scales.get(body.need("scale", entries).one_of(tuple(names.scales)), ())
    words = tuple(word for level in scale for word in level)
    return rules.AtLeast(spec.key, value.one_of(words), scale)


def _experience(spec: FactSpec, body: Piece) -> rules.Rule:
    entries = body.map(("of", "years", "roles", "fields", "proof"))
    return rules.Experience(
        spec.key,
        body.need("years", entries).whole(),
        tuple(word.casefold() for word in body.need("roles", entries).texts()),
        tuple(word.casefold() for word in body.need("fields", entries).texts()),
        proof="proof" not in entries or entries["proof"].value() is True,
    )
