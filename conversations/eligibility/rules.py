"""The closed vocabulary of rules that a posting may use."""

from msgspec import Struct


class Is(Struct, frozen=True, tag="is"):
    """The fact `of` has this value."""

    of: str
    value: object


class OneOf(Struct, frozen=True, tag="one_of"):
    """The fact is one of `values`; `region` compares names of places whatever their spelling.

    `open` says that every option of the fact is allowed, so that not knowing it cannot matter.
    """

    of: str
    values: tuple[str, ...]
    list: str = ""
    region: bool = False
    open: bool = False


class AtLeast(Struct, frozen=True, tag="at_least"):
    """A number is at least `value`, or a finished level of `scale` (lowest first) is."""

    of: str
    value: str
    scale: tuple[tuple[str, ...], ...] = ()


class Age(Struct, frozen=True, tag="age"):
    """Completed years on the as-of day, both ends inclusive."""

    of: str
    min: int
    max: int


class ValidOn(Struct, frozen=True, tag="valid_on"):
    """The date is not before the as-of day."""

    of: str


class Contains(Struct, frozen=True, tag="contains"):
    """A list of codes holds `value` exactly."""

    of: str
    value: str


class Experience(Struct, frozen=True, tag="experience"):
    """Proven periods in one of `roles` for one of `fields` reach `years`."""

    of: str
    years: int
    roles: tuple[str, ...]
    fields: tuple[str, ...]
    proof: bool = True


class All(Struct, frozen=True, tag="all"):
    parts: tuple["Rule", ...]


class Any(Struct, frozen=True, tag="any"):
    parts: tuple["Rule", ...]


class Not(Struct, frozen=True, tag="not"):
    part: "Rule"


Rule = Is | OneOf | AtLeast | Age | ValidOn | Contains | Experience | All | Any | Not


def facts_of(rule: Rule) -> tuple[str, ...]:
    """Keys of the facts a rule looks at, in its order."""
    match rule:
        case All(parts) | Any(parts):
            return tuple(dict.fromkeys(key for part in parts for key in facts_of(part)))
        case Not(part):
            return facts_of(part)
        case _:
            return (rule.of,)
