"""Documents that are held until somebody agrees that they are used, or their day is over."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from conversations.dialog.state import State
from conversations.documents.paper import Paper
from storage.schema_windows import held_documents
from storage.writeset import Row

MOST = 100
HELD = insert(held_documents).values(
    document_id=bindparam("document"), until=bindparam("hold_until")
)
RELEASED = delete(held_documents).where(held_documents.c.document_id == bindparam("document"))


def holds(before: State, after: State) -> list[Row]:
    """What a turn began to hold, and what it let go."""
    rows: list[Row] = []
    for key in before.papers.keys() | after.papers.keys():
        old, new = before.papers.get(key), after.papers.get(key)
        was, now = (each.held if each else "" for each in (old, new))
        if was and was != now:
            rows.append({"what": "released", "document": _id(old, new)})
        if now and was != now:
            rows.append({"what": "held", "document": _id(old, new), "hold_until": _ms(now)})
    return rows


def ended(connection: Connection, now: int) -> list[int]:
    """Documents whose day is over, the oldest first."""
    wanted = select(held_documents.c.document_id).where(held_documents.c.until <= now)
    ordered = wanted.order_by(held_documents.c.until).limit(MOST)
    return list(connection.execute(ordered).scalars())


def release(connection: Connection, document_id: int) -> None:
    connection.execute(RELEASED, {"document": document_id})


def _id(*papers: Paper | None) -> int:
    return next(paper.id for paper in papers if paper)


def _ms(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp() * 1000)
