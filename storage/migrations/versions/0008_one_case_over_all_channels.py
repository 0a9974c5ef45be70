"""Who writes at an address that several share, where a merged case went, and codes to join one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BESIDE = sa.text("beside <> 0")
MERGED = sa.text("merged_into <> 0")


def upgrade() -> None:
    with op.batch_alter_table("addresses") as batch_op:
        batch_op.add_column(_count("person", sa.SmallInteger()))
        batch_op.add_column(_count("beside", sa.BigInteger()))
        batch_op.add_column(_count("writes", sa.BigInteger()))
        batch_op.create_index(
            "ix_addresses_beside", ["beside"], sqlite_where=BESIDE, postgresql_where=BESIDE
        )
    with op.batch_alter_table("cases") as batch_op:
        batch_op.add_column(_count("merged_into", sa.BigInteger()))
        batch_op.create_index(
            "ix_cases_merged", ["merged_into"], sqlite_where=MERGED, postgresql_where=MERGED
        )
    op.create_table(
        "join_codes",
        sa.Column("lookup", sa.LargeBinary(length=16), nullable=False),
        sa.Column("code", sa.LargeBinary(length=16), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("address_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name="pk_join_codes"),
        sa.UniqueConstraint("code", name="uq_join_codes_code"),
    )
    op.create_index("ix_join_codes_case", "join_codes", ["case_id"])


def _count(name: str, kind: sa.types.TypeEngine[int]) -> sa.Column[int]:
    return sa.Column(name, kind, server_default="0", nullable=False)


def downgrade() -> None:
    op.drop_index("ix_join_codes_case", "join_codes")
    op.drop_table("join_codes")
    op.drop_index("ix_cases_merged", "cases")
    op.drop_index("ix_addresses_beside", "addresses")
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_column("merged_into")
    with op.batch_alter_table("addresses") as batch_op:
        for name in ("writes", "beside", "person"):
            batch_op.drop_column(name)
