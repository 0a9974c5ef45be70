"""A whole talk for one view of staff: what was said and told, wherever it was held."""

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from conversations.dialog.message import Message
from conversations.dialog.with_staff_acts import ANSWER
from storage.cases import place
from storage.history import Heard, whole_of
from storage.planning import time_of
from storage.schema import inbox, outbox
from storage.sealing import Seal

_HEARD = msgspec.json.Decoder(Heard)
_MESSAGE = msgspec.json.Decoder(Message)
_SAID = (
    select(inbox.c.seq, inbox.c.event, inbox.c.at, inbox.c.body)
    .where(
        inbox.c.case_id.in_(bindparam("of_cases", expanding=True)),
        inbox.c.address_id > 0,
        inbox.c.seq > 0,
    )
    .order_by(inbox.c.seq.desc())
    .limit(bindparam("most"))
)
_TOLD = (
    select(outbox.c.case_id, outbox.c.seq, outbox.c.created_at, outbox.c.body, outbox.c.status)
    .where(outbox.c.case_id.in_(bindparam("of_cases", expanding=True)), outbox.c.kind != "code")
    .order_by(outbox.c.seq.desc())
    .limit(bindparam("most"))
)


class Line(Struct, frozen=True):
    """One line of a talk. `at` is UTC; `status` is what became of a message (`sent`, ...)."""

    seq: int
    sender: Literal["applicant", "pandu", "staff"]
    at: datetime
    text: str
    status: str = ""


def read_talk(connection: Connection, case_id: int, seal: Seal, most: int) -> tuple[Line, ...]:
    """The last `most` lines, in order."""
    which = {"of_cases": whole_of(connection, case_id), "most": most}
    lines = [
        _said(seal, row.seq, row.event, row.at, row.body)
        for row in connection.execute(_SAID, which)
    ]
    for row in connection.execute(_TOLD, which):
        body = seal.open(row.body, place("outbox", row.case_id, row.seq))
        message = _MESSAGE.decode(body)
        sender: Literal["pandu", "staff"] = "staff" if message.key == ANSWER else "pandu"
        lines.append(Line(row.seq, sender, time_of(row.created_at), message.text, row.status))
    return tuple(sorted(lines, key=lambda line: line.seq)[-most:])


def _said(seal: Seal, seq: int, event: bytes, at: int, body: bytes) -> Line:
    heard = _HEARD.decode(seal.open(body, b"inbox:" + event))
    return Line(seq, "applicant", time_of(at), heard.echo)
