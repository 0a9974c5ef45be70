"""What went amiss is found without looking through everything."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

AMISS = sa.text("status IN ('failed', 'unknown')")
FOR_A_PERSON = sa.text("state = 'unreadable'")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_amiss",
        "outbox",
        ["changed_at"],
        sqlite_where=AMISS,
        postgresql_where=AMISS,
    )
    op.create_index(
        "ix_documents_for_a_person",
        "documents",
        ["changed_at"],
        sqlite_where=FOR_A_PERSON,
        postgresql_where=FOR_A_PERSON,
    )


def downgrade() -> None:
    op.drop_index("ix_documents_for_a_person", "documents")
    op.drop_index("ix_outbox_amiss", "outbox")
