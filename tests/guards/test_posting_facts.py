"""The shipped posting says what the announcement says: `facts.yaml` was written from it alone."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.postings import SHIPPED, load_edition

FACTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "facts.yaml").read_text()
)
EDITION = load_edition(SHIPPED / "ppkukm-koperasi-2026")
KINDS = {"figures", "dates", "names", "links", "terms"}
MONTHS = {"Desember": "December"}
WORDS = {
    "id": ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
LINK = re.compile(r"https?://\S+|www\.\S+|@\w+")
DATE = re.compile(r"\b\d{1,2} (?:Desember|December) \d{4}\b")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# English says these in English; the name is known under no other word there.
ENGLISH = {
    "Kepala Dinas": "Head of the Dinas",
    "Gubernur": "Governor",
    "Rencana Kerja": "work plan",
    "Rumah Sakit Pemerintah": "government hospital",
    "Surat Keterangan Sehat": "health letter",
    "Papan Pengumuman": "notice board",
    "Seleksi Administrasi": "administrative selection",
    "Kompetensi": "competency selection",
    "Wawancara": "interview",
    "Jakarta Timur": "East Jakarta",
    "gaji ke-13": "13th salary",
    "formulir": "registration form",
    "berkas": "application files",
    "Pemerintah Provinsi DKI Jakarta": "Provincial Government of DKI Jakarta",
}


class Tokens:
    """The links, dates and figures of a text, none counted as another."""

    def __init__(self, text: str, language: str) -> None:
        self.links = {link.rstrip(".,;") for link in LINK.findall(text)}
        rest = LINK.sub(" ", text)
        self.dates = set(DATE.findall(rest))
        self.figures = set(FIGURE.findall(DATE.sub(" ", rest)))
        spoken = re.findall(r"[a-z]+", rest.casefold())
        self.words = {str(n) for n, word in enumerate(WORDS[language], 2) if word in spoken}


def said(clause: str, language: str) -> str:
    return EDITION.texts[language].clauses[clause]


def listed(clause: str, kind: str, language: str) -> list[str]:
    """The facts of a kind, their figures and months written as `language` writes them."""
    found = FACTS[clause].get(kind, [])
    if language == "id":
        return found
    if kind == "figures":
        return [re.sub(r"\.(\d{3})\b", r",\1", figure) for figure in found]
    months = "|".join(MONTHS)
    return [re.sub(months, lambda month: MONTHS[month[0]], entry) for entry in found]


def absent(entries: list[str], text: str) -> list[str]:
    """Entries none of whose alternatives stands in `text`."""
    folded = text.casefold()
    return [
        entry
        for entry in entries
        if not any(word.strip().casefold() in folded for word in entry.split(" | "))
    ]


def test_the_facts_name_every_clause_and_only_clauses() -> None:
    assert set(FACTS) == set(EDITION.posting.clause)
    assert {kind for entry in FACTS.values() for kind in entry} <= KINDS


@pytest.mark.parametrize("clause", FACTS)
def test_indonesian_keeps_every_name_and_condition(clause: str) -> None:
    text = said(clause, "id")
    facts: dict[str, Any] = FACTS[clause]
    assert absent([*facts.get("names", []), *facts.get("terms", [])], text) == []


@pytest.mark.parametrize("clause", FACTS)
def test_english_keeps_every_name(clause: str) -> None:
    names = [
        " | ".join([entry, *(ENGLISH[word] for word in entry.split(" | ") if word in ENGLISH)])
        for entry in FACTS[clause].get("names", [])
    ]
    assert absent(names, said(clause, "en")) == []


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("clause", FACTS)
def test_figures_dates_and_links_are_those_of_the_announcement(clause: str, language: str) -> None:
    tokens = Tokens(said(clause, language), language)
    figures, dates = (set(listed(clause, kind, language)) for kind in ("figures", "dates"))
    links = set(FACTS[clause].get("links", []))
    links |= {name for name in FACTS[clause].get("names", []) if name.startswith("@")}
    found = tokens.figures | tokens.dates | tokens.words
    assert found == figures | dates
    assert tokens.links == links


def test_a_changed_figure_would_be_seen() -> None:
    tokens = Tokens("Usia paling rendah 26 tahun, sampai 23 Desember 2025, tiga kali.", "id")
    assert (tokens.figures, tokens.dates, tokens.words) == ({"26"}, {"23 Desember 2025"}, {"3"})
