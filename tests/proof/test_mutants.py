import pytest

from tests.proof.mutants import mutants


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("a < b", {"a <= b"}),
        ("a is None", {"a is not None"}),
        ("a in b", {"a not in b"}),
        ("a and b", {"a or b"}),
        ("a + b", {"a - b"}),
        ("not a", {"a"}),
        ("return_ = True", {"return_ = False"}),
        ("f(25, x)", {"f(26, x)"}),
        ("[a > 1]", {"[a >= 1]", "[a > 2]"}),
        ("'a' + b", {"'a' - b"}),
        ("a.b(c)", set()),
    ],
)
def test_each_decision_is_turned_round_once(right: str, wrong: set[str]) -> None:
    assert {mutant.source for mutant in mutants(right)} == wrong


def test_a_mutant_says_where_and_what() -> None:
    (mutant,) = mutants("if a:\n    b = c == d\n")
    assert (mutant.line, mutant.change) == (2, "c == d -> c != d")
