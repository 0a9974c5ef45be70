"""What a document of one slot is held against: the posting's own rules, as plain values."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from conversations.eligibility.rules import All, Any, AtLeast, Contains, Experience, Not, Rule
from conversations.posting.model import Posting, Slot


class Sought(Struct, frozen=True, kw_only=True):
    """`day` is the one that the posting counts on; `kbli` the code that must be listed, "" where
    none must; `levels` those of education that suffice, () where any does; `years` of experience,
    0 for none.
    """

    slot: str
    day: date
    kbli: str = ""
    levels: tuple[str, ...] = ()
    years: int = 0
    roles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def sought(posting: Posting, slot_id: str) -> Sought:
    """For the slot `slot_id`, from the rules of the requirements that it proves."""
    slot = next((slot for slot in posting.slots if slot.id == slot_id), None)
    found = Sought(slot=slot_id, day=posting.as_of)
    for rule in _rules(posting, slot) if slot else ():
        found = _with(found, rule)
    return found


def _rules(posting: Posting, slot: Slot) -> Iterator[Rule]:
    for requirement in posting.requirements:
        if requirement.id in (slot.proves or ()):
            yield from _parts(requirement.rule)


def _parts(rule: Rule) -> Iterator[Rule]:
    match rule:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _parts(part)
        case Not():
            return
        case _:
            yield rule


def _with(found: Sought, rule: Rule) -> Sought:
    match rule:
        case Contains(value=code):
            return replace(found, kbli=code)
        case AtLeast(value=least, scale=scale):
            return replace(found, levels=_from(scale, least))
        case Experience(years=years, roles=roles, fields=fields):
            return replace(found, years=years, roles=roles, fields=fields)
        case _:
            return found


def _from(scale: tuple[tuple[str, ...], ...], least: str) -> tuple[str, ...]:
    """The levels of the step that holds `least`, and of all above."""
    start = next((at for at, step in enumerate(scale) if least in step), 0)
    return tuple(level for step in scale[start:] for level in step)
