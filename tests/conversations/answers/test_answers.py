"""Questions in, answers out: kinds, languages, context, another posting, hostile words."""

import random
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.answers import load_answers
from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.answers.answers import Answers
from conversations.posting.answers import AnswerBook
from tests.conversations.answers.scored import shipped_answers

NOW = datetime.fromisoformat("2025-12-20T10:00+07:00")
KINDS = {"answerable", "not_in_posting", "out_of_scope", "sensitive"}
answers = cache(shipped_answers)


@cache
def bare() -> Answers:
    """The shipped posting as if nobody had written answers for it."""
    edition = load_edition(SHIPPED / "ppkukm-koperasi-2026")
    return load_answers(replace(edition, answers=AnswerBook()), load_phrases())


def test_a_clause_is_found_without_any_written_answers() -> None:
    got = bare().ask("harus punya laptop pribadi?")
    assert (got.kind, got.topics) == ("answerable", ("umum-9",))
    assert bare().ask("bayar berapa supaya lulus").kind == "sensitive"


def test_another_posting_is_answered_from_its_own() -> None:
    other = load_answers(load_edition(SHIPPED / "_template"), load_phrases())
    assert other.ask("masih bisa daftar?").topics == ("jadwal-1",)
    assert "KTP" in other.ask("ktp diunggah?").text
    assert other.ask("gajinya berapa?").kind == "not_in_posting"
    assert "13 Maret 2026" in other.ask("when does registration close?").text


def test_what_is_asked_on_is_understood_by_what_was_asked_before() -> None:
    before = "tanda tangan kontraknya kapan & di mana?"
    assert answers().ask("alamatnya?", "", None, before).topics[0] == "jadwal-5"
    assert answers().ask("kalo temenku?", "", None, "aku lolos ga min?").kind == "sensitive"


def test_a_whole_question_stands_for_itself() -> None:
    alone = answers().ask("berapa ukuran pas foto dan apa warna latarnya?")
    assert (
        answers().ask("berapa ukuran pas foto dan apa warna latarnya?", "", None, "gaji") == alone
    )


def test_what_fits_badly_is_not_claimed() -> None:
    got = answers().ask("konsumen zzzz qqqq wwww vvvv")
    assert (got.kind, got.topics[0], got.sure) == ("not_in_posting", "profil-3", False)
    assert "tidak menemukan jawaban yang tepat" in got.text
    assert answers().ask("zzzz qqqq").kind == "out_of_scope"


@pytest.mark.parametrize(("text", "told"), [
    ("umur maksimal?", "umum-3"),
    ("umur maksimal berapa", "umum-3"),
    ("ada yang minta transfer biar lulus", "prinsip-2"),
])  # fmt: skip
def test_a_question_in_a_talk_is_answered(text: str, told: str) -> None:
    assert told in (answers().reply(text, "id", NOW) or "")


@pytest.mark.parametrize("text", ["laptop pribadi", "zzz", "17 agustus", ""])
def test_words_that_ask_nothing_are_left_to_the_talk(text: str) -> None:
    assert answers().reply(text, "id", NOW) is None


def test_the_language_of_the_question_decides() -> None:
    assert "Registration is still open" in answers().ask("what is the deadline?", "id", NOW).text
    assert "Pendaftaran masih dibuka" in answers().ask("tutupnya kapan ya kak", "en", NOW).text
    only = load_phrases()
    del only["en"]
    one = load_answers(load_edition(SHIPPED / "ppkukm-koperasi-2026"), only)
    assert "laptop pribadi" in one.ask("is a laptop required?").text


@given(st.text(max_size=4000))
@settings(max_examples=60, deadline=None)
def test_anything_may_be_asked(text: str) -> None:
    got = answers().ask(text, "id", NOW, text)
    assert got.kind in KINDS
    assert 0 < len(got.text) <= 3500


@pytest.mark.parametrize(
    "letters", ["a", "?", "-", "a ", "é", "@a.", "https://", "1", "\x00", "你"]
)
def test_hostile_lengths_are_read_only_so_far(letters: str) -> None:
    assert answers().ask(letters * (4000 // len(letters))).kind in KINDS


def test_the_words_of_the_phrasings_in_any_order_find_an_answer() -> None:
    chance = random.Random(7)
    entries = load_edition(SHIPPED / "ppkukm-koperasi-2026").answers.entries
    asks = [(entry, ask) for entry in entries for ask in entry.asks]
    wrong = 0
    for entry, ask in chance.sample(asks, 200):
        words = ask.split()
        chance.shuffle(words)
        got = answers().ask(" ".join(words))
        wrong += not set(entry.clauses) & set(got.topics)
    assert wrong <= 6
