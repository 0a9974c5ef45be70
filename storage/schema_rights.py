"""The tables of what people ask for their data, of who was erased, and of the chain over the audit.

Conventions as in `schema`. Nothing here says who somebody was.
"""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table

from storage.schema import metadata, partial_index

REQUEST_OPEN = "status = 'open'"
rights_requests = Table(
    "rights_requests",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("applicant_id", BigInteger, nullable=False),
    Column("case_id", BigInteger, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("status", String(12), nullable=False),
    Column("actor", String(32), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("runs_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger, nullable=False),
    partial_index(
        "ix_rights_requests_open", "applicant_id", "kind", unique=True, where=REQUEST_OPEN
    ),
    Index("ix_rights_requests_opened", "opened_at"),
)

ERASURE_OPEN = "finished_at = 0"
erasures = Table(
    "erasures",
    metadata,
    Column("applicant_id", BigInteger, primary_key=True, autoincrement=False),
    Column("cause", String(12), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("finished_at", BigInteger, nullable=False),
    partial_index("ix_erasures_open", "at", where=ERASURE_OPEN),
)

audit_chain = Table(
    "audit_chain",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("audit_id", BigInteger, nullable=False, unique=True),
    Column("mac", LargeBinary(32), nullable=False),
    Column("sealed_at", BigInteger, nullable=False),
)
