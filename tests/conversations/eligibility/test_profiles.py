from pathlib import Path
from typing import Any

import pytest

from bot.postings import load_edition
from conversations.eligibility.assess import assess
from conversations.eligibility.profile import values_of
from conversations.posting.model import Posting
from tests.conversations.eligibility.shipped import POSTING, PROFILES, lines

TESTS = Path(__file__).parents[2]
OTHERS = {
    file.parent.name: (load_edition(file.parent).posting, lines(file))
    for file in sorted((TESTS / "postings").glob("*/profiles.jsonl"))
}
CASES = [(POSTING, line) for line in PROFILES] + [
    (posting, line) for posting, found in OTHERS.values() for line in found
]


@pytest.mark.parametrize(
    ("posting", "line"), CASES, ids=[f"{p.slug}:{line['id']}" for p, line in CASES]
)
def test_the_profile_is_judged_as_written_by_hand(posting: Posting, line: dict[str, Any]) -> None:
    found = assess(posting, values_of(posting, line["profile"]))
    assert found.overall == line["verdict"]
    assert list(found.failing) == line["failing"]
    assert list(found.missing) == line["missing"]
    assert list(found.unmet_preferred) == line["unmet_preferred"]


def test_all_of_them_are_run() -> None:
    assert len(PROFILES) >= 353
    assert OTHERS
