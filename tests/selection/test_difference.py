"""Whom a row is about, and what an import would change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.selection.decision import Decision, Outcome
from conversations.selection.difference import NEW, Change, Difference, Known, difference
from conversations.selection.matching import Directory, Keys, Match, Ref, match
from conversations.selection.sheet import Fault, Person, Row, Sheet
from tests.selection.words import row

A, B, CASE = Ref("candidate", 1), Ref("candidate", 2), Ref("case", 9)
PERSON = Person("Rina", email="rina@example.com")


def directory(*entries: tuple[str, bytes, Ref]) -> Directory:
    found: dict[tuple[str, bytes], frozenset[Ref]] = {}
    known: dict[Ref, dict[str, bytes]] = {}
    for kind, key, ref in entries:
        found[kind, key] = found.get((kind, key), frozenset()) | {ref}
        known.setdefault(ref, {})[kind] = key
    return Directory(found, known)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"email": b"new"}, Match()),
        ({"email": b"a"}, Match(A)),
        ({"email": b"a", "nik": b"A"}, Match(A)),
        ({"email": b"a", "nik": b"other"}, Match(choices=(A,))),
        ({"email": b"a", "nik": b"B"}, Match(choices=(A, B))),
        ({"email": b"shared"}, Match(choices=(A, B))),
        ({"email": b"shared", "nik": b"B"}, Match(B)),
        ({"email": b"new", "phone": b"c"}, Match(CASE)),
        ({}, Match()),
    ],
)
def test_whom_a_row_is_about(keys: Keys, expected: Match) -> None:
    known = directory(
        ("nik", b"A", A),
        ("nik", b"B", B),
        ("email", b"shared", A),
        ("email", b"shared", B),
        ("email", b"a", A),
        ("phone", b"c", CASE),
    )
    assert match(keys, known) == expected


def held(
    stage: int, decided: dict[int, dict[int, Decision]], known: Directory | None = None
) -> Known:
    return Known(stage, known or directory(("email", b"a", A), ("email", b"b", B)), decided)


def only(got: Difference) -> Change:
    (change,) = got.changes
    assert got.fits
    return change


def test_somebody_new() -> None:
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"x"}], held(1, {}))
    assert only(got) == Change(row(2, PERSON), "new", None, None, contact=True)
    assert (got.count("new"), got.empty) == (1, False)


def test_somebody_who_talked_here() -> None:
    known = directory(("email", b"c", CASE))
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"c"}], held(1, {}, known))
    assert (only(got).of, only(got).kind, only(got).contact) == (CASE, "new", False)


def test_the_same_again_is_nothing() -> None:
    known = held(1, {1: {1: Decision("pass")}})
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"a"}], known)
    assert (only(got).kind, got.empty) == ("same", True)


def test_a_changed_decision_shows_both() -> None:
    known = held(1, {1: {1: Decision("fail")}})
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"a"}], known)
    assert (only(got).kind, only(got).before) == ("changed", Decision("fail"))


def test_a_new_way_to_reach_somebody_is_a_change() -> None:
    known = held(1, {1: {1: Decision("pass")}})
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"a", "phone": b"p"}], known)
    assert (only(got).kind, only(got).contact, got.empty) == ("same", True, False)


@pytest.mark.parametrize(
    ("decided", "stage", "outcome", "code"),
    [
        ({}, 2, "pass", "unknown"),
        ({1: {1: Decision("fail")}}, 2, "pass", "out"),
        ({1: {1: Decision("pass"), 2: Decision("pass")}}, 1, "fail", "stands_on"),
    ],
)
def test_the_knockout_in_a_list(
    decided: dict[int, dict[int, Decision]], stage: int, outcome: Outcome, code: str
) -> None:
    sheet = Sheet((row(2, PERSON, outcome),))
    got = difference(sheet, [{"email": b"a"}], held(stage, decided))
    assert [fault.code for fault in got.faults] == [code]
    assert not got.fits


def test_the_next_stage_adds() -> None:
    known = held(2, {1: {1: Decision("pass")}})
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"a"}], known)
    assert only(got).kind == "added"


def test_two_rows_about_one_candidate() -> None:
    sheet = Sheet((row(2, PERSON), row(3, PERSON)))
    got = difference(sheet, [{"email": b"a"}, {"email": b"a"}], held(1, {}))
    assert got.faults == (Fault(3, "twice"),)


def test_an_ambiguous_row_waits_for_a_person() -> None:
    known = directory(("email", b"s", A), ("email", b"s", B))
    sheet, keys = Sheet((row(2, PERSON),)), [{"email": b"s"}]
    got = difference(sheet, keys, held(1, {}, known))
    assert [each.choices for each in got.ambiguous] == [(A, B)]
    assert not got.fits
    for chosen, of in ((B, B), (NEW, None)):
        told = difference(sheet, keys, Known(1, known, {}, {2: chosen}))
        assert only(told).of == of
    stranger = difference(sheet, keys, Known(1, known, {}, {2: Ref("candidate", 77)}))
    assert stranger.ambiguous


def test_who_is_not_on_the_list_stays_as_they_are() -> None:
    decided = {1: {1: Decision("pass")}, 2: {1: Decision("fail")}, 3: {2: Decision("pass")}}
    got = difference(Sheet((row(2, PERSON),)), [{"email": b"a"}], held(1, decided))
    assert got.untouched == (2,)


def test_faults_of_cells_are_kept() -> None:
    got = difference(Sheet(faults=(Fault(4, "email", "email"),)), [], held(1, {}))
    assert (got.faults, got.fits) == ((Fault(4, "email", "email"),), False)


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(1, 3))
def test_every_row_is_told_of_once(numbers: list[int], stage: int) -> None:
    rows = tuple(Row(at, PERSON, Decision("pass")) for at in range(len(numbers)))
    known = directory(*(("email", bytes([n]), Ref("candidate", n)) for n in range(1, 6)))
    decided = {n: {1: Decision("pass")} for n in range(1, 4)}
    got = difference(
        Sheet(rows), [{"email": bytes([n])} for n in numbers], held(stage, decided, known)
    )
    told = [each.row.at for each in got.changes] + [each.row.at for each in got.ambiguous]
    told += [fault.at for fault in got.faults]
    assert sorted(told) == sorted(row.at for row in rows)


def test_the_digest_knows_any_difference() -> None:
    sheet = Sheet((row(2, PERSON),))
    first = difference(sheet, [{"email": b"a"}], held(1, {}))
    again = difference(sheet, [{"email": b"a"}], held(1, {}))
    other = difference(Sheet((row(2, PERSON, "fail"),)), [{"email": b"a"}], held(1, {}))
    assert first.digest == again.digest != other.digest
