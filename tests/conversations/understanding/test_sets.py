"""The sets that were written before the reading. Of the held half only totals are ever told."""

import pytest

from tests.conversations.understanding.reading import HERE, Tally, answers, messages


def told(tally: Tally) -> str:
    return f"{tally.right} of {tally.lines} understood, {tally.wrong} wrong values"


@pytest.mark.parametrize(
    ("path", "least", "most_wrong"),
    [
        ("understand_dev.jsonl", 1.0, 0),
        ("held/understand_held.jsonl", 0.93, 4),
        ("second/dev/understand_dev.jsonl", 0.98, 0),
        ("second/held/understand_held.jsonl", 0.94, 1),
    ],
)
def test_answers(path: str, least: float, most_wrong: int) -> None:
    tally = answers(HERE / path)
    total = told(tally)
    assert tally.share >= least, total
    assert tally.wrong <= most_wrong, total


@pytest.mark.parametrize(
    ("path", "least", "most_wrong"),
    [
        ("facts_dev.jsonl", 1.0, 0),
        ("held/facts_held.jsonl", 0.81, 6),
        ("second/dev/facts_dev.jsonl", 1.0, 0),
        ("second/held/facts_held.jsonl", 0.72, 6),
    ],
)
def test_free_messages(path: str, least: float, most_wrong: int) -> None:
    tally = messages(HERE / path)
    total = told(tally)
    assert tally.share >= least, total
    assert tally.wrong <= most_wrong, total
