"""Sentences are read by the ids of their posting; anything else is told with its line."""

import pytest

from conversations.posting.parse import parse
from conversations.posting.parse_texts import parse_texts
from conversations.posting.reader import PostingError
from conversations.posting.texts import FactTexts
from tests.conversations.posting.small import INDONESIAN, POSTING, SLIPS, edited, line_of

SMALL = parse(POSTING)


def faults(text: str) -> list[str]:
    with pytest.raises(PostingError) as error:
        parse_texts(text, SMALL)
    return str(error.value).splitlines()


@pytest.mark.parametrize("slip", SLIPS["sentences"], ids=lambda slip: slip["now"][:40])
def test_a_slip_is_told_with_its_line(slip: dict[str, str]) -> None:
    text = edited(INDONESIAN, (slip["was"], slip["now"]))
    line = line_of(text, slip["now"]) + slip["now"].startswith("lists")
    assert f"id.yaml:{line}: {slip['says']}" in faults(text)


def test_title_and_agency_are_required() -> None:
    assert faults("clauses: {}") == [
        "id.yaml:1: 'title' is missing (allowed: title, agency and the tables)",
        "id.yaml:1: 'agency' is missing (allowed: title, agency and the tables)",
    ]


def test_a_record_tells_what_it_lacks_beside_what_it_has_too_much() -> None:
    text = edited(
        INDONESIAN, ('    help: "Pengumuman meminta usia 20 sampai 40 tahun."\n', "    x: y\n")
    )
    assert [fault.split(": ", 1)[1].split(" (")[0] for fault in faults(text)] == [
        "questions.birth_date: 'help' is missing",
        "questions.birth_date.x: is unknown here",
    ]


def test_what_is_optional_may_be_absent() -> None:
    texts = parse_texts("title: A\nagency: B\nfacts: {laptop: {name: laptop}}", SMALL)
    assert texts.facts == {"laptop": FactTexts("laptop")}
    assert texts.clauses == {}


def test_the_small_posting_is_read_as_it_stands() -> None:
    texts = parse_texts(INDONESIAN, SMALL)
    assert texts.facts["laptop"].said["true"] == "memiliki laptop pribadi"
    assert texts.questions["education"].options["s1"] == "D4 atau S1 (selesai)"
    assert texts.slots["ijazah"].tip == ""
