"""The statements of documents that are rare: through Core, each within its caller's transaction."""

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from storage.dialects import database_now
from storage.schema import documents, upload_parts
from storage.writeset import Row

LEASE_MS = 60_000
LIVE = ("fetching", "stored", "looked", "unreadable")


def begin(connection: Connection, row: Row, limits: tuple[int, int, int]) -> bool:
    """A new row, unless the person has as many files or bytes already since `limits[2]`."""
    files, size, since = limits
    sent = select(func.count(), func.coalesce(func.sum(documents.c.size), 0)).where(
        documents.c.applicant_id == row["applicant_id"], documents.c.created_at > since
    )
    count, total = connection.execute(sent).one()
    if count >= files or total + row["size"] > size:
        return False
    connection.execute(insert(documents), row)
    return True


def find(connection: Connection, document_id: int) -> Row | None:
    row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings()
    found = row.first()
    return None if found is None else dict(found)


def of_case(connection: Connection, case_id: int) -> list[Row]:
    wanted = select(documents).where(
        documents.c.case_id == case_id, documents.c.state.not_in(("removed", "gone"))
    )
    return [dict(row) for row in connection.execute(wanted.order_by(documents.c.id)).mappings()]


def received(connection: Connection, document_id: int) -> int:
    """Bytes of an upload that are here."""
    total = select(func.coalesce(func.sum(upload_parts.c.size), 0)).where(
        upload_parts.c.document_id == document_id
    )
    return int(connection.execute(total).scalar_one())


def add_part(connection: Connection, part: Row, at: int) -> tuple[bool, int]:
    """Adds a part where it begins at the end of what is here; returns whether it
    was added, and the end after that.
    """
    which = documents.c.id == part["document_id"]
    row = connection.execute(select(documents.c.state, documents.c.size).where(which)).first()
    if row is None or row.state != "arriving":  # a late repeat: everything was here before
        return False, row.size if row else 0
    end = received(connection, part["document_id"])
    if end != part["begins"] or not part["size"]:
        return False, end
    connection.execute(insert(upload_parts), part)
    connection.execute(update(documents).where(which).values(changed_at=at))
    return True, end + int(part["size"])


def parts(connection: Connection, document_id: int) -> list[tuple[int, bytes]]:
    wanted = (
        select(upload_parts.c.begins, upload_parts.c.body)
        .where(upload_parts.c.document_id == document_id)
        .order_by(upload_parts.c.begins)
    )
    return [(row.begins, row.body) for row in connection.execute(wanted)]


def kept(connection: Connection, document_id: int, found: Row, at: int) -> None:
    """The bytes are here; what waited for them is `stored`."""
    which = documents.c.id == document_id
    connection.execute(update(documents).where(which).values(**found, changed_at=at))
    fetched = update(documents).where(which, documents.c.state == "fetching")
    connection.execute(fetched.values(state="stored", source=b"", tries=0))


def elsewhere(connection: Connection, digest: bytes, applicant_id: int) -> bool:
    wanted = select(documents.c.id).where(
        documents.c.digest == digest,
        documents.c.applicant_id != applicant_id,
        documents.c.state.in_(LIVE),
    )
    return connection.execute(wanted.limit(1)).first() is not None


def shared(connection: Connection, document_id: int, applicant_id: int, person: bytes) -> bool:
    which = update(documents).where(documents.c.id == document_id)
    connection.execute(which.values(person=person))
    wanted = select(documents.c.id).where(
        documents.c.person == person,
        documents.c.applicant_id != applicant_id,
        documents.c.state.in_(LIVE),
    )
    return connection.execute(wanted.limit(1)).first() is not None


def copied(connection: Connection, document_id: int, count: int) -> None:
    which = update(documents).where(documents.c.id == document_id)
    connection.execute(which.values(copies=count))


def claim(connection: Connection, most: int) -> list[Row]:
    """Leases the oldest that wait; `tries` counts this one."""
    now = database_now(connection.dialect.name)
    wanted: Any = (
        select(documents)
        .where(documents.c.state.in_(("fetching", "stored")), documents.c.leased_until <= now)
        .order_by(documents.c.id)
        .limit(most)
    )
    if connection.dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True)
    rows = [dict(row) for row in connection.execute(wanted).mappings()]
    if rows:
        taken = update(documents).where(documents.c.id.in_([row["id"] for row in rows]))
        connection.execute(taken.values(tries=documents.c.tries + 1, leased_until=now + LEASE_MS))
    return [row | {"tries": row["tries"] + 1} for row in rows]


def later(connection: Connection, document_id: int, wait: int) -> None:
    now = database_now(connection.dialect.name)
    which = update(documents).where(documents.c.id == document_id)
    connection.execute(which.values(leased_until=now + wait))


def drop(connection: Connection, document_id: int, at: int) -> None:
    """Only what no turn took in."""
    which = (documents.c.id == document_id, documents.c.state == "arriving")
    connection.execute(update(documents).where(*which).values(state="removed", changed_at=at))


def remove_all(connection: Connection, applicant_id: int, at: int) -> None:
    which = (documents.c.applicant_id == applicant_id, documents.c.state != "gone")
    connection.execute(update(documents).where(*which).values(state="removed", changed_at=at))


def cleared(connection: Connection, row: Row) -> None:
    """The bytes of a row are gone, and with them what never came into a case."""
    (forget if row["state"] == "arriving" else gone)(connection, row["id"])


def forget(connection: Connection, document_id: int) -> None:
    """A row that never came into a case."""
    connection.execute(delete(upload_parts).where(upload_parts.c.document_id == document_id))
    which = (documents.c.id == document_id, documents.c.state == "arriving")
    connection.execute(delete(documents).where(*which))


def gone(connection: Connection, document_id: int) -> None:
    """Its bytes are; its receipt stays known."""
    connection.execute(delete(upload_parts).where(upload_parts.c.document_id == document_id))
    which = update(documents).where(documents.c.id == document_id, documents.c.state == "removed")
    connection.execute(
        which.values(state="gone", sealed_name=b"", source=b"", digest=b"", person=b"")
    )


def to_clear(connection: Connection, before: int) -> list[Row]:
    """Removed ones, and those begun before that time which nothing goes on with."""
    stale = (documents.c.state == "arriving") & (documents.c.changed_at < before)
    wanted = select(documents.c.id, documents.c.blob, documents.c.state).where(
        (documents.c.state == "removed") | stale
    )
    return [dict(row) for row in connection.execute(wanted.limit(500)).mappings()]
