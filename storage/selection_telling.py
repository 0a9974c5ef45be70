"""Who on published lists is to be told, reminded, or said that they come. Blocking."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, exists, select

from conversations.dialog.message import Message
from storage.dialects import insert_into
from storage.schema import cases
from storage.schema_selection import (
    attendance,
    candidates,
    publication_recipients,
    publications,
    result_messages,
)
from storage.selection_gate import RESULT
from storage.writeset import Row

APART = "~selection"
"""The posting of rows that carry letters to candidates: no list of talks shows them."""
CHAT = "chat"
REACHES = ("email", "whatsapp")
"""The ways that the announcement names: by one of them each passer is reached."""
ARRIVED = ("sent", "delivered", "read")
_ENCODE = msgspec.json.Encoder().encode


class Recipient(Struct, frozen=True):
    """One on a published list. `case_id` 0: they never talked here. `published_at` in ms."""

    publication: int
    candidate: int
    applicant_id: int
    case_id: int
    stage: int
    ways: tuple[str, ...]
    texts: str
    meets_at: int
    published_at: int
    language: str = ""
    coming: bool = False


class Letter(Struct, frozen=True):
    """What goes out by a way, and to which address of it. `until` is UTC milliseconds."""

    way: str
    to: str
    message: Message
    until: int


def due(connection: Connection, posting: str, most: int) -> list[Recipient]:
    """Those on published lists who were not told yet."""
    table = publication_recipients
    wanted = _recipients(posting).where(table.c.told_at == 0, table.c.held == "")
    return _read(connection, wanted.order_by(table.c.candidate_id).limit(most))


def due_in_chat(
    connection: Connection, posting: str, since: int, after: int, most: int
) -> list[Recipient]:
    """Those who were told after `since` and whose talk does not repeat it yet, the first of them
    behind the candidate `after`.
    """
    table = publication_recipients
    wanted = _recipients(posting).where(
        table.c.told_at > since, table.c.held == "", candidates.c.case_id != 0,
        table.c.ways.contains(CHAT), ~_noted(RESULT, CHAT), table.c.candidate_id > after,
    )  # fmt: skip
    return _read(connection, wanted.order_by(table.c.candidate_id).limit(most))


def due_reminders(
    connection: Connection, posting: str, between: tuple[int, int], most: int
) -> list[Recipient]:
    """Those who were told and are invited to something within these times, not reminded yet."""
    table, (first, last) = publication_recipients, between
    wanted = _recipients(posting).where(
        table.c.told_at > 0, table.c.held == "", publications.c.meets_at.between(first, last),
        ~exists().where(_same(), result_messages.c.what == "reminder"),
    )  # fmt: skip
    return _read(connection, wanted.order_by(table.c.candidate_id).limit(most))


def note_row(to: Recipient, what: str, at: int) -> Row:
    """What a write-set says of a result that a talk repeats."""
    return {
        "publication_id": to.publication,
        "candidate_id": to.candidate,
        "what": what,
        "way": CHAT,
        "at": at,
    }


def come(connection: Connection, case_id: int, at: int) -> bool:
    """Whoever has this talk said that they come, to what they were invited to last."""
    wanted = (
        select(publication_recipients.c.publication_id, publication_recipients.c.candidate_id)
        .join(candidates, candidates.c.id == publication_recipients.c.candidate_id)
        .join(publications, publications.c.id == publication_recipients.c.publication_id)
        .where(
            candidates.c.case_id == case_id,
            publication_recipients.c.told_at > 0,
            publications.c.meets_at > 0,
        )
        .order_by(publications.c.stage.desc(), publications.c.id.desc())
    )
    found = connection.execute(wanted.limit(1)).first()
    if found is None:
        return False
    return comes(connection, found.publication_id, found.candidate_id, at)


def comes(connection: Connection, publication: int, candidate: int, at: int) -> bool:
    """They said that they come. True the first time."""
    row = {"publication_id": publication, "candidate_id": candidate, "coming_at": at}
    new = insert_into(attendance, connection.dialect.name).on_conflict_do_nothing()
    return connection.execute(new, row).rowcount == 1


def invited(connection: Connection, publication: int, candidate: int) -> Recipient | None:
    """One who was told, with what they are invited to."""
    which = (
        publication_recipients.c.publication_id == publication,
        publication_recipients.c.candidate_id == candidate,
        publication_recipients.c.told_at > 0,
    )
    wanted = _recipients(None).where(*which)
    return next(iter(_read(connection, wanted)), None)


def _recipients(posting: str | None) -> Select[Any]:
    table = publication_recipients
    coming = exists().where(
        attendance.c.publication_id == table.c.publication_id,
        attendance.c.candidate_id == table.c.candidate_id,
    )
    wanted = (
        select(
            table.c.publication_id, table.c.candidate_id, candidates.c.applicant_id,
            candidates.c.case_id, publications.c.stage, table.c.ways, publications.c.texts,
            publications.c.meets_at, publications.c.published_at, cases.c.language,
            coming.label("coming"),
        )
        .join(publications, publications.c.id == table.c.publication_id)
        .join(candidates, candidates.c.id == table.c.candidate_id)
        .outerjoin(cases, cases.c.id == candidates.c.case_id)
        .where(publications.c.state == "published")
    )  # fmt: skip
    return wanted if posting is None else wanted.where(publications.c.posting == posting)


def _read(connection: Connection, wanted: Select[Any]) -> list[Recipient]:
    return [
        Recipient(
            row.publication_id, row.candidate_id, row.applicant_id, row.case_id, row.stage,
            tuple(row.ways.split()), row.texts, row.meets_at, row.published_at,
            row.language or "", bool(row.coming),
        )
        for row in connection.execute(wanted)
    ]  # fmt: skip


def _same() -> Any:  # noqa: ANN401 - a condition
    table = publication_recipients
    return (result_messages.c.publication_id == table.c.publication_id) & (
        result_messages.c.candidate_id == table.c.candidate_id
    )


def _noted(what: str, way: str) -> Any:  # noqa: ANN401 - a condition
    return exists().where(_same(), result_messages.c.what == what, result_messages.c.way == way)
