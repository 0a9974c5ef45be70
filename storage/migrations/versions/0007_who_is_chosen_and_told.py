"""Who stands in the selection, what was decided of them, and who is told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


KNOCKED_OUT = "a decision stands only behind a pass in the stage before"
ONLY_PASSERS = "only who passed the stage may be told"
UNPASSED = (
    "NEW.stage > 1 AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.candidate_id ="
    " NEW.candidate_id AND d.stage = NEW.stage - 1 AND d.outcome = 'pass')"
)
STANDS_AFTER = (
    "EXISTS (SELECT 1 FROM decisions d WHERE d.candidate_id = OLD.candidate_id"
    " AND d.stage = OLD.stage + 1)"
)
MOVED = "NEW.stage <> OLD.stage OR NEW.candidate_id <> OLD.candidate_id"
TURNED = f"NEW.outcome <> 'pass' AND {STANDS_AFTER}"
UNDECIDED = (
    "NOT EXISTS (SELECT 1 FROM publications p JOIN decisions d ON d.stage = p.stage"
    " WHERE p.id = NEW.publication_id AND d.candidate_id = NEW.candidate_id"
    " AND d.outcome = 'pass')"
)
# A raw connection to SQLite holds no foreign keys unless it asks for them: these hold always.
KNOCKOUT = (
    ("knockout_insert", "INSERT", UNPASSED),
    ("knockout_update", "UPDATE", UNPASSED),
    ("knockout_moved", "UPDATE", MOVED),
    ("knockout_turned", "UPDATE", TURNED),
    ("knockout_deleted", "DELETE", STANDS_AFTER),
)
ON_POSTGRESQL = f"""
CREATE FUNCTION only_passers() RETURNS trigger AS $$
BEGIN
  IF {UNDECIDED} THEN RAISE EXCEPTION '{ONLY_PASSERS}'; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql
