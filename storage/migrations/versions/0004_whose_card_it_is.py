"""Whose identity card a document is, by a keyed hash."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("documents") as batch_op:
        batch_op.add_column(
            sa.Column("person", sa.LargeBinary(length=16), server_default="", nullable=False)
        )
        batch_op.create_index("ix_documents_person", ["person"])


def downgrade() -> None:
    with op.batch_alter_table("documents") as batch_op:
        batch_op.drop_index("ix_documents_person")
        batch_op.drop_column("person")
