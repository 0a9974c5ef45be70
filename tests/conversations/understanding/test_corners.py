"""Turns of speech that are rare, and what is left open in each."""

from datetime import date
from typing import Any

import pytest

from bot.lexicon import load_lexicon
from conversations.understanding.days import Day, joined
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Kind, Wanted
from conversations.understanding.phrases import Phrases
from conversations.understanding.slips import Slips, near
from tests.conversations.understanding.reading import understanding

DAY = date(2025, 12, 19)
BIRTH = Wanted("date", "Kapan lahir?", "birth_date", today=DAY)
COUNT = Wanted("number", unit="koperasi", today=DAY)


def meant(asked: Wanted, words: str) -> object:
    found = understanding().understand(asked, words)
    return found.intent or found.value


def stated(words: str) -> dict[str, Any]:
    return {one.key: one.value for one in understanding().facts(words, DAY)}


@pytest.mark.parametrize(("words", "value"), [
    ("merah eh biru", "Biru"), ("kira kira merah", "Merah"), ("", None),
])  # fmt: skip
def test_options(words: str, value: object) -> None:
    assert meant(Wanted("choice", options=("Merah", "Biru")), words) == value


@pytest.mark.parametrize(("words", "value"), [
    ("12 mei 1990. 13 juni 1991", None), ("tidak mungkin 12 mei 1990", "1990-05-12"),
    ("4 mei 2001 eh 2", None), ("12 mei 1990 12 mei 1990", "1990-05-12"),
    ("12 mei 1990 13 mei 1990", None), ("mei juni 1990", None),
])  # fmt: skip
def test_days(words: str, value: object) -> None:
    assert meant(BIRTH, words) == value


@pytest.mark.parametrize(("words", "value"), [
    ("bulan yang lalu", "2025-11"), ("2,5 bulan lalu", None), ("3 kali yang lalu", None),
    ("9999 bulan lalu", None), ("bulan", None),
])  # fmt: skip
def test_months_from_today(words: str, value: object) -> None:
    assert meant(Wanted("month", field="end", today=DAY), words) == value


@pytest.mark.parametrize(("words", "value"), [
    ("belasan", None), ("dua lusin", 24), ("2 lusin", 24), ("satu belas", 11),
    ("dua puluh belas", None), ("dua ratus puluh", None), ("nol ribu", None), ("5. 6", None),
    ("1,2.3", "invalid"), ("9999999999999999", "invalid"), ("dua koma lima belas", None),
    ("ribu", None), ("2 koma 15", None), ("- 2", None), ("dua koma", None), ("1.234,5", 1234.5),
])  # fmt: skip
def test_numbers(words: str, value: object) -> None:
    assert meant(COUNT, words) == value


@pytest.mark.parametrize(("kind", "words", "value"), [
    ("kbli", "1) 70209 2) 62019", ["70209", "62019"]), ("kbli", "kode pos 13440 KBLI 70209", None),
    ("region", "jawa barat", None), ("region", "depok karawang", None), ("nik", "halo", None),
])  # fmt: skip
def test_places_and_codes(kind: Kind, words: str, value: object) -> None:
    assert meant(Wanted(kind, today=DAY), words) == value


@pytest.mark.parametrize(("words", "value"), [
    ("pendamping, Dinas, 5-1-2019 sampai 6-2-2020", ("2019-01-05", "2020-02-06")),
    ("pendamping di Dinas, 5-1-19 sampai 06/2020", ("2019-01-05", "2020-06")),
    ("pendamping, Dinas, 31-2-2019 sampai sekarang", (None, None)),
    ("pendamping, Dinas, 5-1-95 sampai 2020", ("1995-01-05", None)),
    ("Bu Siti, Dinas, 13-2019 sampai 2020", (None, None)),
])  # fmt: skip
def test_lines_of_periods(words: str, value: object) -> None:
    found = understanding().understand(Wanted("experience", today=DAY), words).value
    first = found[0] if isinstance(found, list) else {"start": None, "end": None}
    assert (first["start"], first["end"]) == value


