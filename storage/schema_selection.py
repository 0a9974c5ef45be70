"""The tables of the selection, laid beside those of the talk. Conventions as in `schema`.

What is known of a candidate is sealed with a key of their own, also where they never talked here.
Outcomes, scores and stages stay open: the database itself holds that nobody who is out of a stage
has a decision in the next, and the gate reads them again in each transaction that sends.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema import applicants, metadata, partial_index
from storage.schema_staff import staff

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
OUTCOMES = "outcome IN ('pass', 'fail', 'absent', 'withdrawn', 'disqualified')"
KNOCKOUT = (
    "(stage = 1 AND before_stage IS NULL AND before_outcome IS NULL) OR"
    " (stage > 1 AND before_stage = stage - 1 AND before_outcome = 'pass'"
    " AND before_stage IS NOT NULL AND before_outcome IS NOT NULL)"
)
_OF_A_CASE = "case_id <> 0"

candidates = Table(
    "candidates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("posting", String(64), nullable=False, index=True),
    Column("applicant_id", ForeignKey(applicants.c.id), nullable=False, unique=True),
    Column("case_id", BigInteger, nullable=False, server_default="0"),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    partial_index("ix_candidates_of_case", "case_id", unique=True, where=_OF_A_CASE),
)

candidate_lookups = Table(
    "candidate_lookups",
    metadata,
    Column("candidate_id", ForeignKey(candidates.c.id), primary_key=True, autoincrement=False),
    Column("kind", String(8), primary_key=True),
    Column("posting", String(64), nullable=False),
    Column("lookup", LargeBinary(16), nullable=False),
    Index("ix_candidate_lookups_found", "lookup", "posting"),
)

person_lookups = Table(
    "person_lookups",
    metadata,
    Column(
        "applicant_id",
        ForeignKey(applicants.c.id, ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("kind", String(8), primary_key=True),
    Column("lookup", LargeBinary(16), nullable=False, index=True),
)

decisions = Table(
    "decisions",
    metadata,
    Column("candidate_id", ForeignKey(candidates.c.id), primary_key=True, autoincrement=False),
    Column("stage", SmallInteger, primary_key=True, autoincrement=False),
    Column("posting", String(64), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("score", Integer),
    Column("before_stage", SmallInteger),
    Column("before_outcome", String(12)),
    Column("sealed_reason", LargeBinary, nullable=False),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("sign", LargeBinary(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("candidate_id", "stage", "outcome"),
    ForeignKeyConstraint(
        ["candidate_id", "before_stage", "before_outcome"],
        ["decisions.candidate_id", "decisions.stage", "decisions.outcome"],
        name="fk_decisions_stage_before",
    ),
    CheckConstraint(OUTCOMES, name="ck_decisions_outcome"),
    CheckConstraint(KNOCKOUT, name="ck_decisions_knockout"),
    Index("ix_decisions_of_stage", "posting", "stage", "outcome"),
)

decision_log = Table(
    "decision_log",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("candidate_id", ForeignKey(candidates.c.id), nullable=False, index=True),
    Column("stage", SmallInteger, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("score", Integer),
    Column("sealed_reason", LargeBinary, nullable=False),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("import_id", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("posting", String(64), nullable=False, index=True),
    Column("stage", SmallInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("at", BigInteger, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("posting", String(64), primary_key=True),
    Column("count", SmallInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("sign", LargeBinary(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    CheckConstraint("count >= 0", name="ck_places_count"),
)

tie_orders = Table(
    "tie_orders",
    metadata,
    Column("candidate_id", ForeignKey(candidates.c.id), primary_key=True, autoincrement=False),
    Column("posting", String(64), nullable=False, index=True),
    Column("total", Integer, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("at", BigInteger, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("posting", String(64), nullable=False),
    Column("stage", SmallInteger, nullable=False),
    Column("number", SmallInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("list_hash", LargeBinary(32), nullable=False),
    Column("texts", Text, nullable=False),
    Column("meets_at", BigInteger, nullable=False),
    Column("author_id", ForeignKey(staff.c.id), nullable=False),
    Column("approver_id", ForeignKey(staff.c.id)),
    Column("sign", LargeBinary(16), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("approved_at", BigInteger, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    UniqueConstraint("posting", "stage", "number"),
    CheckConstraint("approver_id <> author_id", name="ck_publications_two_people"),
    CheckConstraint(
        "state IN ('draft', 'cancelled') OR"
        " (state IN ('approved', 'published') AND approver_id IS NOT NULL)",
        name="ck_publications_approved",
    ),
)

publication_recipients = Table(
    "publication_recipients",
    metadata,
    Column("publication_id", ForeignKey(publications.c.id), primary_key=True, autoincrement=False),
    Column("candidate_id", ForeignKey(candidates.c.id), primary_key=True, autoincrement=False),
    Column("place", SmallInteger, nullable=False),
    Column("ways", String(48), nullable=False),
    Column("sign", LargeBinary(16), nullable=False),
    Column("told_at", BigInteger, nullable=False),
    Column("held", String(32), nullable=False),
    Column("cleared_by", ForeignKey(staff.c.id)),
    Column("cleared_at", BigInteger, nullable=False),
    Column("sealed_note", LargeBinary, nullable=False),
    Index("ix_publication_recipients_untold", "publication_id", "told_at"),
)

result_messages = Table(
    "result_messages",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("publication_id", BigInteger, nullable=False),
    Column("candidate_id", BigInteger, nullable=False),
    Column("what", String(12), nullable=False),
    Column("way", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("publication_id", "candidate_id", "what", "way"),
    ForeignKeyConstraint(
        ["publication_id", "candidate_id"],
        ["publication_recipients.publication_id", "publication_recipients.candidate_id"],
        name="fk_result_messages_recipient",
    ),
)

attendance = Table(
    "attendance",
    metadata,
    Column("publication_id", BigInteger, primary_key=True, autoincrement=False),
    Column("candidate_id", BigInteger, primary_key=True, autoincrement=False),
    Column("coming_at", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["publication_id", "candidate_id"],
        ["publication_recipients.publication_id", "publication_recipients.candidate_id"],
        name="fk_attendance_recipient",
    ),
)
