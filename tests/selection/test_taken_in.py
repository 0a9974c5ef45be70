"""Lists that are taken in: whole or not at all, and once."""

import pytest
from sqlalchemy.exc import DBAPIError

from conversations.selection.decision import Decision
from conversations.selection.sheet import Fault, Person, Sheet
from storage.selection_import import ChangedMeanwhileError, DoesNotFitError, Taking
from storage.selection_lists import ListError
from tests.selection.words import NIK
from tests.selection.world import ABOUT, POSTING, SARI, TONO, Line, Scene, person


def test_new_people_and_their_decisions(scene: Scene) -> None:
    got = scene.take(1, (person(1), "pass", 8500), (person(2), "fail", None))
    assert (got.count("new"), got.fits) == (2, True)
    decided = scene.selection.decided(POSTING)
    assert sorted(d[1].outcome for d in decided.values()) == ["fail", "pass"]
    known = scene.selection.people(sorted(decided))
    assert {each.email for each in known.values()} == {"p1@example.com", "p2@example.com"}


def test_repeated_it_changes_nothing(scene: Scene) -> None:
    rows: list[Line] = [(person(1), "pass", 8500), (person(2), "fail", None)]
    scene.take(1, *rows)
    before = scene.selection.decided(POSTING)
    assert scene.take(1, *rows).empty
    assert scene.selection.decided(POSTING) == before


def test_one_row_that_does_not_fit_and_nothing_is_taken(scene: Scene) -> None:
    taking = scene.taking(1, (person(1), "pass", None))
    broken = Sheet(taking.sheet.rows, (Fault(9, "email", "email"),))
    with pytest.raises(DoesNotFitError):
        scene.selection.take(Taking(POSTING, 1, broken), SARI)
    assert scene.selection.decided(POSTING) == {}


def test_what_was_shown_is_what_is_taken(scene: Scene) -> None:
    taking = scene.taking(1, (person(1), "pass", None))
    shown = scene.selection.preview(taking).difference.digest
    scene.take(1, (person(1), "fail", None))
    with pytest.raises(ChangedMeanwhileError):
        scene.selection.take(taking, SARI, shown)


def test_a_correction_and_a_new_number(scene: Scene) -> None:
    scene.take(1, (person(1), "fail", None))
    got = scene.take(1, (person(1, phone="+628111111111"), "pass", 9000))
    assert got.count("changed") == 1
    (candidate,) = scene.selection.decided(POSTING)
    assert scene.selection.people([candidate])[candidate].phone == "+628111111111"
    scene.take(2, (Person(phone="+628111111111"), "pass", 100))
    assert len(scene.selection.decided(POSTING)[candidate]) == 2


def test_a_reason_is_kept_sealed(scene: Scene) -> None:
    scene.take(1, (person(1), "pass", 8000))
    (candidate,) = scene.selection.decided(POSTING)
    scene.selection.decide(ABOUT, candidate, Decision("disqualified", None, "data palsu"), TONO)
    found = scene.selection.decided_of(candidate)[1]
    assert found == Decision("disqualified", 8000, "data palsu")
    assert scene.selection.decided(POSTING)[candidate][1].reason == ""


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision("withdrawn"), "reason"),
        (Decision("disqualified", None, " "), "reason"),
        (Decision("absent", None, ""), "reason"),
    ],
)
def test_nobody_leaves_without_a_reason(scene: Scene, decision: Decision, code: str) -> None:
    (candidate,) = scene.passed(1, [1])
    with pytest.raises(ListError, match=code):
        scene.selection.decide(ABOUT, candidate, decision, SARI)


def test_who_is_out_cannot_leave_nor_go_on(scene: Scene) -> None:
    scene.take(1, (person(1), "fail", None))
    (candidate,) = scene.selection.decided(POSTING)
    with pytest.raises(ListError, match="out"):
        scene.selection.decide(ABOUT, candidate, Decision("withdrawn", None, "pindah"), SARI)
    with pytest.raises(ListError, match="stands_on"):
        scene.selection.decide(ABOUT, candidate, Decision("pass"), SARI, 2)
    with pytest.raises(ListError, match="unknown"):
        scene.selection.decide(ABOUT, 7, Decision("pass"), SARI, 1)


HOSTILE = (
    "UPDATE decisions SET outcome = 'fail' WHERE stage = 1",
    "DELETE FROM decisions WHERE stage = 1",
    "UPDATE decisions SET stage = 3, before_stage = 2 WHERE stage = 2",
    "UPDATE decisions SET before_outcome = NULL, before_stage = NULL WHERE stage = 2",
    "UPDATE decisions SET outcome = 'maybe' WHERE stage = 2",
    (
        "INSERT INTO decisions SELECT candidate_id, 4, posting, outcome, score, 3, 'pass',"
        " sealed_reason, author_id, sign, at FROM decisions WHERE stage = 2"
    ),
    "UPDATE places SET count = -1",
)


def test_the_database_itself_holds_the_knockout(each_scene: Scene) -> None:
    """Also where a connection asks for no foreign keys."""
    scene = each_scene
    scene.passed(1, [1])
    scene.passed(2, [1])
    scene.selection.set_places(POSTING, 5, "DPA", SARI)
    before = scene.selection.decided(POSTING)
    for statement in HOSTILE:
        with pytest.raises(DBAPIError):
            scene.sql(statement)
    assert scene.selection.decided(POSTING) == before


def test_a_decision_that_was_changed_by_hand_is_seen(scene: Scene) -> None:
    (candidate,) = scene.passed(1, [1])
    assert scene.selection.forged(POSTING) == set()
    scene.sql("UPDATE decisions SET score = 9900")
    assert scene.selection.forged(POSTING) == {candidate}


def test_by_identity_number_and_by_registration(scene: Scene) -> None:
    scene.take(1, (Person("Rina", "A-1", "r@example.com", nik=NIK), "pass", None))
    scene.take(2, (Person("Rina", nik=NIK), "pass", None))
    scene.take(3, (Person("Rina", "A-1"), "pass", None))
    (decided,) = scene.selection.decided(POSTING).values()
    assert sorted(decided) == [1, 2, 3]


def test_a_shared_mailbox_is_for_a_person(scene: Scene) -> None:
    shared = "keluarga@example.com"
    scene.take(
        1,
        (Person("Rina", "A-1", shared), "pass", None),
        (Person("Budi", "A-2", shared), "pass", None),
    )
    shown = scene.selection.preview(scene.taking(2, (Person("Budi", email=shared), "pass", None)))
    (unclear,) = shown.difference.ambiguous
    assert len(unclear.choices) == 2
    taking = scene.taking(2, (Person("Budi", email=shared), "pass", None))
    chosen = Taking(POSTING, 2, taking.sheet, {2: unclear.choices[1]})
    assert scene.selection.take(chosen, SARI).count("added") == 1
