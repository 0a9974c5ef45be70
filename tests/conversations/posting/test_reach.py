"""Which verdicts a rule can come to, over all values that matter."""

import pytest

from conversations.eligibility.rules import All, AtLeast, Contains, Experience, Is, Not, OneOf
from conversations.posting.parse import parse
from conversations.posting.reach import can_be, can_be_stuck, can_differ, offered
from tests.conversations.posting.small import POSTING, edited

FACTS = "facts:\n" + "\n".join(
    f"  - {{key: {key}, type: {kind}, change: {change}}}"
    for key, kind, change in [
        ("ipk", "number", "never"),
        ("kode", "codes", "told"),
        ("kerja", "experience", "told"),
        ("kota", "region", "told"),
        ("catatan", "text", "told"),
        *((f"b{at}", "bool", "told") for at in range(20)),
    ]
)
SMALL = parse(edited(POSTING, ("facts:", FACTS)))
WORK = [Experience("kerja", 2, (role,), ("data",)) for role in ("analis", "peneliti")]


@pytest.mark.parametrize(
    ("rule", "met", "not_met"),
    [
        (Is("laptop", value=True), True, True),
        (All((Is("laptop", value=True), Is("laptop", value=False))), False, True),
        (Not(All((Is("laptop", value=True), Is("laptop", value=False)))), True, False),
        (All((AtLeast("ipk", "3.00"), Not(AtLeast("ipk", "2.75")))), False, True),
        (All((AtLeast("ipk", "2.75"), Not(AtLeast("ipk", "3.00")))), True, True),
        (All((Contains("kode", "70209"), Contains("kode", "62019"))), True, True),
        (All((OneOf("kota", ("Kota Bogor",)), OneOf("kota", ("Kota Depok",)))), False, True),
        (Is("catatan", value="x"), True, True),
        (All((Is("catatan", value="x"), Is("catatan", value="y"))), False, True),
        (All(tuple(WORK)), True, True),
        (All((WORK[0], Not(WORK[0]))), False, True),
    ],
)
def test_a_rule_comes_out_as_it_can(rule: All, *, met: bool, not_met: bool) -> None:
    assert can_be(SMALL, rule, "met") is met
    assert can_be(SMALL, rule, "not_met") is not_met


def test_too_many_combinations_are_not_tried() -> None:
    each = tuple(Is(f"b{at}", value=value) for at in range(20) for value in (True, False))
    assert can_be(SMALL, All(each), "met")
    assert not can_be_stuck(SMALL, All((AtLeast("ipk", "3.00"), *each)))


def test_what_nobody_can_change_may_decide() -> None:
    grade, laptop = AtLeast("ipk", "3.00"), Is("laptop", value=True)
    assert can_be_stuck(SMALL, grade)
    assert can_be_stuck(SMALL, All((grade, laptop)))
    assert not can_be_stuck(SMALL, laptop)
    assert not can_be_stuck(SMALL, Not(All((grade, laptop))))


def test_only_an_open_list_depends_on_nothing() -> None:
    assert not can_differ(SMALL, OneOf("kota", ("a",), open=True))
    assert can_differ(SMALL, OneOf("kota", ("a",)))


def test_questions_offer_values() -> None:
    assert offered(SMALL, "laptop") == [True, False]
    assert offered(SMALL, "birth_date") is None
    assert offered(SMALL, "ipk") == []
    levels = [[{"level": level, "status": "lulus"}] for level in ("SMA", "D3", "S1")]
    assert offered(SMALL, "education") == levels
    yesno = edited(POSTING, ("kind: date, fact: birth_date", "kind: yesno, fact: laptop"))
    assert offered(parse(yesno), "laptop") == [True, False]
