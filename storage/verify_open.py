"""What is not sealed holds nothing personal, and what is sealed is really sealed.

`OPEN` is the closed list of all columns of text; a guard holds it against the tables.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from sqlalchemy import ColumnElement, LargeBinary, String, Table, and_, func, or_

from storage.care import CARE
from storage.schema import metadata
from storage.sealing import NONCE_BYTES
from storage.verify_check import Check

Kind = Literal["words", "numbers", "public"]
TAG_BYTES = 16
LONG_NUMBER = 9
"""So many digits in a row may be a telephone or an identity number."""
OPEN: Mapping[str, Kind] = {
    "addresses.channel": "words",
    "amendments.author": "public",
    "amendments.body": "public",
    "amendments.kind": "words",
    "amendments.posting": "words",
    "amendments.source": "public",
    "audit.act": "words",
    "audit.actor": "words",
    "audit.detail": "numbers",
    "broadcast_recipients.channel": "words",
    "broadcast_recipients.reason": "words",
    "broadcast_recipients.status": "words",
    "broadcasts.channel_post": "numbers",
    "broadcasts.code": "words",
    "broadcasts.paused_reason": "words",
    "broadcasts.posting": "words",
    "broadcasts.segment": "public",
    "broadcasts.status": "words",
    "broadcasts.texts": "public",
    "candidate_lookups.kind": "words",
    "candidate_lookups.posting": "words",
    "candidates.posting": "words",
    "cases.language": "words",
    "cases.missing": "words",
    "cases.posting": "numbers",
    "cases.progress": "words",
    "cases.rhythm": "words",
    "cases.verdict": "words",
    "cases.zone": "words",
    "channel_limits.channel": "words",
    "decision_log.outcome": "words",
    "decisions.before_outcome": "words",
    "decisions.outcome": "words",
    "decisions.posting": "words",
    "documents.blob": "numbers",
    "documents.receipt": "words",
    "documents.slot": "words",
    "documents.state": "words",
    "erasures.cause": "words",
    "handovers.kind": "words",
    "handovers.reason": "words",
    "imports.posting": "words",
    "loose_statuses.reason": "words",
    "loose_statuses.status": "words",
    "outbox.channel": "words",
    "outbox.key": "words",
    "outbox.kind": "words",
    "outbox.reason": "words",
    "outbox.sent_id": "public",
    "outbox.status": "words",
    "person_lookups.kind": "words",
    "places.posting": "words",
    "places.reason": "public",
    "planned.occasion": "words",
    "planned.posting": "words",
    "planned.reason": "words",
    "planned.status": "words",
    "publication_recipients.held": "words",
    "publication_recipients.ways": "words",
    "publications.posting": "words",
    "publications.state": "words",
    "publications.texts": "public",
    "quarantine.channel": "words",
    "quarantine.reason": "words",
    "result_messages.way": "words",
    "result_messages.what": "words",
    "rights_requests.actor": "words",
    "rights_requests.channel": "words",
    "rights_requests.kind": "words",
    "rights_requests.reason": "words",
    "rights_requests.status": "words",
    "staff.name": "public",
    "staff.password": "public",
    "staff.roles": "words",
    "tie_orders.posting": "words",
    "tie_orders.reason": "public",
    "windows.channel": "words",
}
"""`words` name nobody, `numbers` are the program's own, `public` is what staff publish or sign."""
SEALED = ("body", "state", "source")


def open_checks(dialect: str) -> list[Check]:
    """Every column, open or sealed."""
    return [*_open(dialect), *_sealed()]


def _open(dialect: str) -> Iterator[Check]:
    for name, kind in OPEN.items():
        if kind == "public":
            continue
        table, column = metadata.tables[name.partition(".")[0]], name.partition(".")[2]
        value = table.c[column]
        marks: list[ColumnElement[bool]] = [value.like("%@%")]
        if kind == "words":
            marks.append(_long_number(value, dialect))
        yield Check(f"{column} holds what may be somebody's", table, or_(*marks))


def _long_number(value: ColumnElement[str], dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return value.op("~")(f"[0-9]{{{LONG_NUMBER}}}")
    return value.op("GLOB")(f"*{'[0-9]' * LONG_NUMBER}*")


def _sealed() -> Iterator[Check]:
    """A sealed value has a nonce and a tag; shorter than these, it was written as it is."""
    for table in metadata.tables.values():
        for column in sealed_columns(table):
            short = func.length(column).between(1, NONCE_BYTES + TAG_BYTES - 1)
            yield Check(f"{column.name} is not sealed", table, and_(column.is_not(None), short))


def sealed_columns(table: Table) -> list[ColumnElement[bytes]]:
    """Of a table about people or staff."""
    found = [c for c in table.columns if isinstance(c.type, LargeBinary)]
    return [c for c in found if c.name in SEALED or c.name.startswith("sealed")]


def text_columns() -> set[str]:
    """Every column of text, by table and name."""
    return {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and CARE.get(table.name)
    }
