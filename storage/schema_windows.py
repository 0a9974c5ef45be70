"""The tables of channels that have a window, and tell afterwards what became of a message.

Conventions as in `schema`. Nothing here says who somebody is.
"""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table

from storage.schema import metadata, outbox, partial_index

BEGUN = "begun_at > 0"
windows = Table(
    "windows",
    metadata,
    Column("address_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel", String(16), nullable=False),
    Column("heard_at", BigInteger, nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    partial_index("ix_windows_begun", "channel", "begun_at", where=BEGUN),
)
loose_statuses = Table(
    "loose_statuses",
    metadata,
    Column("message", LargeBinary(16), primary_key=True),
    Column("status", String(12), primary_key=True),
    Column("reason", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_loose_statuses_at", "at"),
)
held_documents = Table(
    "held_documents",
    metadata,
    Column("document_id", BigInteger, primary_key=True, autoincrement=False),
    Column("until", BigInteger, nullable=False),
    Index("ix_held_documents_until", "until"),
)
TOLD = "channel = 'whatsapp' AND sent_id <> ''"
partial_index("ix_outbox_told", outbox.c.sent_id, where=TOLD)