@pytest.mark.parametrize(("words", "facts"), [
    ("Bu Siti punya NIB", {}),
    ("KBLI 70209, 62019 eh 62090", {"kbli": ["70209", "62090"]}),
    ("tinggal di Ciputat, Tangerang Selatan", {"domicile": "Kota Tangerang Selatan"}),
    ("tinggal di Depok, eh Bogor", {}),
    ("tinggal di Depok, laptop ada", {"domicile": "Kota Depok", "laptop": True}),
    ("SIM C ada, berlaku sampai 3 Mei 2027", {
        "sim_c": {"has": True, "valid_until": "2027-05-03"}}),
    ("NIB ada. NIB tidak ada", {}), ("tinggal di Bogor, Bekasi", {}),
    ("rumah makan di Depok", {}), ("laptop ada. tidak ada", {"laptop": True}),
    ("laptop motor ada", {"laptop": True, "vehicle": True}),
    ("S1 belum juga lulus", {"education": [{"level": "S1", "status": "berjalan"}]}),
    ("pagi semua, saya pendamping koperasi", {}),
    ("3 tahun mendampingi UMKM sebagai pendamping UMKM", {
        "experience": [{"role": "pendamping UMKM", "years": 3}]}),
    ("pendamping koperasi 3 tahun eh 4 tahun", {
        "experience": [{"role": "pendamping koperasi", "years": 4}]}),
    ("pengalaman ada", {}), ("laptop ada, sekarang rusak", {"laptop": False}),
    ("umur 5 tahun", {}), ("umur 90", {}), ("teknisi perempuan", {}), ("bukan WNI", {}),
    ("kuliah S1, tapi putus", {"education": [{"level": "S1", "status": "putus"}]}),
    ("teu gaduh mobil teu gaduh motor", {"vehicle": False}),
    ("NPWP aktif atau tidak ya", {}), ("sudah ber KTP Jakarta Timur", {"ktp_dki": True}),
    ("pendamping koperasi/UMKM 4 tahun", {
        "experience": [{"role": "pendamping koperasi/UMKM", "years": 4}]}),
    ("pendamping koperasi dari 2019 eh 2020 sampai 2022", {
        "experience": [{"role": "pendamping koperasi", "start": "2020", "end": "2022"}]}),
    ("dari 2018 sampai 2020, saya pendamping koperasi", {
        "experience": [{"role": "pendamping koperasi", "start": "2018", "end": "2020"}]}),
    ("halo, saya pendamping koperasi", {}),
    ("pendamping koperasi, dari 2018, sampai 2020, lahir 3 mei 1990", {
        "experience": [{"role": "pendamping koperasi", "start": "2018", "end": "2020"}],
        "birth_date": "1990-05-03"}),
])  # fmt: skip
def test_messages(words: str, facts: dict[str, object]) -> None:
    assert stated(words) == facts


@pytest.mark.parametrize(("field", "words", "value"), [
    ("laptop", "tidak, laptop ada", None), ("laptop", "laptop aktif atau ada", None),
    ("sim_valid", "SIM C ada, mati", False), ("sim_valid", "SIM A mati, C aktif", True),
    ("laptop", "ada, eh tidak ada", False), ("laptop", "dulu ada, sekarang tidak ada", False),
    ("ktp_dki", "KTP Jakarta Timur", True), ("ktp_dki", "KTP Tebet", True),
    ("laptop", "ada, rusak, ada", None),
])  # fmt: skip
def test_yes_and_no(field: str, words: str, value: object) -> None:
    assert meant(Wanted("yesno", "Apakah?", field, today=DAY), words) == value


def test_words_that_take_something_back() -> None:
    assert understanding().corrects("eh bukan, 2019")
    assert not understanding().corrects("2019")
    assert not understanding().corrects("")


@pytest.mark.parametrize(("said", "word"), [
    ("laptop", "laptop"), ("laptp", "laptop"), ("lapotp", "laptop"), ("laptopp", "laptop"),
    ("maptop", ""), ("lap", ""), ("laptopnyasekali", ""), ("kontrak", "kontrak"), ("", ""),
])  # fmt: skip
def test_one_wrong_letter(said: str, word: str) -> None:
    assert Slips(["laptop", "kontrak", "laporan", "a"]).mend(said) == word


@pytest.mark.parametrize(("one", "other", "close"), [
    ("ab", "ab", True), ("ab", "ba", False), ("abc", "acb", True), ("abc", "abcde", False),
    ("abcd", "abd", True), ("abc", "axc", True), ("abc", "axy", False),
])  # fmt: skip
def test_letters_apart(one: str, other: str, *, close: bool) -> None:
    assert near(one, other) is close


def test_longer_than_any_word_or_answer() -> None:
    assert load_lexicon().spell("a" * 50) == ""
    assert load_lexicon().tokens("ya" * 3000) == []
    assert load_lexicon().tokens("\ufdfa" * 300) == []
    assert load_lexicon().tokens("1 " * 1300) == []


def test_a_weekday_with_its_day() -> None:
    asked = Wanted("date", "Kapan?", today=DAY)
    assert meant(asked, "senin tanggal 22") == "2025-12-22"
    assert meant(asked, "senin tanggal 23") is None


def test_the_longest_phrase_counts() -> None:
    phrases = Phrases[str]()
    phrases.add(["sim"], "short")
    phrases.add(["sim", "a"], "long")
    assert [one.meant for one in phrases.find(["sim", "a", "sim"])] == ["long", "short"]


def test_days_put_together() -> None:
    may = Day(month=5)
    assert joined(may, Day(year=1990)) == Day(1990, 5)
    assert joined(may, Day(month=6)) is None
    assert joined(may, Day(month=5, day=2)) == Day(month=5, day=2)
    assert joined(may, Day(month=6), corrects=True) == Day(month=6)


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conversations.understanding.lexicon._KEPT", 0)
    lexicon = Lexicon(load_lexicon().files)
    assert lexicon.spell("nggak") == "tidak"
    assert lexicon.spell("nggak") == "tidak"


def test_no_phrase_of_the_data_is_only_quiet_words() -> None:
    """Words that change nothing are dropped, and a phrase must not change its meaning by that."""
    lexicon = load_lexicon()
    data = lexicon.files["intents"]
    phrases = [said for parts in data.values() for part in parts.values() for said in part]
    assert [said for said in phrases if not lexicon.words(said)] == []
