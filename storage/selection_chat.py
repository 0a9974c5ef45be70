"""A result that a talk repeats: a turn like any other, which waits for the gate."""

from datetime import datetime

from conversations.dialog.turn import Turn
from storage.cases import Case, millis, row_of
from storage.planning import ACTOR, Surroundings
from storage.rows import WAITING, audit_row, outbox_row
from storage.selection_gate import RESULT
from storage.selection_telling import Recipient, note_row
from storage.writeset import Result, WriteSet


class Repeating:
    """Raises `DatabaseDownError`."""

    def __init__(self, inside: Surroundings) -> None:
        self._in = inside

    async def commit(
        self, case: Case, turn: Turn, to: tuple[Recipient, str, datetime], now: datetime
    ) -> Result:
        """The turn, once. `to` are who it is for, what it tells, and until when it may go out.
        `repeat`: it was told there before.
        """
        whom, what, until = to
        at = millis(now)
        rows = [outbox_row(case, message, WAITING, at) for message in turn.messages]
        work = WriteSet(
            row_of(case, turn.state, at) | {"last_seen": 0},
            outbox=[row | {"kind": RESULT, "not_after": millis(until)} for row in rows],
            audit=[audit_row(case, act, at) | {"actor": ACTOR} for act in turn.audit],
            result=note_row(whom, what, at),
        )
        waiting = [message.seq for message in turn.messages]
        return await self._in.commit(work, case.after(turn.state, at), waiting)
