"""What a turn gets as it goes out: its secrets, its links, and whose its buttons are."""

from datetime import datetime

from conversations.dialog.event import Said
from conversations.dialog.in_place import in_place
from conversations.dialog.join_place import stamped_all
from conversations.dialog.turn import Turn
from handlers.contact_code import lettered
from handlers.join_offered import offered
from handlers.linked import linked
from handlers.parts import Parts
from storage.cases import Case


async def finished(turn: Turn, case: Case, said: Said, parts: Parts, now: datetime) -> Turn:
    """As it is to be committed for `case`. Raises `DatabaseDownError`."""
    turn = await offered(turn, case, parts, now)
    turn = lettered(linked(turn, case, parts, now), case, parts, now)
    if parts.channels[case.address.channel].can_edit:
        turn = in_place(turn, case.state, said)
    return stamped_all(turn, case.standing.number)
