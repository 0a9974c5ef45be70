"""Lists of who is to be told: frozen, released by a second person, published. Blocking."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, insert, select, update

from conversations.selection.frozen import list_hash
from storage.schema_selection import publication_recipients, publications
from storage.selection_gate import (
    Line,
    heading,
    is_whole,
    lines_of,
    passers,
)
from storage.selection_signs import Signs
from storage.writeset import Row

OPEN = ("draft", "approved")


class ListError(Exception):
    """Why a list cannot be made, released or published: `code` says it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Wanted(Struct, frozen=True):
    """A list to be made. `whom` are candidates with their place (0 where people are not chosen by
    rank) and the ways by which they are reached; `texts` is what everybody is told, `meets_at` when
    they are invited to come (ms; 0: not known).
    """

    posting: str
    stage: int
    whom: Mapping[int, tuple[int, str]]
    texts: str
    meets_at: int = 0


class Publication(Struct, frozen=True):
    """A list as it is stored. Times are UTC milliseconds."""

    id: int
    posting: str
    stage: int
    number: int
    state: str
    list_hash: bytes
    texts: str
    meets_at: int
    author_id: int
    approver_id: int | None
    made_at: int
    approved_at: int
    published_at: int
    size: int = 0


def freeze(
    connection: Connection, wanted: Wanted, author: int, signs: Signs, made: tuple[int, int]
) -> int:
    """The id of a new list; `made` are that and the time. Raises `ListError`."""
    number, at = made
    if not wanted.whom:
        raise ListError("nobody")
    if _open(connection, wanted.posting, wanted.stage):
        raise ListError("open")
    row = _new(connection, wanted, author, number, at)
    passed = passers(connection, row, list(wanted.whom), signs)
    if set(passed) != set(wanted.whom):
        raise ListError("changed")
    head = heading(connection, row, signs, ranked=any(place for place, _ in wanted.whom.values()))
    if head is None:
        raise ListError("places")
    lines = lines_of(connection, row, (passed, wanted.whom, head), signs)
    row["list_hash"] = list_hash(head, [line.member for line in lines.values()])
    row["sign"] = signs.publication(row)
    connection.execute(insert(publications), row)
    recipients = [_recipient(number, line, wanted) for line in lines.values()]
    connection.execute(insert(publication_recipients), recipients)
    return number


def approve(
    connection: Connection, number: int, approver: int, digest: bytes, step: tuple[Signs, int]
) -> None:
    """A second person releases what both saw by its hash. Raises `ListError`."""
    signs, at = step
    row = _row(connection, number)
    if row["state"] != "draft":
        raise ListError("state")
    if row["author_id"] == approver:
        raise ListError("alone")
    if bytes(row["list_hash"]) != digest or not is_whole(connection, row, signs):
        raise ListError("changed")
    _move(connection, row, {"state": "approved", "approver_id": approver, "approved_at": at}, signs)


def publish(connection: Connection, number: int, signs: Signs, at: int) -> None:
    """From now on those on the list are told. Raises `ListError`."""
    row = _row(connection, number)
    if row["state"] != "approved" or row["approver_id"] in {None, row["author_id"]}:
        raise ListError("state")
    if not is_whole(connection, row, signs):
        raise ListError("changed")
    _move(connection, row, {"state": "published", "published_at": at}, signs)


def cancel(connection: Connection, number: int, signs: Signs) -> None:
    """It is not published any more. Raises `ListError`."""
    row = _row(connection, number)
    if row["state"] not in OPEN:
        raise ListError("state")
    _move(connection, row, {"state": "cancelled"}, signs)


def publication(connection: Connection, number: int) -> Publication | None:
    found = connection.execute(_WANTED.where(publications.c.id == number)).mappings().first()
    return _publication(dict(found)) if found else None


def all_of(connection: Connection, posting: str) -> list[Publication]:
    """The newest first."""
    wanted = _WANTED.where(publications.c.posting == posting).order_by(publications.c.id.desc())
    return [_publication(dict(row)) for row in connection.execute(wanted).mappings()]


def _publication(row: Mapping[str, Any]) -> Publication:
    names = Publication.__struct_fields__
    return Publication(
        **{name: row[name] for name in names} | {"list_hash": bytes(row["list_hash"])}
    )


def _row(connection: Connection, number: int) -> Row:
    wanted = select(publications).where(publications.c.id == number)
    if connection.dialect.name == "postgresql":
        wanted = wanted.with_for_update()
    row = connection.execute(wanted).mappings().first()
    if row is None:
        raise ListError("unknown")
    return dict(row)


def _move(connection: Connection, row: Row, to: Row, signs: Signs) -> None:
    new = row | to
    which = update(publications).where(publications.c.id == row["id"])
    connection.execute(which.values(**to, sign=signs.publication(new)))


def _open(connection: Connection, posting: str, stage: int) -> bool:
    wanted = select(publications.c.id).where(
        publications.c.posting == posting,
        publications.c.stage == stage,
        publications.c.state.in_(OPEN),
    )
    return connection.execute(wanted.limit(1)).first() is not None


def _new(connection: Connection, wanted: Wanted, author: int, number: int, at: int) -> Row:
    count = select(func.max(publications.c.number)).where(
        publications.c.posting == wanted.posting, publications.c.stage == wanted.stage
    )
    return {
        "id": number,
        "posting": wanted.posting,
        "stage": wanted.stage,
        "number": (connection.execute(count).scalar() or 0) + 1,
        "state": "draft",
        "texts": wanted.texts,
        "meets_at": wanted.meets_at,
        "author_id": author,
        "approver_id": None,
        "made_at": at,
        "approved_at": 0,
        "published_at": 0,
    }


def _recipient(number: int, line: Line, wanted: Wanted) -> Row:
    place, ways = wanted.whom[line.member.candidate]
    return {
        "publication_id": number,
        "candidate_id": line.member.candidate,
        "place": place,
        "ways": ways,
        "sign": line.sign,
        "told_at": 0,
        "held": "",
        "cleared_by": None,
        "cleared_at": 0,
        "sealed_note": b"",
    }


_SIZE = (
    select(func.count())
    .where(publication_recipients.c.publication_id == publications.c.id)
    .scalar_subquery()
)
_WANTED = select(publications, _SIZE.label("size"))
