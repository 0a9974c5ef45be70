import json
from pathlib import Path
from typing import Any

from bot.postings import load_edition
from conversations.eligibility.batch import Checker
from tests.conversations.eligibility.shipped import EDITION, GOOD, PHRASES, PROFILES

OTHER = load_edition(Path(__file__).parents[2] / "postings" / "balai-contoh-2026")
CHECKER = Checker(EDITION, PHRASES["id"])
FIRST = ["id", "verdict", "failing", "unmet_preferred", "missing"]


def answer(line: object, checker: Checker = CHECKER) -> dict[str, Any]:
    told = checker.answer(json.dumps(line).encode())
    return dict(json.loads(told))


def test_the_answer_has_the_keys_that_scripts_read() -> None:
    for line in PROFILES:
        found = answer({"id": line["id"], "profile": line["profile"]})
        assert list(found)[:5] == FIRST
        assert found["id"] == line["id"]
        assert found["verdict"] == line["verdict"]
        assert set(found.get("reasons", {})) == {
            *line["failing"], *line["unmet_preferred"], *line["missing"]
        }  # fmt: skip


def test_who_meets_everything_gets_nothing_more() -> None:
    assert list(answer({"id": 7, "profile": GOOD})) == FIRST


def test_changes_are_measured_on_the_opening_day_or_on_the_day_given() -> None:
    line = {"id": "a", "profile": GOOD | {"sikap": False}}
    assert answer(line)["changes"] == [
        {"fact": "sikap", "requirements": ["khusus-2"], "change": "Daftarkan akun SIKAP.",
         "possible": "in_time"}
    ]  # fmt: skip
    late = answer(line | {"now": "2025-12-22T15:00:00+07:00"})
    assert late["changes"][0]["possible"] == "too_late"


def test_what_is_unknown_never_or_later_is_said() -> None:
    assert answer({"id": 1, "profile": {}})["answer"][0] == "citizenship"
    assert answer({"id": 1, "profile": GOOD | {"citizenship": "WNA"}})["never"]
    assert list(answer({"id": 1, "profile": GOOD | {"birth_date": "1969-12-28"}})["later"]) == [
        "umum-3"
    ]


def test_keys_of_no_fact_are_named_and_do_not_count() -> None:
    found = answer({"id": 1, "profile": GOOD | {"gaji": 5, "nib": {"has": True, "no": "1"}}})
    assert found["ignored"] == ["nib.no", "gaji"]
    assert found["missing"] == ["khusus-1"]


def test_an_unknown_position_is_missing_and_first_to_answer() -> None:
    found = answer({"id": 1, "profile": {}}, Checker(OTHER, PHRASES["id"]))
    assert found["missing"][0] == found["answer"][0] == "position"
    assert found["reasons"]["position"] == "Belum dijawab: posisi yang dilamar."


def test_the_reasons_come_in_the_language_asked_for() -> None:
    english = Checker(EDITION, PHRASES["en"])
    found = answer({"id": 1, "profile": GOOD | {"laptop": False}}, english)
    assert found["reasons"]["umum-9"] == "You do not have a laptop of your own yet."


def wrong(line: bytes) -> dict[str, Any]:
    return dict(json.loads(CHECKER.answer(line)))


def test_a_malformed_line_is_answered_without_its_contents() -> None:
    lines = [
        b"", b"\n", b"{", b"null", b"[]", b'{"id": 1}', b'{"id": 1, "profile": []}', b"\xff\xfe",
        b'{"id": 1, "profile": {"citizenship": "rahasia"', b'{"profile": {"x": ' + b"[" * 9999,
        b'{"id": 1, "profile": {}, "now": "2025-12-22T15:00:00"}',
    ]  # fmt: skip
    for line in lines:
        found = wrong(line)
        assert list(found) == ["error"]
        assert "rahasia" not in found["error"]


def test_a_value_that_does_not_fit_keeps_the_id_and_hides_the_value() -> None:
    found = wrong(b'{"id": 9, "profile": {"birth_date": "31-02-1990"}}')
    assert found == {"id": 9, "error": "birth_date: does not fit the type date"}
