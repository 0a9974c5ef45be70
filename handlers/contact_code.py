"""The code that confirms a mail address: made as its letter goes out, weighed as it comes back."""

import secrets
from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.contact_shown import awaits_code, code_letter
from conversations.dialog.event import Coded, Inbound, Typed
from conversations.dialog.reach import CODE_DIGITS, code_in
from conversations.dialog.turn import Letter, Turn
from handlers.parts import Parts
from storage.cases import Case


async def weighed(event: Inbound, case: Case, parts: Parts, now: datetime) -> Inbound:
    """The same event; where it is the code that is awaited, with what became of it.

    Raises `DatabaseDownError`.
    """
    said = event.said
    if not isinstance(said, Typed) or not awaits_code(case.state):
        return event
    code = code_in(said.text)
    if not code:
        return event
    outcome = await parts.store.codes.weigh(case, code, now)
    return replace(event, said=Coded(said.text, outcome, said.ref))


def lettered(turn: Turn, case: Case, parts: Parts, now: datetime) -> Turn:
    """The same turn; where it asks for a code, with the letter that brings one."""
    asked = turn.state.contact.codes[-1:]
    if not asked or asked == case.state.contact.codes[-1:]:
        return turn
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    state = replace(turn.state, seq=turn.state.seq + 1)
    message = code_letter(parts.dialog.scene(state, now), code)
    return replace(turn, state=state, letter=Letter(message, code))
