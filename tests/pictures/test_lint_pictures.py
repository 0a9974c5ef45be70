"""A picture's own words restate its clauses, and there is room for them."""

import pytest

from conversations.posting.lint import lint
from conversations.posting.parse import parse
from tests.conversations.posting.small import INDONESIAN, POSTING

CLAUSE = parse(POSTING).clauses[0].id
SPEC = f"\npictures:\n  - {{id: {{name}}, clauses: [{CLAUSE}]}}\n"


def found(words: str, name: str = "poster") -> list[str]:
    texts = f"{INDONESIAN}\npictures:\n  {name}: {{title: Judul, source: Sumber{words}}}\n"
    files = {"posting.yaml": POSTING + SPEC.replace("{name}", name), "id.yaml": texts}
    return [f"{one.severity} {one.problem}" for one in lint(files) if one.severity != "gap"]


def test_words_of_its_clauses_are_fine() -> None:
    assert found(", tips: [Baca], flow: [Daftar, Ikut seleksi], story: Kisah") == []


@pytest.mark.parametrize("words", [
    ', figures: [{figure: "987%", says: naik}]', ", flow: [Langkah 987]", ", tips: [Bayar 987]",
    ', story: "Naik 987."',
])  # fmt: skip
def test_a_figure_that_no_clause_holds_is_an_error(words: str) -> None:
    assert found(words) == ["error adds 987 to the clauses it restates"]


def test_what_is_too_much_for_one_picture_is_told() -> None:
    assert found(", tips: [a, b, c, d, e, f]") == [
        "warning tips: 6 are too many for one picture"
    ]  # fmt: skip
    assert found(f", story: {'kata ' * 60}tamat") == [
        "warning story has 305 letters: it is drawn small"
    ]


def test_the_pictures_of_every_posting_keep_their_names() -> None:
    assert found("", "files") == ["error 'files' is a picture of every posting"]


def test_a_picture_without_words_is_an_error() -> None:
    files = {"posting.yaml": POSTING + SPEC.replace("{name}", "poster"), "id.yaml": INDONESIAN}
    assert "pictures: 'poster' has no sentence" in [one.problem for one in lint(files)]
