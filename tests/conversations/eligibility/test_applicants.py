"""The fourteen invented applicants: each point as the page says it, with all four verdicts."""

import re
from pathlib import Path
from typing import Any

import pytest

from conversations.eligibility.assess import assess, differs_later, still_open
from conversations.eligibility.judge import UNSURE
from conversations.eligibility.profile import values_of
from tests.conversations.eligibility.shipped import GOOD, POSTING, period

TESTS = Path(__file__).parents[2]
PAGE = (TESTS / "transcripts/applicants.md").read_text(encoding="utf-8")
HELD = {"has": True, "type": "perorangan"}
NO_SIM = {"has": False, "valid_until": None}


def sim(until: str) -> dict[str, Any]:
    return {"has": True, "valid_until": until}


def since(start: str, end: str, **said: object) -> list[dict[str, Any]]:
    return [period(start, end, **said)]


# What each answers, as facts: only what differs from the one who meets everything.
ANSWERS: dict[str, dict[str, Any]] = {
    "Rina Kusumawati": {},
    "Bagus Prasetyo": {
        "gender": "L", "birth_date": "1992-09-03", "domicile": "Depok", "ktp_dki": False,
        "sim_c": sim("2028-03-10"), "bank_dki": False, "willing_to_open": True,
        "nib": {"has": False}, "kbli": None,
        "experience": since("2020-01", "2023-12", role="fasilitator umkm"),
    },
    "Maria Simanjuntak": {
        "birth_date": "1984-11-21", "education": [{"level": "S2", "status": "lulus"}],
        "domicile": "Kota Tangerang Selatan", "ktp_dki": False, "sim_a": sim("2025-12-22"),
        "sim_c": NO_SIM, "nib": {"has": True, "type": "PT"},
        "experience": since("2016-07-15", "2019-07-14", role="Pendamping UMKM"),
    },
    "Dedi Mulyana Saputra": {
        "gender": "L", "birth_date": "1988-01-08", "domicile": "Kab. Bekasi", "ktp_dki": False,
        "education": [{"level": "D4", "status": "lulus"}], "sim_c": sim("2025-12-21"),
        "bank_dki": False, "willing_to_open": True, "kbli": ["47911", "70201"],
        "experience": since("2021-03", "2024-02", role="pendamping UMKM"),
    },
    "Anisa Rahmawati": {
        "birth_date": "2000-12-23", "domicile": "Jakarta Selatan", "vehicle": False,
        "sim_c": NO_SIM, "experience": since("2022-08-01", "sekarang", role="fasilitator koperasi"),
    },
    "Suryadi Hartono": {
        "gender": "L", "birth_date": "1970-06-14", "domicile": "Kota Administrasi Jakarta Pusat",
        "sim_a": sim("2029-02-03"), "sim_c": sim("2020-06"),
        "kbli": ["70209", "66199"],
        "experience": since("2014-01-01", "2023-12-31", role="penyuluh koperasi"),
    },
    "Yuliana Safitri": {
        "birth_date": "1995-04-02", "domicile": "Kota Bekasi", "ktp_dki": False,
        "education": [{"level": "D3", "status": "lulus"}, {"level": "S1", "status": "berjalan"}],
        "sim_c": sim("2026-05-05"), "bank_dki": False, "willing_to_open": True,
        "experience": since("2019-03-01", "2022-12-31"),
    },
    "Hendra Gunawan": {
        "gender": "L", "birth_date": "1987-10-30", "domicile": "Karawang",
        "sim_a": sim("2027-01-01"), "sim_c": sim("2027-01-01"),
        "experience": since("2018-01", "2021-12", role="pendamping UMKM"),
    },
    "Siti Nurhaliza Pohan": {
        "birth_date": "1991-08-17", "domicile": "Bogor", "ktp_dki": False,
        "sim_c": {"has": True, "valid_until": UNSURE}, "npwp_active": UNSURE,
        "bpjs_active": UNSURE, "bank_dki": False, "willing_to_open": True,
        "experience": since("2021-01-01", "2023-12-31", role="penyuluh UMKM"),
    },
    "Fajar Ramadhan": {
        "gender": "L", "birth_date": "1994-02-11", "domicile": "Kab. Tangerang", "ktp_dki": False,
        "sim_c": sim("2026-09-09"),
        "experience": [
            *since("2021-01-01", "2022-12-31"),
            *since("2022-01-01", "2023-06-30", role="pendamping UMKM"),
        ],
    },
    "Lestari Wulandari": {
        "birth_date": "1983-07-25", "domicile": "Jakarta Barat", "vehicle": False,
        "education": [{"level": "Sarjana Terapan", "status": "lulus"}], "sim_c": sim("2025-12-22"),
        "experience": since("2018-01", "2023-12", proof=False, role="pendamping UMKM"),
    },
    "Agus Setiawan": {
        "gender": "L", "birth_date": "1989-06-06", "domicile": "Kepulauan Seribu",
        "education": [{"level": "S2", "status": "lulus"}, {"level": "S1", "status": "lulus"}],
        "bound_by_contract": True, "sim_c": {"has": True, "valid_until": UNSURE},
        "experience": since("2022-12-23", "sekarang", role="fasilitator koperasi"),
    },
    "Tuti Herawati": {
        "birth_date": "1969-12-28", "domicile": "Kota Depok", "ktp_dki": False,
        "sim_a": sim("2026-12-12"), "sim_c": None, "bank_dki": False, "willing_to_open": True,
        "kbli": ["70209", "85499"],
        "experience": since("2018-03-01", "2023-02-28", role="penyuluh koperasi"),
    },
    "Joko Widagdo": {
        **dict.fromkeys(GOOD),
        **dict.fromkeys((
            "birth_date", "education", "domicile", "ktp_dki", "ijazah", "transkrip",
            "bound_by_contract", "vehicle", "convicted", "healthy", "drug_free", "npwp_active",
            "bpjs_active", "bank_dki", "willing_to_open", "kbli",
        ), UNSURE),
        "sim_a": {"has": UNSURE, "valid_until": UNSURE},
        "sim_c": {"has": UNSURE, "valid_until": UNSURE},
        "nib": {"has": UNSURE, "type": UNSURE}, "citizenship": "WNI", "laptop": True,
    },
}  # fmt: skip


