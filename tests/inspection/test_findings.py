"""Every code has its meaning and a friendly sentence in both languages."""

import re

import pytest

from bot.texts import load_phrases
from conversations.documents.findings import (
    ADVISED_BY_DETAIL,
    REJECTED,
    WARNED,
    Finding,
    Looked,
    advice,
    codes_of,
    in_words,
    needs_a_person,
    told,
    verdict_of,
)

PHRASES = load_phrases("documents")
CODES = sorted(REJECTED | WARNED)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_code_is_told_with_the_way_to_mend_it(language: str, code: str) -> None:
    say = PHRASES[language]
    for detail in ("", *ADVISED_BY_DETAIL.get(code, ())):
        finding = Finding(code, detail=detail)
        sentences = told(finding, say, most_mb=5), advice(finding, say, most_mb=5)
        assert all(re.fullmatch(r"[A-Z].{10,190}\.", sentence) for sentence in sentences)
        assert "{" not in "".join(sentences)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_is_without_a_code(language: str) -> None:
    spoken = {key.split(".")[2] for key in PHRASES[language].keys()  # noqa: SIM118 - no mapping
              if key.startswith("documents.findings.")}  # fmt: skip
    assert spoken == set(CODES)


def test_both_languages_say_the_same_things() -> None:
    first, second = PHRASES["id"], PHRASES["en"]
    assert first.keys() == second.keys()


def test_nobody_is_refused_or_scolded() -> None:
    whole = " ".join(PHRASES["id"](key) for key in PHRASES["id"].keys()).casefold()  # noqa: SIM118 - no mapping
    words = set(re.findall(r"\w+", whole))
    assert words & {"ditolak", "lulus", "anda", "gagal", "salah", "kamu"} == set()


@pytest.mark.parametrize(
    ("codes", "verdict", "person"),
    [
        ((), "accept", False),
        (("blurry",), "warn", False),
        (("blurry", "empty"), "reject", False),
        (("unreadable_by_machine",), "warn", True),
        (("harmful",), "reject", True),
    ],
)
def test_the_verdict_is_that_of_the_worst(
    codes: tuple[str, ...], verdict: str, person: bool  # noqa: FBT001 - a row of the table
) -> None:  # fmt: skip
    findings = tuple(map(Finding, codes))
    assert verdict_of(findings) == Looked(findings=findings).verdict == verdict
    assert needs_a_person(findings) is person


def test_a_code_found_on_many_pages_is_told_once_in_its_place() -> None:
    findings = (Finding("blurry", 1), Finding("too_dark", 1), Finding("blurry", 2))
    lines = in_words(findings, PHRASES["id"]).splitlines()
    assert codes_of(findings) == ("blurry", "too_dark")
    assert [line.split(".")[0] for line in lines] == [
        "Gambarnya tampak kabur", "Gambarnya tampak terlalu gelap",
    ]  # fmt: skip
