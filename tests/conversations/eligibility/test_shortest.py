from datetime import datetime, timedelta
from typing import Any

import pytest

from conversations.eligibility.assess import assess
from conversations.eligibility.profile import values_of
from conversations.eligibility.shortest import Shortest
from tests.conversations.eligibility.shipped import (
    CLOSES,
    GOOD,
    OPENS,
    POSTING,
    PROFILES,
    period,
    told,
)


def way(now: datetime = OPENS, **changed: object) -> Shortest:
    return told(now, **changed).shortest


def facts(found: Shortest) -> list[str]:
    return [needed.remedy.fact for needed in found.changes]


def test_nothing_to_change_is_said_without_a_promise() -> None:
    found = way()
    assert (found.changes, found.answer, found.never, found.in_time) == ((), (), (), True)
    assert "menurut pemeriksaan mandiri ini" in found.said


def test_preferences_never_ask_for_a_change() -> None:
    assert way(vehicle=False, ktp_dki=False, sim_c={"has": False}).changes == ()


def test_changes_that_can_be_done_come_first() -> None:
    found = way(bound_by_contract=True, sikap=False, bank_dki=False, willing_to_open=False)
    assert facts(found) == ["willing_to_open", "sikap", "bound_by_contract"]
    assert [needed.remedy.possible for needed in found.changes] == [
        "in_time",
        "in_time",
        "too_late",
    ]
    assert not found.in_time
    assert found.said.startswith("Dari 3 hal berikut, 1 diperkirakan tidak sempat")


def test_all_in_time_is_said_with_the_cutoff() -> None:
    found = way(sikap=False)
    assert found.in_time
    assert found.said.startswith(
        "Bila 1 hal berikut dipenuhi sebelum 22 Desember 2025 pukul 16.00 WIB"
    )


def test_all_too_late_and_closed() -> None:
    late = way(CLOSES - timedelta(minutes=5), sikap=False)
    assert late.said.startswith("Hal berikut diperkirakan tidak sempat")
    closed = way(CLOSES, sikap=False)
    assert closed.said.startswith("Pendaftaran sudah ditutup")
    assert not closed.in_time


def test_unknown_facts_are_questions_to_answer() -> None:
    found = way(npwp_active=None, sikap=False, nib=None, kbli=None)
    assert found.answer == ("npwp_active", "nib.has")
    assert found.said.startswith("Penuhi 1 hal berikut")
    only = way(npwp_active=None)
    assert only.said.startswith("1 hal masih perlu dijawab")


def test_what_nobody_can_change_is_said_once_and_nothing_else_is_asked() -> None:
    found = way(citizenship="WNA", birth_date="1950-01-01", sikap=False, npwp_active=None)
    assert len(found.never) == 2
    assert (found.changes, found.answer, found.in_time) == ((), (), False)
    assert found.said.startswith("Ada syarat yang tidak dapat diubah")


def test_the_proof_of_experience_is_a_change_in_time() -> None:
    found = way(experience=[period("2019-01-01", "2023-12-31", proof=False)])
    assert facts(found) == ["experience"]
    assert found.in_time


def lacking() -> list[dict[str, Any]]:
    """Profiles whose faults somebody can change."""
    return [line for line in PROFILES if line["failing"] and not told_of(line).never]


def told_of(line: dict[str, Any]) -> Shortest:
    return told(**(dict.fromkeys(GOOD) | line["profile"])).shortest


@pytest.mark.parametrize("line", lacking(), ids=lambda line: line["id"])
def test_the_changes_and_answers_make_eligible_and_none_is_too_many(line: dict[str, Any]) -> None:
    found = told_of(line)
    known = values_of(POSTING, line["profile"])
    good = values_of(POSTING, GOOD) | {"willing_to_open": True}
    changed = [*facts(found), *found.answer]
    if "nib.has" in changed:  # a new one, or one of which nothing is known yet
        anew = "nib.has" in facts(found)
        good_parts = {key: good[key] for key in ("nib.type", "kbli") if anew or key not in known}
        known |= good_parts
    assert judged_with(known, good, changed) == "eligible"
    for left_out in facts(found):
        rest = [key for key in changed if key != left_out]
        assert judged_with(known, good, rest) == "not_eligible"


def judged_with(known: dict[str, object], good: dict[str, object], keys: list[str]) -> str:
    """The verdict once the facts in `keys` are good."""
    return assess(POSTING, known | {key: good[key] for key in keys}).overall
