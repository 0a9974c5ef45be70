"""Two half-filled cases of one person become one, and nothing of either is lost.

`there` is the case that stays, `here` the one that goes into it. What differs is asked for; an item
nobody chose is as the case that stays says.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from msgspec.structs import replace

from conversations.dialog.join_kept import Side
from conversations.dialog.merge_contact import merged_contact
from conversations.dialog.reminders import RHYTHMS
from conversations.dialog.state import Asked, Fact, State
from conversations.posting.model import Question

Chosen = Mapping[str, Side]
LISTS = {"experience", "codes"}
PROGRESS = ("", "greeted", "consented", "checking", "checked")
_EARLIEST = ("consent", "acknowledged", "form_sent", "stopped", "blocked")
_LATEST = ("seq", "turn", "revision")


def merged(questions: tuple[Question, ...], there: State, here: State, chosen: Chosen) -> State:
    """The case that stays. Merging the same again changes nothing."""
    found: dict[str, Any] = {n: _either(there, here, n) for n in State.__struct_fields__}
    found |= {name: _earliest(there, here, name) for name in _EARLIEST}
    found |= {name: max(getattr(there, name), getattr(here, name)) for name in _LATEST}
    one = State(**found)
    one.facts = _facts(questions, there, here, chosen)
    one.papers = {**here.papers, **there.papers}
    one.told = list(dict.fromkeys(chain(there.told, here.told)))
    one.untold = list(dict.fromkeys(chain(there.untold, here.untold)))
    one.contact = merged_contact(there.contact, here.contact, chosen)
    one.reminders = max(there.reminders, here.reminders, key=RHYTHMS.index)
    one.progress = max(there.progress, here.progress, key=PROGRESS.index)
    one.asked = _asked(there, here)
    one.missing = None
    return one


def differing(questions: tuple[Question, ...], there: State, here: State) -> list[Question]:
    """The questions that the two cases answer differently, in order."""
    return [each for each in questions if _conflict(each, there, here)]


def can_keep_both(asked: Question, there: State, here: State) -> bool:
    """Is it answered with a list that can be made longer?"""
    facts = (state.facts[key] for key in asked.facts for state in (there, here)
             if key in there.facts and key in here.facts)  # fmt: skip
    return asked.kind in LISTS and all(isinstance(fact.value, list) for fact in facts)


def _conflict(asked: Question, there: State, here: State) -> bool:
    return any(
        _settled(there.facts[key], here.facts[key]) is None
        for key in asked.facts
        if key in there.facts and key in here.facts
    )


def _settled(there: Fact, here: Fact) -> Fact | None:
    """The one that holds, where that needs no asking: more is known of it, or they say the same."""
    if here.unsure or (not there.unsure and _contains(there.value, here.value)):
        return there
    if there.unsure or _contains(here.value, there.value):
        return here
    return None


def _contains(more: object, less: object) -> bool:
    if isinstance(more, list) and isinstance(less, list):
        return all(each in more for each in less)
    return more == less and type(more) is type(less)


def _facts(
    questions: tuple[Question, ...], there: State, here: State, chosen: Chosen
) -> dict[str, Fact]:
    found = {**here.facts, **there.facts}
    for key in there.facts.keys() & here.facts.keys():
        found[key] = _settled(there.facts[key], here.facts[key]) or there.facts[key]
    for asked in questions:
        if side := chosen.get(asked.id):
            found |= {key: fact for key in asked.facts if (fact := _of(side, key, there, here))}
    return found


def _of(side: Side, key: str, there: State, here: State) -> Fact | None:
    """What one side knows, or else the other."""
    mine, theirs = here.facts.get(key), there.facts.get(key)
    if side == "both" and mine and theirs:
        return _joined(theirs, mine)
    return mine or theirs if side == "here" else theirs or mine


def _joined(there: Fact, here: Fact) -> Fact:
    if not isinstance(there.value, list) or not isinstance(here.value, list):
        return there
    more = [each for each in here.value if each not in there.value]
    return replace(there, value=[*there.value, *more])


def _asked(there: State, here: State) -> Asked:
    """Buttons of neither talk are taken for those of the one that goes on."""
    version = max(there.asked.version, here.asked.version)
    return replace(there.asked, version=version, draft={**here.asked.draft, **there.asked.draft})


def _either(there: State, here: State, name: str) -> object:
    """What the case that stays says, where it says anything."""
    mine: object = getattr(there, name)
    return mine if mine != getattr(_EMPTY, name) else getattr(here, name)


def _earliest(there: State, here: State, name: str) -> str:
    known = [at for at in (getattr(there, name), getattr(here, name)) if at]
    return min(known, default="")


_EMPTY = State()
