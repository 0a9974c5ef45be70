"""The tables of what staff do, laid beside those of the talk. Conventions as in `schema`.

Who works here stands open by name; where they are reached and their one-time secret are sealed by
the master key. A hand-over's note is sealed with the applicant's own key.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
)

from storage.schema import metadata, partial_index

_NUMBER = BigInteger().with_variant(Integer, "sqlite")

staff = Table(
    "staff",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("roles", String(128), nullable=False),
    Column("telegram_lookup", LargeBinary(16), unique=True),
    Column("sealed_telegram", LargeBinary),
    Column("password", String(255)),
    Column("sealed_secret", LargeBinary),
    Column("last_step", BigInteger, nullable=False, server_default="0"),
    Column("created_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("lookup", LargeBinary(16), primary_key=True),
    Column("staff_id", ForeignKey(staff.c.id), nullable=False, index=True),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

staff_links = Table(
    "staff_links",
    metadata,
    Column("lookup", LargeBinary(16), primary_key=True),
    Column("staff_id", ForeignKey(staff.c.id), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("posting", String(64), nullable=False),
    Column("code", String(12), nullable=False, unique=True),
    Column("status", String(12), nullable=False),
    Column("segment", Text, nullable=False),
    Column("texts", Text, nullable=False),
    Column("frozen_hash", LargeBinary(32)),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("approver_id", ForeignKey(staff.c.id)),
    Column("approved_at", BigInteger, nullable=False, server_default="0"),
    Column("starts_at", BigInteger, nullable=False, server_default="0"),
    Column("not_after", BigInteger, nullable=False, server_default="0"),
    Column("started_at", BigInteger, nullable=False, server_default="0"),
    Column("finished_at", BigInteger, nullable=False, server_default="0"),
    Column("corrects", ForeignKey("broadcasts.id")),
    Column("planned_to", BigInteger, nullable=False, server_default="0"),
    Column("audience", Integer, nullable=False, server_default="0"),
    Column("tested_at", BigInteger, nullable=False, server_default="0"),
    Column("channel_post", String(64), nullable=False, server_default=""),
    Column("paused_reason", String(32), nullable=False, server_default=""),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("request_key", LargeBinary(16), nullable=False, unique=True),
    CheckConstraint("approver_id <> author_id", name="ck_broadcasts_two_people"),
    Index("ix_broadcasts_status", "status"),
)

broadcast_recipients = Table(
    "broadcast_recipients",
    metadata,
    Column("broadcast_id", ForeignKey(broadcasts.c.id), primary_key=True, autoincrement=False),
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("address_id", BigInteger, nullable=False, server_default="0"),
    Column("channel", String(16), nullable=False, server_default=""),
    Column("status", String(12), nullable=False),
    Column("seq", Integer, nullable=False, server_default="0"),
    Column("reason", String(32), nullable=False, server_default=""),
    Column("changed_at", BigInteger, nullable=False),
    Index("ix_broadcast_recipients_status", "broadcast_id", "status", "channel"),
    sqlite_with_rowid=False,
)

HANDOVER_OPEN = "closed_at IS NULL"
handovers = Table(
    "handovers",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("staff_id", ForeignKey(staff.c.id)),
    Column("taken_at", BigInteger),
    Column("answered_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("returns_at", BigInteger),
    Column("reason", String(32), nullable=False, server_default=""),
    Column("waiting", SmallInteger, nullable=False, server_default="1"),
    Column("sealed_note", LargeBinary),
    Index("ix_handovers_case", "case_id", "kind"),
    partial_index("ix_handovers_open", "kind", "opened_at", where=HANDOVER_OPEN),
)
