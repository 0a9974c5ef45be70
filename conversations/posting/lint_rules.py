"""Can somebody satisfy each requirement, and all of a position together?"""

from collections.abc import Iterator

from conversations.eligibility import rules as kinds
from conversations.posting.findings import Desk
from conversations.posting.model import Requirement
from conversations.posting.reach import can_be, can_differ, leaves


def rules(desk: Desk) -> None:
    """Findings about requirements that nobody, or everybody, satisfies."""
    impossible = set()
    for requirement in desk.posting.requirements:
        _leaves(desk, requirement)
        if not can_be(desk.posting, requirement.rule, "met"):
            impossible.add(requirement.id)
            desk.error(_place(requirement), f"nobody can satisfy '{requirement.id}'",
                       "mend its rule")  # fmt: skip
        elif not can_be(desk.posting, requirement.rule, "met", as_asked=True):
            problem = f"no answer on offer satisfies '{requirement.id}'"
            desk.error(_place(requirement), problem, "add an option to its question")
        elif can_differ(desk.posting, requirement.rule):
            _everybody(desk, requirement)
    _together(desk, impossible)
    _day_of_counting(desk)


def _place(requirement: Requirement) -> str:
    return f"requirements/{requirement.id}"


def _leaves(desk: Desk, requirement: Requirement) -> None:
    """Slips inside one rule, each with its own words."""
    for leaf in leaves(requirement.rule):
        match leaf:
            case kinds.Age(_, low, high) if low > high:
                problem = f"'{requirement.id}': age from {low} to {high} holds for nobody"
                desk.error(_place(requirement), problem, "from is the lower age")
            case kinds.OneOf(_, ()):
                problem = f"'{requirement.id}': one_of without any value"
                desk.error(_place(requirement), problem, "at least one value")
            case kinds.Experience(_, _, roles, fields) if not (roles and fields):
                problem = f"'{requirement.id}': experience without roles or fields"
                desk.error(_place(requirement), problem, "at least one of each")
            case _:
                pass


def _everybody(desk: Desk, requirement: Requirement) -> None:
    if not can_be(desk.posting, requirement.rule, "not_met"):
        desk.warn(_place(requirement), f"everybody satisfies '{requirement.id}'",
                  "mend its rule, or leave it out")  # fmt: skip


def _together(desk: Desk, impossible: set[str]) -> None:
    """Requirements that look at the same facts and rule each other out."""
    for position in desk.posting.positions:
        own = [
            one for one in desk.posting.requirements
            if one.weight == "mandatory" and one.id not in impossible
            and (not one.positions or position.id in one.positions)
        ]  # fmt: skip
        for group in _linked(own):
            rule = kinds.All(tuple(one.rule for one in group))
            if len(group) > 1 and not can_be(desk.posting, rule, "met"):
                names = ", ".join(one.id for one in group)
                problem = f"nobody can satisfy all of {names} for position '{position.id}'"
                desk.error(_place(group[0]), problem, "they rule each other out")


def _linked(requirements: list[Requirement]) -> Iterator[list[Requirement]]:
    """Groups of requirements connected by common facts."""
    left = list(requirements)
    while left:
        group, facts = [left.pop(0)], set[str]()
        grown = True
        while grown:
            facts = {key for one in group for key in kinds.facts_of(one.rule)}
            near = [one for one in left if facts.intersection(kinds.facts_of(one.rule))]
            left = [one for one in left if one not in near]
            group, grown = [*group, *near], bool(near)
        yield group


def _day_of_counting(desk: Desk) -> None:
    dated = (kinds.Age, kinds.ValidOn, kinds.Experience)
    for requirement in desk.posting.requirements:
        if not desk.posting.conventions and any(
            isinstance(leaf, dated) for leaf in leaves(requirement.rule)
        ):
            problem = f"'{requirement.id}' is counted on {desk.posting.as_of}, without a convention"
            desk.warn(_place(requirement), problem, "conventions: [as-of-day], with its sentence")
            return