def known(name: str) -> dict[str, object]:
    """The facts of an applicant; the type check lets no unsure one through, so they join last."""
    flat: dict[str, object] = {}
    for key, value in (GOOD | ANSWERS[name]).items():
        parts = value if isinstance(value, dict) else {"": value}
        flat |= {f"{key}.{part}" if part else key: entry for part, entry in parts.items()}
    unsure = {key: UNSURE for key, value in flat.items() if value is UNSURE}
    return values_of(POSTING, {k: v for k, v in flat.items() if k not in unsure}) | unsure


def expected(name: str) -> dict[str, str]:
    """Points of the applicant's table on the page."""
    part = PAGE.split(f". {name}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \|.*\| (\w+) \|$", part, re.MULTILINE)
    return dict(rows)


def listed(cell: str) -> list[str]:
    return re.findall(r"`([\w-]+)`", cell)


ROWS = re.findall(r"^\| \d+ \| (.+?) \| (\w+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_point_comes_out_as_the_page_says(row: tuple[str, ...]) -> None:
    name, overall, failing, unmet, missing = row
    found = assess(POSTING, known(name))
    assert {key: finding.verdict for key, finding in found.findings.items()} == expected(name)
    assert found.overall == overall
    assert list(found.failing) == listed(failing)
    assert list(found.unmet_preferred) == listed(unmet)
    assert list(found.missing) == listed(missing)


def test_the_page_and_the_answers_name_the_same_people() -> None:
    assert [row[0] for row in ROWS] == list(ANSWERS)


@pytest.mark.parametrize(
    ("name", "later"), [("Anisa Rahmawati", "met"), ("Tuti Herawati", "not_met")]
)
def test_who_would_be_judged_otherwise_on_the_contract_day(name: str, later: str) -> None:
    facts = known(name)
    found = differs_later(POSTING, facts, assess(POSTING, facts))
    assert found["umum-3"].verdict == later


def test_only_what_was_never_answered_is_still_open() -> None:
    found = assess(POSTING, known("Joko Widagdo"))
    assert still_open(found) == ("sikap", "experience")
