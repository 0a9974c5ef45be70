"""Lines in, lines out, one for one; and the same by the commands."""

import json
from datetime import date

import pytest

from conversations.understanding.batch import answer_facts, answer_understand
from tests.conversations.understanding.reading import understanding

DAY = date(2025, 12, 18)
BIRTH = {"question_kind": "date", "field": "birth_date", "question": "Kapan?"}


def asked(**line: object) -> dict[str, object]:
    found = json.loads(answer_understand(understanding(), json.dumps(line).encode(), DAY))
    assert isinstance(found, dict)
    return found


def test_an_answer() -> None:
    line = {"id": 7, "question_kind": "number", "unit": "tahun", "text": "18 bulan"}
    assert asked(**line) == {"id": 7, "value": 1.5, "intent": None, "because": "18 bulan"}


def test_now_moves_the_day() -> None:
    line = {"question_kind": "date", "text": "besok", "field": None, "options": None}
    assert asked(**line)["value"] == "2025-12-19"
    assert asked(**line, now="2026-02-01T08:00:00+07:00")["value"] == "2026-02-02"


@pytest.mark.parametrize("text", ["1 Januari 2030", "4 mei 1893", "31-2-1990"])
def test_births_that_cannot_be_are_refused(text: str) -> None:
    found = asked(**BIRTH, text=text)
    assert (found["value"], found["intent"]) == (None, "invalid")


def test_other_days_may_be_to_come() -> None:
    line = {"question_kind": "date", "field": "sim_valid_until", "text": "1 Januari 2030"}
    assert asked(**line)["value"] == "2030-01-01"


def test_a_message() -> None:
    line = {
        "id": "a",
        "text": "laptop ada, SIM C sampai tanggal 5 bulan depan",
        "now": "2025-12-19T01:00:00Z",
    }
    found = json.loads(answer_facts(understanding(), json.dumps(line).encode(), DAY))
    assert found == {
        "id": "a",
        "facts": {"laptop": True, "sim_c": {"has": True, "valid_until": "2026-01-05"}},
        "because": {"laptop": "laptop ada", "sim_c": "SIM C sampai tanggal 5 bulan depan"},
    }


@pytest.mark.parametrize("line", [
    b"", b"[]", b"{", b'{"text": 1}', b'{"text": "x", "question_kind": "other"}', b"\xff",
    b'{"text": "x", "question_kind": "date", "now": "2025-12-19"}', b"[" * 5000,
])  # fmt: skip
def test_a_malformed_line_gets_an_error(line: bytes) -> None:
    assert list(json.loads(answer_understand(understanding(), line, DAY))) == ["error"]


@pytest.mark.parametrize("line", [b"", b"[]", b'{"id": 1}', b"\xff", b"[" * 5000])
def test_a_malformed_message_gets_an_error(line: bytes) -> None:
    assert list(json.loads(answer_facts(understanding(), line, DAY))) == ["error"]
