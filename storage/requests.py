"""What people asked for their data, with a 72-hour clock, as staff see it."""

import asyncio
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from storage.cases import millis
from storage.dialects import insert_into
from storage.documents import Inside
from storage.request_rows import ERASE, open_row
from storage.schema import cases
from storage.schema_rights import rights_requests

_PERSON = select(cases.c.applicant_id).where(cases.c.id == bindparam("of_case"))


class Request(Struct, frozen=True):
    """A wish with its clock. Times are UTC ms; `closed_at` 0: still open."""

    id: int
    applicant_id: int
    case_id: int
    kind: str
    channel: str
    status: str
    actor: str
    reason: str
    opened_at: int
    due_at: int
    runs_at: int
    closed_at: int


class Requests:
    """The rows, for staff. What writes raises `DatabaseDownError`."""

    def __init__(self, inside: Inside) -> None:
        self._in = inside

    async def newest(self, most: int = 100) -> list[Request]:
        """The open ones, the most urgent first, then those that were closed last."""
        return await asyncio.to_thread(self._newest, most)

    async def find(self, number: int) -> Request | None:
        return await asyncio.to_thread(self._find, number)

    async def for_staff(self, case_id: int, actor: str, reason: str, now: datetime) -> int:
        """Notes that staff have somebody erased at once; returns who, 0 where there is nobody."""
        at, number = millis(now), self._in.new_id()

        def work(connection: Connection) -> int:
            person = connection.execute(_PERSON, {"of_case": case_id}).scalar()
            if person:
                row = open_row(number, person, case_id, at)
                row |= {"kind": ERASE, "channel": "", "actor": actor, "reason": reason[:255]}
                new = insert_into(rights_requests, connection.dialect.name)
                connection.execute(new.on_conflict_do_nothing(), row)
            return person or 0

        return await self._in.writer.run(work)

    def _newest(self, most: int) -> list[Request]:
        with self._in.engine.connect() as connection:
            open_ = select(rights_requests).where(rights_requests.c.status == "open")
            rows = [
                *connection.execute(open_.order_by(rights_requests.c.due_at).limit(most)).mappings()
            ]
            closed = select(rights_requests).where(rights_requests.c.status != "open")
            closed = closed.order_by(rights_requests.c.closed_at.desc())
            rows += connection.execute(closed.limit(max(0, most - len(rows)))).mappings()
        return [Request(**row) for row in rows]

    def _find(self, number: int) -> Request | None:
        wanted = select(rights_requests).where(rights_requests.c.id == number)
        with self._in.engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        return Request(**row) if row else None
