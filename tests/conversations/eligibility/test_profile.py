from typing import Any

import pytest

from conversations.eligibility.judge import UNSURE
from conversations.eligibility.profile import (
    ProfileError,
    read_profile,
    values_of,
    values_of_facts,
)
from tests.conversations.eligibility.invented import POSTING


class Remembered:
    """What a case remembers of one fact."""

    def __init__(self, value: object, *, unsure: bool = False) -> None:
        self.value, self.unsure = value, unsure


def test_facts_of_a_case_become_values() -> None:
    facts = {"nilai": Remembered(3), "kota": Remembered(None, unsure=True), "x": Remembered(None)}
    assert values_of_facts(facts) == {"nilai": 3, "kota": UNSURE, "x": None}


def test_records_are_read_by_their_parts_and_slips_are_named() -> None:
    read = read_profile(POSTING, {"kartu": {"has": True, "until": None, "kode": 1}, "nilia": 3})
    assert read.values == {"kartu.has": True}
    assert read.ignored == ("kartu.kode", "nilia")


@pytest.mark.parametrize(
    ("profile", "key"),
    [
        ({"nilai": True}, "nilai"), ({"perokok": 1}, "perokok"), ({"bahasa": 3}, "bahasa"),
        ({"lahir": "2025-13"}, "lahir"), ({"lahir": 1990}, "lahir"), ({"kode": "111"}, "kode"),
        ({"kode": [1.5]}, "kode"), ({"kartu": [True]}, "kartu"), ({"kartu": True}, "kartu"),
        ({"age": "34"}, "age"), ({"age": True}, "age"), ({"position": 1}, "position"),
        ({"sekolah": {"level": "S1"}}, "sekolah"), ({"sekolah": ["S1"]}, "sekolah"),
        ({"sekolah": [{"level": 1}]}, "sekolah"),
        ({"sekolah": [{"level": "S1", "status": ["lulus"]}]}, "sekolah"),
        ({"kerja": [{"start": "2025-02-30"}]}, "kerja"), ({"kerja": [{"end": 2025}]}, "kerja"),
        ({"kerja": [{"proof": "ya"}]}, "kerja"), ({"kerja": [{"role": ["x"]}]}, "kerja"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_key_alone(profile: dict[str, Any], key: str) -> None:
    with pytest.raises(ProfileError, match=rf"^{key}: does not fit the type \w+$"):
        values_of(POSTING, profile)
