"""What staff can list people by is a closed list; all else of a case is sealed."""

from sqlalchemy import LargeBinary

from storage.schema import cases

OPEN = {"language", "progress", "verdict", "consented", "missing", "last_seen", "created_at"}
WISHES = {"stopped", "rhythm", "sent", "zone"}
STAFF = {"with_staff", "blocked"}
KEYS = {"id", "applicant_id", "posting", "version", "planned", "merged_into"}


def test_a_case_has_these_open_columns_and_no_other() -> None:
    unsealed = {each.name for each in cases.columns if not isinstance(each.type, LargeBinary)}
    assert unsealed == OPEN | WISHES | STAFF | KEYS
