"""Windows of channels that have one, statuses that came too early, and documents held for a day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEGUN = sa.text("begun_at > 0")
TOLD = sa.text("channel = 'whatsapp' AND sent_id <> ''")


def upgrade() -> None:
    op.create_table(
        "windows",
        sa.Column("address_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_windows")),
    )
    op.create_index(
        "ix_windows_begun",
        "windows",
        ["channel", "begun_at"],
        sqlite_where=BEGUN,
        postgresql_where=BEGUN,
    )
    op.create_table(
        "loose_statuses",
        sa.Column("message", sa.LargeBinary(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message", "status", name=op.f("pk_loose_statuses")),
    )
    op.create_index("ix_loose_statuses_at", "loose_statuses", ["at"])
    op.create_table(
        "held_documents",
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_held_documents")),
    )
    op.create_index("ix_held_documents_until", "held_documents", ["until"])
    op.create_index(
        "ix_outbox_told", "outbox", ["sent_id"], sqlite_where=TOLD, postgresql_where=TOLD
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_told", "outbox")
    op.drop_table("held_documents")
    op.drop_table("loose_statuses")
    op.drop_table("windows")
