"""The table of the codes by which one case is gone on with in another channel. As in `schema`."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table

from storage.schema import metadata

join_codes = Table(
    "join_codes",
    metadata,
    Column("lookup", LargeBinary(16), primary_key=True),
    Column("code", LargeBinary(16), nullable=False, unique=True),
    Column("case_id", BigInteger, nullable=False),
    Column("address_id", BigInteger, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("taken_by", BigInteger, nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=False),
    Index("ix_join_codes_case", "case_id"),
)
