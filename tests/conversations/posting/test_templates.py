"""Texts that are approved beforehand: filled in, submitted, and looked over."""

import json
from argparse import ArgumentParser
from typing import get_args

import pytest
from msgspec.structs import replace

from bot.commands import whatsapp
from bot.texts import load_phrases
from conversations.posting.findings import Desk, Limits, Places
from conversations.posting.lint_templates import templates
from conversations.posting.prepared import prepared, template_for
from conversations.posting.template import (
    MOST_VALUE,
    PURPOSES,
    VALUES,
    Purpose,
    Template,
    TemplateTexts,
    blanks,
    fill,
    name_of,
)
from conversations.posting.template_forms import forms
from tests.conversations.dialog.talk import edition

PLACES = {name: Places(name, "a: b") for name in ("posting.yaml", "id.yaml", "en.yaml")}
PLAIN = TemplateTexts("Pengingat untuk pelamar {title}, yang ditutup {closes} nanti.", "Lanjutkan")


def found(body: str, purpose: Purpose = "closing", button: str = "Lanjut") -> list[str]:
    """What the linter says of one template."""
    texts = {
        language: replace(words, templates={"x": TemplateTexts(body, button)})
        for language, words in edition().texts.items()
    }
    posting = replace(edition().posting, templates=(Template("x", purpose),), languages=("id",))
    desk = Desk(
        replace(edition(), posting=posting, texts={"id": texts["id"]}), PLACES, Limits(), {}
    )
    templates(desk)
    return [each.problem for each in desk.findings]


def test_a_good_one_is_left_alone() -> None:
    assert found(PLAIN.body) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("Pengingat untuk {nama} yang terhormat.", "{nama} is nothing that 'closing' knows"),
        ("{title} segera ditutup, mohon diperiksa.", "a blank stands at its beginning or end"),
        ("Mohon diperiksa sebelum tutup: {closes}.", "a blank stands at its beginning or end"),
        ("Pengingat untuk {title}, {closes} sudah dekat sekali ya.", "two blanks stand together"),
        ("Untuk {title} ya.", "it has too many blanks for its words"),
        ("Satu dua tiga.\n\n\nEmpat lima enam.", "it has two empty lines together"),
        ("Satu dua tiga " + "empat " * 200, "its text has 1214 letters"),
        ("Bapak/Ibu dinyatakan lulus seleksi ini.", "it speaks of a person's result"),
    ],
)
def test_what_would_be_refused(body: str, problem: str) -> None:
    assert problem in found(body)


def test_a_button_has_so_many_letters() -> None:
    assert found(PLAIN.body, button="x" * 26) == ["its button has 26 letters"]


def test_only_the_one_for_who_passed_speaks_of_it() -> None:
    assert found("Bapak/Ibu dinyatakan lulus seleksi ini.", "passed") == []


def test_a_second_one_for_a_purpose_is_never_used() -> None:
    twice = (Template("a", "closing"), Template("b", "closing"))
    posting = replace(edition().posting, templates=twice)
    desk = Desk(replace(edition(), posting=posting), PLACES, Limits(), {})
    templates(desk)
    assert [each.severity for each in desk.findings] == ["warning"]


def test_the_shipped_posting_has_one_for_each_purpose() -> None:
    assert {each.purpose for each in edition().posting.templates} == set(PURPOSES)
    assert set(VALUES) == set(get_args(Purpose))


def test_names_are_what_is_taken() -> None:
    named = name_of("ppkukm-koperasi-2026", Template("deadline.moved", "amended"))
    assert named == "ppkukm_koperasi_2026_deadline_moved"


def test_values_are_on_one_line_and_in_the_order_of_the_text() -> None:
    values = {"title": "Satu\n\tdua   *tiga*", "closes": "x" * 1000}
    made = fill("n", "id", PLAIN, values)
    assert made.values[0] == "Satu dua tiga"
    assert len(made.values[1]) == MOST_VALUE
    assert fill("n", "id", PLAIN, {"title": " ", "closes": "a"}).values == ("-", "a")


@pytest.mark.parametrize("language", ["id", "en", "fr"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_purpose_is_filled_in(purpose: Purpose, language: str) -> None:
    values = {name: f"<{name}>" for name in VALUES[purpose] if name not in {"title", "agency"}}
    made = prepared(edition(), purpose, language, values)
    template = template_for(edition(), purpose)
    assert made is not None
    assert template is not None
    assert made.language == ("id" if language == "fr" else language)
    body = edition().texts[made.language].templates[template.id].body
    assert len(made.values) == len(blanks(body))


def test_a_posting_without_templates_has_none() -> None:
    bare = replace(edition(), posting=replace(edition().posting, templates=()))
    assert prepared(bare, "closing", "id", {}) is None
    assert list(forms(bare, load_phrases())) == []


def test_every_form_has_an_example_for_each_blank() -> None:
    made = list(forms(edition(), load_phrases()))
    assert len(made) == 2 * len(PURPOSES)
    for form in made:
        body, buttons = form["components"]
        (examples,) = body["example"]["body_text"]
        assert [f"{{{{{number}}}}}" in body["text"] for number in range(1, len(examples) + 1)]
        assert f"{{{{{len(examples) + 1}}}}}" not in body["text"]
        assert all(examples)
        assert buttons["buttons"][0]["type"] == "QUICK_REPLY"


def test_the_command_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    whatsapp.add(parser)
    assert whatsapp.run(parser.parse_args(["templates", "--language", "id"])) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["language"] for line in lines] == ["id"] * len(PURPOSES)
    second = ["templates", "--posting", "tests/postings/balai-contoh-2026"]
    assert whatsapp.run(parser.parse_args(second)) == 1
    assert whatsapp.run(parser.parse_args(["templates", "--posting", "nowhere"])) == 2
