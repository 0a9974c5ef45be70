"""Another recruitment is another folder: no sentence of the product knows the shipped posting."""

import re
from collections.abc import Iterator

import pytest

from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.eligibility import rules
from conversations.posting.reach import leaves
from tests.guards.test_posting_facts import FACTS

POSTING = load_edition(SHIPPED / "ppkukm-koperasi-2026").posting
# What every recruitment has, formats of files, and papers of the country: no facts of this one.
EVERYWHERE = {
    "NIB", "KBLI", "NPWP", "NIK", "perorangan",
    "berkas", "berkas lamaran", "formulir", "KTP", "email", "e-mail", "WhatsApp", "Excel",
    "PowerPoint", "WIB", "surel", "surat elektronik", "nomor WA",
}  # fmt: skip
# The recruiters' command shows an invented posting of its own.
INVENTED = {"posting.bad_slug": {"2026", "penyuluh"}}


def known() -> Iterator[str]:
    """Figures (of one digit they are mere counting), dates, names and links of the posting."""
    for facts in FACTS.values():
        for kind in ("dates", "names", "links"):
            for entry in facts.get(kind, []):
                yield from (word.strip() for word in entry.split(" | "))
        yield from (figure for figure in facts.get("figures", []) if len(figure) > 1)
    for places in POSTING.lists.values():
        yield from places
    for leaf in (leaf for one in POSTING.requirements for leaf in leaves(one.rule)):
        if isinstance(leaf, rules.Experience):
            yield from (*leaf.roles, *leaf.fields)
        elif isinstance(leaf, rules.Contains):
            yield leaf.value


WORDS = {word.casefold() for word in known()} - {word.casefold() for word in EVERYWHERE}


def found(text: str) -> set[str]:
    """The facts of the posting that stand in a text as words of their own."""
    folded = text.casefold()
    return {word for word in WORDS if re.search(rf"(?<![\w.,]){re.escape(word)}(?!\w)", folded)}


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_of_the_product_states_a_fact_of_the_shipped_posting(language: str) -> None:
    phrases = load_phrases()[language]
    told = {key: found(phrases(key)) - INVENTED.get(key, set()) for key in phrases.keys()}  # noqa: SIM118 - no mapping
    assert {key: words for key, words in told.items() if words} == {}


def test_a_fact_would_be_seen() -> None:
    told = "Tutup 22 Desember 2025; di Kota Depok, KBLI 70209, untuk pendamping koperasi."
    facts = {"2025", "22 desember 2025", "kota depok", "70209", "pendamping", "koperasi"}
    assert found(told) == facts


@pytest.mark.parametrize("language", ["id", "en"])
def test_words_of_a_page_carry_no_marks_of_a_message(language: str) -> None:
    """`*word*` is bold in a message alone."""
    phrases = load_phrases()[language]
    pages = ("files.page.", "mail.page.", "pictures.checked.", "privacy.", "webchat.sorry.")
    marked = [key for key in phrases.keys() if key.startswith(pages) and "*" in phrases(key)]  # noqa: SIM118 - no mapping
    assert marked == []
