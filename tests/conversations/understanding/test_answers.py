"""Answers to every kind of question, as people write them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from conversations.understanding.meaning import Intent, Kind, Meaning, Wanted
from tests.conversations.understanding.reading import HERE, understanding

DAY = date(2025, 12, 19)
ASKED = yaml.safe_load((HERE / "questions.yaml").read_text("utf-8"))
UNBORN = ("birth | 1 Januari 2030", "birth | 4 mei 1893")


def wanted(name: str) -> Wanted:
    asked: dict[str, Any] = {**ASKED[name], "options": tuple(ASKED[name].get("options", ()))}
    return Wanted(**asked, today=DAY)


def lines() -> Iterator[tuple[str, str, str]]:
    told = ((HERE / name).read_text("utf-8") for name in ("answers.txt", "third.txt"))
    for line in "".join(told).splitlines():
        if line and not line.startswith(("#", *UNBORN)):
            name, words, meant = line.split(" | ")
            yield name, words, meant


def shown(meaning: Meaning) -> str:
    value = meaning.value
    said = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    if meaning.intent is None:
        return said
    return meaning.intent if value is None else f"{said}+{meaning.intent}"


@pytest.mark.parametrize("name", ASKED)
def test_what_is_meant(name: str) -> None:
    asked = wanted(name)
    here = [(words, meant) for other, words, meant in lines() if other == name]
    read = {words: shown(understanding().understand(asked, words)) for words, _ in here}
    assert read == dict(here)


def test_there_are_many() -> None:
    assert len(list(lines())) > 1500


@pytest.mark.parametrize(("name", "words", "because"), [
    ("birth", "halo, saya 11-1-1988 kak", "saya 11-1-1988"), ("laptop", "maaf kak, lupa", "lupa"),
    ("dom", "saya di Depok, Jawa Barat", "saya di Depok, Jawa Barat"),
    ("dom", "rumah", ""), ("laptop", "punya. kapan tutupnya?", "punya"),
])  # fmt: skip
def test_it_is_told_which_words_say_so(name: str, words: str, because: str) -> None:
    assert understanding().understand(wanted(name), words).because == because


@pytest.mark.parametrize(("kind", "options", "words", "value"), [
    ("region", ("Kota Bogor", "Kabupaten Bogor"), "bogor", "Bogor"),
    ("region", ("Kota Bogor",), "bogor", None),
    ("region", ("Kota Jakarta Pusat", "Kota Jakarta Timur"), "jakarta", None),
    ("choice", ("S1 (selesai)", "S1 (masih kuliah)"), "S1", None),
    ("choice", ("S1 (selesai)", "S1 (masih kuliah)"), "S1 lulus", "S1 (selesai)"),
    ("choice", ("S1 (selesai)", "S1 (masih kuliah)"), "S1 masih kuliah", "S1 (masih kuliah)"),
    ("choice", ("SMA (selesai)", "S1 (selesai)", "S1 (masih kuliah)"), "kuliah", None),
    ("choice", ("SMA", "S1", "Belum sekolah"), "belum sekolah", "Belum sekolah"),
    ("choice", ("SMA", "S1", "Belum sekolah"), "belum sekolh", "Belum sekolah"),
    ("choice", ("SMA", "S1", "Belum sekolah"), "2", None),
    ("choice", ("Merah", "Biru"), "merah atau biru", None),
    ("choice", ("Merah", "Biru"), "biru aja", "Biru"),
    ("choice", ("Merah", "Biru"), "2", "Biru"), ("choice", ("Merah", "Biru"), "9", None),
    ("choice", (), "apa saja", None),
    ("choice", ("Satu",), "satu atau dua", None),
])  # fmt: skip
def test_options_of_any_question(
    kind: Kind, options: tuple[str, ...], words: str, value: object
) -> None:
    asked = Wanted(kind, options=options, today=DAY)
    assert understanding().understand(asked, words).value == value


@pytest.mark.parametrize(("words", "value"), [
    ("pendamping koperasi, Dinas, Januari 2019 sampai Desember 2021, ada bukti", [
        {"role": "pendamping koperasi", "org": "Dinas", "start": "2019-01", "end": "2021-12",
         "proof": True}]),
    ("saya fasilitator umkm di PLUT dari 2019 sampai sekarang", [
        {"role": "fasilitator UMKM", "org": "PLUT", "start": "2019", "end": "sekarang",
         "proof": None}]),
    ("dulu sekali", None), ("2019", None),
])  # fmt: skip
def test_periods(words: str, value: object) -> None:
    asked = Wanted("experience", field="experience", today=DAY)
    assert understanding().understand(asked, words).value == value
    assert understanding().understand(Wanted("experience"), words).value == value


@pytest.mark.parametrize(("words", "intent"), [("", None), ("   ", None), ("???", None)])
def test_nothing_said_is_nothing_meant(words: str, intent: Intent | None) -> None:
    assert understanding().understand(wanted("laptop"), words) == Meaning(intent=intent)
