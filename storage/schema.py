"""Every table. Times are UTC in milliseconds since 1970; `body` and `state` columns are sealed.

`leased_until`, `not_before` and `paused_until` are the database's own time, all others Pandu's
clock. 0 in a time means none.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
key_metadata = MetaData(naming_convention=NAMES)


def partial_index(
    name: str, *columns: str | Column[Any], where: str, unique: bool = False
) -> Index:
    """Over the rows for which `where` holds, on both databases."""
    rows = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


applicant_keys = Table(
    "applicant_keys",
    key_metadata,
    Column("applicant_id", BigInteger, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

chain_heads = Table(
    "chain_heads",
    key_metadata,
    Column("name", String(16), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("mac", LargeBinary(32), nullable=False),
)

applicants = Table(
    "applicants",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("created_at", BigInteger, nullable=False),
)

BESIDE = "beside <> 0"
addresses = Table(
    "addresses",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("applicant_id", ForeignKey(applicants.c.id), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("lookup", LargeBinary(16), nullable=False, unique=True),
    Column("sealed_id", LargeBinary, nullable=False),
    Column("blocked_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("person", SmallInteger, nullable=False, server_default="0"),
    Column("beside", BigInteger, nullable=False, server_default="0"),
    Column("writes", BigInteger, nullable=False, server_default="0"),
    partial_index("ix_addresses_beside", "beside", where=BESIDE),
)

MERGED = "merged_into <> 0"
UNPLANNED = "planned = 0 AND consented = 1"
cases = Table(
    "cases",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("applicant_id", ForeignKey(applicants.c.id), nullable=False),
    Column("posting", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("language", String(8), nullable=False),
    Column("progress", String(32), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("consented", SmallInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("stopped", BigInteger, nullable=False, server_default="0"),
    Column("rhythm", String(8), nullable=False, server_default="normal"),
    Column("sent", BigInteger, nullable=False, server_default="0"),
    Column("missing", String(255), nullable=False, server_default=""),
    Column("zone", String(40), nullable=False, server_default=""),
    Column("planned", SmallInteger, nullable=False, server_default="0"),
    Column("with_staff", BigInteger, nullable=False, server_default="0"),
    Column("blocked", BigInteger, nullable=False, server_default="0"),
    Column("merged_into", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("applicant_id", "posting"),
    partial_index("ix_cases_merged", "merged_into", where=MERGED),
    partial_index("ix_cases_unplanned", "posting", "id", where=UNPLANNED),
)

inbox = Table(
    "inbox",
    metadata,
    Column("event", LargeBinary(16), primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("address_id", BigInteger, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Index("ix_inbox_echoes", "case_id", "seq"),
)

OPEN_DOCUMENTS = "state IN ('arriving', 'fetching', 'stored', 'removed')"
_OPEN = "status IN ('waiting', 'leased')"
AMISS = "status IN ('failed', 'unknown')"
FOR_A_PERSON = "state = 'unreadable'"
outbox = Table(
    "outbox",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("address_id", BigInteger, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("key", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("replaces", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("sent_id", String(64), nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("leased_by", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("not_after", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    partial_index("ix_outbox_open", "channel", "address_id", "seq", where=_OPEN),
    partial_index("ix_outbox_amiss", "changed_at", where=AMISS),
)

channel_limits = Table(
    "channel_limits",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("paused_until", BigInteger, nullable=False),
    Column("second", BigInteger, nullable=False),
    Column("used", Integer, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("event", LargeBinary(16), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("actor", String(32), nullable=False),
    Column("act", String(48), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("detail", String(255), nullable=False, server_default=""),
)

return_codes = Table(
    "return_codes",
    metadata,
    Column("lookup", LargeBinary(16), primary_key=True),
    Column("address_id", ForeignKey(addresses.c.id), nullable=False, unique=True),
    Column("created_at", BigInteger, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("applicant_id", ForeignKey(applicants.c.id), nullable=False),
    Column("case_id", BigInteger, nullable=False),
    Column("address_id", BigInteger, nullable=False),
    Column("receipt", String(8), nullable=False),
    Column("slot", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("person", LargeBinary(16), nullable=False, server_default=""),
    Column("blob", String(32), nullable=False),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("copies", SmallInteger, nullable=False),
    Column("replaces", BigInteger, nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index("ix_documents_of_person", "applicant_id", "created_at"),
    Index("ix_documents_digest", "digest"),
    Index("ix_documents_person", "person"),
    partial_index("ix_documents_open", "state", "id", where=OPEN_DOCUMENTS),
    partial_index("ix_documents_for_a_person", "changed_at", where=FOR_A_PERSON),
)

upload_parts = Table(
    "upload_parts",
    metadata,
    Column("document_id", ForeignKey(documents.c.id), primary_key=True, autoincrement=False),
    Column("begins", Integer, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

upload_links = Table(
    "upload_links",
    metadata,
    Column("lookup", LargeBinary(16), primary_key=True),
    Column("applicant_id", ForeignKey(applicants.c.id), nullable=False),
    Column("browser", LargeBinary(16), nullable=False),
    Column("bound_at", BigInteger, nullable=False),
)

PLANNED_OPEN = "status IN ('waiting', 'leased')"
planned = Table(
    "planned",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("occasion", String(48), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("posting", String(64), nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("not_after", BigInteger, nullable=False),
    Column("status", String(12), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("leased_by", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    partial_index("ix_planned_open", "due_at", where=PLANNED_OPEN),
    sqlite_with_rowid=False,
)

amendments = Table(
    "amendments",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("posting", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("body", Text, nullable=False),
    Column("source", String(255), nullable=False),
    Column("author", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("posting", "revision"),
)

contact_codes = Table(
    "contact_codes",
    metadata,
    Column("address_id", ForeignKey(addresses.c.id), primary_key=True, autoincrement=False),
    Column("code", LargeBinary(16), nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)
