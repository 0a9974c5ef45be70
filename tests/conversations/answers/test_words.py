import pytest

from conversations.answers.affixes import shorter
from conversations.answers.lexicon import parse_always, parse_lexicon
from conversations.answers.spelling import Spelling, bones
from conversations.answers.words import pieces
from conversations.posting.reader import PostingError
from tests.conversations.answers.reading import SMALL, shipped_lexicon, small


@pytest.mark.parametrize(("text", "words"), [
    ("Upahnya yang ini?", ("gaji",)),  # an ending; words that tell nothing
    ("dibayar", ("bayar",)),  # a beginning
    ("LAPTOP-laptop", ("laptop",)),  # said twice
    ("jam kerjanya", ("jamkerja",)),  # two words, one thing
    ("jam laptop", ("jam", "laptop")),
    ("sertfikat srtfkt", ("sertifikat", "sertifikat")),  # a letter lost; no vowels
    ("sertifikta", ("sertifikat",)),  # two letters swapped
    ("entah zzzzz", ("?entah", "?zzzzz")),  # unknown
    ("umurku 34", ("usia", "puluhan")),
    ("34 umur", ("puluhan", "usia")),
    ("5 laptop 1990", ("laptop",)),  # other numbers tell nothing
    ("nantinya nantii", ()),  # also with an ending or a slip
    ("filmnya", ("?filmnya",)),  # short words of other matters only as they stand
    ("film", ("bukanurusan",)),
    ("@akun a@b.id https://x.id/y", ("?akun", "?email", "?tautan")),
    ("résumé", ("?resume",)),
    ("", ()),
])  # fmt: skip
def test_a_question_becomes_its_telling_words(text: str, words: tuple[str, ...]) -> None:
    assert small().read(text) == words


def test_more_than_a_question_is_not_read() -> None:
    assert len(pieces("laptop " * 10_000)) < 100


@pytest.mark.parametrize(("word", "stem"), [
    ("penandatanganan", "tanda"), ("mengunggah", "unggah"), ("menulis", "tulis"),
    ("nyapu", "sapu"), ("kontrakna", "kontrak"), ("bayarane", "bayar"), ("diunggahkeun", "unggah"),
])  # fmt: skip
def test_affixes_of_four_languages_are_cut(word: str, stem: str) -> None:
    forms = list(shorter(word))
    assert len(forms) == len(set(forms))
    assert stem in forms or any(form.startswith(stem) for form in forms)


@pytest.mark.parametrize(("word", "known"), [
    ("ijasah", "ijazah"), ("portopolio", "portofolio"), ("wawancra", "wawancara"),
    ("pndftran", "pendaftaran"), ("abc", None), ("marang", None), ("x" * 30, None),
    ("kkkkk", None), ("ktpd", None),
])  # fmt: skip
def test_a_slip_is_mended_and_no_more(word: str, known: str | None) -> None:
    spelling = Spelling()
    spelling.learn(["ijazah", "portofolio", "wawancara", "pendaftaran", "barang", "ya"])
    assert spelling.guess(word) == known


def test_the_nearest_of_several_is_taken() -> None:
    spelling = Spelling()
    spelling.learn(["kontrak", "kontras"])
    assert spelling.guess("kontrakk") == "kontrak"
    assert bones("Wawancara".casefold()) == "wncr"


@pytest.mark.parametrize(("change", "problem"), [
    (('usia: "umur"', 'usia: "umur upah"'), "'upah' is already 'gaji'"),
    (('drop: "yang', 'drop: "upah yang'), "'upah' is already 'gaji'"),
    (('cues: "apa"', ""), "'cues' is missing"),
])  # fmt: skip
def test_a_lexicon_that_contradicts_itself_is_refused(
    change: tuple[str, str], problem: str
) -> None:
    with pytest.raises(PostingError) as error:
        parse_lexicon(SMALL.replace(*change))
    assert problem in str(error.value)


def test_what_is_asked_of_every_posting_is_read() -> None:
    always = parse_always(
        "sensitive: {money: [bayar lulus]}\noutside: [resep]\n"
        'signs: {money: ["uang|bayar & lulus & !berkas"]}\nkeys: {money: [uang]}'
    )
    assert always.asks == {"money": ("bayar lulus",), "outside": ("resep",)}
    (sign,) = always.signs
    assert sign.groups == (frozenset({"uang", "bayar"}), frozenset({"lulus"}))
    assert (sign.kind, set(sign.never)) == ("money", {"berkas"})


@pytest.mark.parametrize(("text", "usual", "language"), [
    ("what is the deadline", "id", "en"), ("kapan pendaftaran ditutup", "en", "id"),
    ("deadline", "en", "en"), ("deadline", "id", "id"), ("", "id", "id"),
    ("saya mau tanya apa is itu ya kak min", "en", "en"),
])  # fmt: skip
def test_a_question_is_answered_in_its_language(text: str, usual: str, language: str) -> None:
    assert shipped_lexicon().tongue(text, usual) == language