"""


def upgrade() -> None:
    tables()
    if op.get_bind().dialect.name == "sqlite":
        for name, event, when in KNOCKOUT:
            op.execute(trigger(name, f"{event} ON decisions", when, KNOCKED_OUT))
        told = "INSERT ON publication_recipients"
        op.execute(trigger("only_passers", told, UNDECIDED, ONLY_PASSERS))
    else:
        op.execute(ON_POSTGRESQL)
        op.execute(
            "CREATE TRIGGER only_passers BEFORE INSERT ON publication_recipients"
            " FOR EACH ROW EXECUTE FUNCTION only_passers()"
        )


def trigger(name: str, event: str, when: str, told: str) -> str:
    does = f"SELECT RAISE(ABORT, '{told}')"
    return f"CREATE TRIGGER {name} BEFORE {event} WHEN {when} BEGIN {does}; END"


def tables() -> None:
    op.create_table(
        "candidates",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("applicant_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicants.id"], name=op.f("fk_candidates_applicant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_candidates_applicant_id")),
    )
    op.create_index(
        "ix_candidates_of_case",
        "candidates",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("case_id <> 0"),
        postgresql_where=sa.text("case_id <> 0"),
    )
    op.create_index(op.f("ix_candidates_posting"), "candidates", ["posting"], unique=False)
    op.create_table(
        "imports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_imports_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_posting"), "imports", ["posting"], unique=False)
    op.create_table(
        "person_lookups",
        sa.Column("applicant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicants.id"],
            name=op.f("fk_person_lookups_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("applicant_id", "kind", name=op.f("pk_person_lookups")),
    )
    op.create_index(op.f("ix_person_lookups_lookup"), "person_lookups", ["lookup"], unique=False)
    op.create_table(
        "places",
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("count", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sign", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("count >= 0", name="ck_places_count"),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_places_author_id")),
        sa.PrimaryKeyConstraint("posting", name=op.f("pk_places")),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("list_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("meets_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "approver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("sign", sa.LargeBinary(length=16), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("approved_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'cancelled') OR (state IN ('approved', 'published') AND approver_id IS NOT NULL)",
            name="ck_publications_approved",
        ),
        sa.CheckConstraint("approver_id <> author_id", name="ck_publications_two_people"),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["staff.id"], name=op.f("fk_publications_approver_id")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_publications_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint(
            "posting", "stage", "number", name=op.f("uq_publications_posting_stage_number")
        ),
    )
    op.create_table(
        "candidate_lookups",
        sa.Column("candidate_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_lookups_candidate_id")
        ),
        sa.PrimaryKeyConstraint("candidate_id", "kind", name=op.f("pk_candidate_lookups")),
    )
    op.create_index(
        "ix_candidate_lookups_found", "candidate_lookups", ["lookup", "posting"], unique=False
    )
    op.create_table(
        "decision_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_decision_log_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_decision_log_candidate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_log")),
    )
    op.create_index(
        op.f("ix_decision_log_candidate_id"), "decision_log", ["candidate_id"], unique=False
    )
    op.create_table(
        "decisions",
        sa.Column("candidate_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("before_stage", sa.SmallInteger(), nullable=True),
        sa.Column("before_outcome", sa.String(length=12), nullable=True),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sign", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(stage = 1 AND before_stage IS NULL AND before_outcome IS NULL) OR (stage > 1 AND before_stage = stage - 1 AND before_outcome = 'pass' AND before_stage IS NOT NULL AND before_outcome IS NOT NULL)",
            name="ck_decisions_knockout",
        ),
        sa.CheckConstraint(
            "outcome IN ('pass', 'fail', 'absent', 'withdrawn', 'disqualified')",
            name="ck_decisions_outcome",
        ),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_decisions_author_id")),
        sa.ForeignKeyConstraint(
            ["candidate_id", "before_stage", "before_outcome"],
            ["decisions.candidate_id", "decisions.stage", "decisions.outcome"],
            name="fk_decisions_stage_before",
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_decisions_candidate_id")
        ),
        sa.PrimaryKeyConstraint("candidate_id", "stage", name=op.f("pk_decisions")),
        sa.UniqueConstraint(
            "candidate_id", "stage", "outcome", name=op.f("uq_decisions_candidate_id_stage_outcome")
        ),
    )
    op.create_index(
        "ix_decisions_of_stage", "decisions", ["posting", "stage", "outcome"], unique=False
    )
    op.create_table(
        "publication_recipients",
        sa.Column("publication_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("ways", sa.String(length=48), nullable=False),
        sa.Column("sign", sa.LargeBinary(length=16), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.String(length=32), nullable=False),
        sa.Column(
            "cleared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("cleared_at", sa.BigInteger(), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_publication_recipients_candidate_id")
        ),
        sa.ForeignKeyConstraint(
            ["cleared_by"], ["staff.id"], name=op.f("fk_publication_recipients_cleared_by")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_publication_recipients_publication_id"),
        ),
        sa.PrimaryKeyConstraint(
            "publication_id", "candidate_id", name=op.f("pk_publication_recipients")
        ),
    )
    op.create_index(
        "ix_publication_recipients_untold",
        "publication_recipients",
        ["publication_id", "told_at"],
        unique=False,
    )
    op.create_table(
        "tie_orders",
        sa.Column("candidate_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_tie_orders_author_id")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_tie_orders_candidate_id")
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_tie_orders")),
    )
    op.create_index(op.f("ix_tie_orders_posting"), "tie_orders", ["posting"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("publication_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coming_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id", "candidate_id"],
            ["publication_recipients.publication_id", "publication_recipients.candidate_id"],
            name="fk_attendance_recipient",
        ),
        sa.PrimaryKeyConstraint("publication_id", "candidate_id", name=op.f("pk_attendance")),
    )
    op.create_table(
        "result_messages",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("publication_id", sa.BigInteger(), nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id", "candidate_id"],
            ["publication_recipients.publication_id", "publication_recipients.candidate_id"],
            name="fk_result_messages_recipient",
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_result_messages")),
        sa.UniqueConstraint(
            "publication_id",
            "candidate_id",
            "what",
            "way",
            name=op.f("uq_result_messages_publication_id_candidate_id_what_way"),
        ),
    )


def downgrade() -> None:
    op.drop_table("result_messages")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_tie_orders_posting"), table_name="tie_orders")
    op.drop_table("tie_orders")
    op.drop_index("ix_publication_recipients_untold", table_name="publication_recipients")
    op.drop_table("publication_recipients")
    op.drop_index("ix_decisions_of_stage", table_name="decisions")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_decision_log_candidate_id"), table_name="decision_log")
    op.drop_table("decision_log")
    op.drop_index("ix_candidate_lookups_found", table_name="candidate_lookups")
    op.drop_table("candidate_lookups")
    op.drop_table("publications")
    op.drop_table("places")
    op.drop_index(op.f("ix_person_lookups_lookup"), table_name="person_lookups")
    op.drop_table("person_lookups")
    op.drop_index(op.f("ix_imports_posting"), table_name="imports")
    op.drop_table("imports")
    op.drop_index(op.f("ix_candidates_posting"), table_name="candidates")
    op.drop_index(
        "ix_candidates_of_case",
        table_name="candidates",
        sqlite_where=sa.text("case_id <> 0"),
        postgresql_where=sa.text("case_id <> 0"),
    )
    op.drop_table("candidates")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION only_passers()")
