import pytest

from conversations.answers.signs import parse_sign, signalled

SIGNS = [parse_sign("money", "uang|bayar & lulus & !berkas"), parse_sign("code", "otp")]


@pytest.mark.parametrize(("words", "kind"), [
    ({"uang", "lulus"}, "money"), ({"bayar", "lulus", "berkas"}, ""), ({"uang"}, ""),
    ({"otp", "berkas"}, "code"), (set(), ""),
])  # fmt: skip
def test_a_sign_holds_where_its_words_meet(words: set[str], kind: str) -> None:
    assert signalled(SIGNS, frozenset(words)) == kind
