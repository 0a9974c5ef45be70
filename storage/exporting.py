"""Everything that is kept of one person, as a copy that other programs can read.

What a selection decided is not in it: that is told by its office, and to nobody from here.
"""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.stored import decode
from storage.cases import millis, place
from storage.documents import Inside
from storage.history import Heard, whole_of
from storage.schema import addresses, audit, cases, documents, inbox, outbox
from storage.schema_rights import rights_requests
from storage.sealing import Seal

FORMAT = "pandu-person-1"
Record = dict[str, Any]
_HEARD = msgspec.json.Decoder(Heard)
_MESSAGE = msgspec.json.Decoder(Message)


class Exporting:
    """What writes raises `DatabaseDownError`."""

    def __init__(self, inside: Inside) -> None:
        self._in = inside

    async def copy(self, case_id: int, now: datetime) -> Record | None:
        """Of the person of that case; None where there is none, or they were erased."""
        work = partial(self._copy, case_id, now)
        return await asyncio.get_running_loop().run_in_executor(self._in.readers, work)

    async def note(self, case_id: int, actor: str, act: str, now: datetime) -> None:
        """A row of the audit, committed when this returns."""
        row = {"case_id": case_id, "actor": actor, "act": act, "at": millis(now)}
        await self._in.writer.run(
            lambda connection: connection.execute(insert(audit), row).rowcount
        )

    def _copy(self, case_id: int, now: datetime) -> Record | None:
        with self._in.engine.connect() as connection:
            row = connection.execute(select(cases).where(cases.c.id == case_id)).first()
            seal = self._in.keys.seal(row.applicant_id) if row else None
            if row is None or seal is None or not row.state:
                return None
            state = decode(seal.open(row.state, place("case", row.id)))
            return {
                "format": FORMAT,
                "made_at": now.astimezone(UTC).isoformat(),
                "posting": row.posting,
                "case": row.id,
                "since": _iso(row.created_at),
                **_known(state),
                "addresses": [*_addresses(connection, seal, row.applicant_id)],
                "documents": [*_documents(connection, seal, row.applicant_id, state)],
                "conversation": _talk(connection, seal, case_id),
                "processing": [*_trail(connection, case_id)],
                "requests": [*_requests(connection, row.applicant_id)],
            }


def _known(state: State) -> Record:
    """What the talk knows, without how it goes on."""
    plain: Record = msgspec.to_builtins(state)
    names = {
        *("language", "consent", "acknowledged", "facts", "contact", "verdict", "progress"),
        *("form_sent", "form_number", "reminders", "stopped", "zone", "erase_asked", "erase_at"),
    }
    return {name: value for name, value in plain.items() if name in names}


def _addresses(connection: Connection, seal: Seal, applicant_id: int) -> Iterator[Record]:
    wanted = select(addresses).where(addresses.c.applicant_id == applicant_id)
    for row in connection.execute(wanted.order_by(addresses.c.id)):
        name = seal.open(row.sealed_id, place("address", row.id)).decode()
        yield {"channel": row.channel, "id": name, "since": _iso(row.created_at)}


def _documents(
    connection: Connection, seal: Seal, applicant_id: int, state: State
) -> Iterator[Record]:
    wanted = select(documents).where(
        documents.c.applicant_id == applicant_id,
        documents.c.created_at != 0,  # what a merge copied is no document of its own
    )
    for row in connection.execute(wanted.order_by(documents.c.id)):
        name = seal.open(row.sealed_name, place("document", row.id)) if row.sealed_name else b""
        paper = state.papers.get(str(row.id))
        yield {
            "receipt": row.receipt,
            "slot": row.slot,
            "name": name.decode(),
            "bytes": row.size,
            "state": row.state,
            "at": _iso(row.created_at),
            "read": msgspec.to_builtins(paper.fields) if paper else {},
            "noticed": [finding.code for finding in paper.findings] if paper else [],
        }


def _talk(connection: Connection, seal: Seal, case_id: int) -> list[Record]:
    whole = whole_of(connection, case_id)
    said = connection.execute(select(inbox).where(inbox.c.case_id.in_(whole))).all()
    told = connection.execute(select(outbox).where(outbox.c.case_id.in_(whole))).all()
    lines = [_heard(row, seal) for row in said if row.body]
    lines += [_sent(row, seal) for row in told if row.body]
    return sorted(lines, key=lambda line: (line["number"], line["at"]))


def _heard(row: Row[Any], seal: Seal) -> Record:
    heard = _HEARD.decode(seal.open(row.body, b"inbox:" + row.event))
    said = msgspec.to_builtins(heard.said)
    text = heard.echo or str(said.get("text", ""))
    return {"number": row.seq, "at": _iso(row.at), "from": "me", "kind": said["type"], "text": text}


def _sent(row: Row[Any], seal: Seal) -> Record:
    body = seal.open(row.body, place("outbox", row.case_id, row.seq))
    message = _MESSAGE.decode(body)
    cards = [f"{card.title}: {card.reason}".strip(": ") for card in message.cards]
    return {
        "number": row.seq,
        "at": _iso(row.created_at),
        "from": "pandu",
        "channel": row.channel,
        "status": row.status,
        "text": "\n".join((message.text, *cards)),
    }


def _trail(connection: Connection, case_id: int) -> Iterator[Record]:
    """What was done with the data, and by what kind of actor."""
    wanted = select(audit).where(audit.c.case_id.in_(whole_of(connection, case_id)))
    for row in connection.execute(wanted.order_by(audit.c.id)):
        yield {"at": _iso(row.at), "act": row.act, "by": row.actor.partition(":")[0]}


def _requests(connection: Connection, applicant_id: int) -> Iterator[Record]:
    mine = rights_requests.c.applicant_id == applicant_id
    for row in connection.execute(select(rights_requests).where(mine)):
        opened, closed = _iso(row.opened_at), _iso(row.closed_at)
        yield {"kind": row.kind, "status": row.status, "opened_at": opened, "closed_at": closed}


def _iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat() if ms else ""
