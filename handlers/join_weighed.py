"""What a code or a link of another talk is to whoever brings it."""

from datetime import UTC, datetime

from msgspec.structs import replace

from conversations.dialog.contact_shown import awaits_code
from conversations.dialog.event import Inbound, Linked, Said, Typed
from conversations.dialog.join_code import MOST_TRIES, code_of, recent
from conversations.dialog.join_kept import Person
from conversations.dialog.join_met import has_something, seem_different
from conversations.dialog.join_place import Spot, placed
from conversations.dialog.state import State
from handlers.parts import Parts
from storage.cases import Case


async def brought(event: Inbound, case: Case, parts: Parts, now: datetime) -> Inbound:
    """The same event; where it brings a code, with what that is. The code itself is not kept."""
    said = event.said
    if isinstance(said, Typed) and not awaits_code(case.state) and (code := code_of(said.text)):
        linked = Linked(code=code, said=said.text)
    elif isinstance(said, Linked) and said.code:
        linked = said
    else:
        return event
    if len(recent(case.state.together.tries, now)) >= MOST_TRIES:
        return replace(event, said=replace(linked, code="", outcome="many"))
    return replace(event, said=await _found(linked, case, parts, now))


async def _found(linked: Linked, case: Case, parts: Parts, now: datetime) -> Linked:
    found = await parts.store.join_codes.find(linked.code, parts.slug, now, case)
    linked = replace(linked, code="", outcome=found.outcome)
    if found.case is None:
        return linked
    return replace(
        linked,
        key=found.lookup.hex(),
        channel=found.case.address.channel,
        made=datetime.fromtimestamp(found.made_at / 1000, UTC).isoformat(),
        own=has_something(case.state),
        doubt=seem_different(case.state, found.case.state),
    )


def here(event: Inbound, case: Case, now: datetime) -> tuple[State, Said]:
    """The case as it is at its address, and what was said there. Of what comes from a page of one
    person's own it is clear whose it is.
    """
    state, said = placed(case.state, spot_of(case), event.said, now)
    return (state, event.said) if event.address.person else (state, said)


def spot_of(case: Case) -> Spot:
    """Where the turns of `case` are said now; what this person is called may just have changed."""
    standing, label = case.standing, case.state.together.label
    people = tuple(
        Person(each.number, label) if each.number == standing.number else each
        for each in standing.people
    )
    return Spot(str(case.address_id), standing.number, people)
