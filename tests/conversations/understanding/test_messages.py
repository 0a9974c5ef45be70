"""Free messages: what their writers state of themselves, as true now."""

import json

import pytest

from tests.conversations.understanding.reading import HERE, understanding
from tests.conversations.understanding.test_answers import DAY

MESSAGES = [
    line.rsplit(" => ", 1)
    for name in ("messages.txt", "third_messages.txt")
    for line in (HERE / name).read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("words", "facts"), MESSAGES, ids=[words for words, _ in MESSAGES])
def test_what_is_stated(words: str, facts: str) -> None:
    stated = {one.key: one.value for one in understanding().facts(words, DAY)}
    assert stated == json.loads(facts)


def test_it_is_told_which_words_say_so() -> None:
    words = "Umur saya 34 tahun, domisili jaksel, laptop pribadi ada."
    because = {one.key: one.because for one in understanding().facts(words, DAY)}
    assert because == {
        "age": "Umur saya 34 tahun", "domicile": "domisili jaksel", "laptop": "laptop pribadi ada",
    }  # fmt: skip


@pytest.mark.parametrize("profile", (HERE / "free_profiles.jsonl").read_text().splitlines())
def test_whole_profiles(profile: str) -> None:
    """Later messages correct earlier ones."""
    told = json.loads(profile)
    facts: dict[str, object] = {}
    for message in told["messages"]:
        for one in understanding().facts(message, DAY):
            old = facts.get(one.key)
            facts[one.key] = one.value
            if isinstance(old, dict) and isinstance(one.value, dict):
                facts[one.key] = {**old, **one.value}
    facts.pop("age", None)
    assert facts == told["facts"]
