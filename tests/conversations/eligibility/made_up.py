"""Invented facts for property tests: anything the shipped posting can know, or not know."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from conversations.eligibility.judge import UNSURE
from tests.conversations.eligibility.shipped import POSTING

AS_OF = POSTING.as_of
ROLES = (
    "pendamping koperasi",
    "penyuluh UMKM",
    "fasilitator koperasi",
    "manajer koperasi",
    "dosen",
)
LEVELS = ("SMA", "D3", "D4", "S1", "S2")
PLACES = ("Kota Depok", "Bogor", "Kab. Bekasi", "Karawang", "Jakarta Timur", "Serang")


def days(first: int, last: int) -> st.SearchStrategy[str]:
    """ISO days, as many days from the as-of day."""
    return st.integers(first, last).map(lambda n: (AS_OF + timedelta(days=n)).isoformat())


def or_month(day: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(day, day.map(lambda text: text[:7]))


WORK_DAYS = or_month(days(-1500, 40))
PERIODS = st.fixed_dictionaries(
    {
        "role": st.sampled_from((*ROLES, "", None)),
        "org": st.sampled_from(("Dinas", None)),
        "start": st.one_of(WORK_DAYS, st.none()),
        "end": st.one_of(WORK_DAYS, st.none(), st.just("sekarang")),
        "proof": st.sampled_from((True, True, False, None)),
    }
)
SCHOOLS = st.fixed_dictionaries(
    {
        "level": st.sampled_from((*LEVELS, "Kursus", None)),
        "status": st.sampled_from(("lulus", "berjalan", "putus", None)),
    }
)
EDGES = st.one_of(days(-9200, -9100), days(-20500, -20400), days(-15000, -14000))
_TYPES: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(),
    "date": or_month(st.one_of(EDGES, days(-40, 40))),
    "region": st.sampled_from(PLACES),
    "codes": st.lists(st.sampled_from(("70209", 70209, "70201", "7020")), max_size=3),
    "education": st.lists(SCHOOLS, max_size=3),
    "experience": st.lists(PERIODS, max_size=4),
}
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    spec.key: _TYPES[spec.type] if spec.type in _TYPES else st.sampled_from((*spec.options, "PT"))
    for spec in POSTING.facts
}
FACTS = st.fixed_dictionaries(
    {}, optional={key: st.one_of(known, st.just(UNSURE)) for key, known in KNOWN.items()}
)


@st.composite
def completed(draw: st.DrawFn, values: dict[str, Any]) -> dict[str, object]:
    """`values` with everything unknown filled in, and nothing known changed."""
    full: dict[str, object] = {}
    for key, known in KNOWN.items():
        value = values.get(key, UNSURE)
        full[key] = draw(known) if value is UNSURE else value
        if key == "education":
            full[key] = [_school(draw, entry) for entry in _list(full[key])]
        elif key == "experience":
            full[key] = [_period(draw, entry) for entry in _list(full[key])]
        elif isinstance(full[key], str) and POSTING.fact[key].type == "date":
            full[key] = _day(draw, str(full[key]))
    return full


def _list(value: object) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else []


def _school(draw: st.DrawFn, entry: dict[str, Any]) -> dict[str, Any]:
    level = entry["level"] if entry["level"] in LEVELS else draw(st.sampled_from(LEVELS))
    status = entry["status"] or draw(st.sampled_from(("lulus", "berjalan", "putus")))
    return {"level": level, "status": status}


def _period(draw: st.DrawFn, entry: dict[str, Any]) -> dict[str, Any]:
    proof = draw(st.booleans()) if entry["proof"] is None else entry["proof"]
    start, end = entry["start"], entry["end"]
    if start and end and end != "sekarang" and end < start[: len(end)]:
        start = end = None  # a contradiction: either day may be the wrong one
    start = start or draw(WORK_DAYS)
    end = end or draw(st.one_of(st.just("sekarang"), WORK_DAYS.filter(lambda day: day >= start)))
    role = entry["role"] or draw(st.sampled_from(ROLES))
    return entry | {"role": role, "start": start, "end": end, "proof": proof}


def _day(draw: st.DrawFn, text: str) -> str:
    if len(text) > len("2025-12"):
        return text
    first = date.fromisoformat(f"{text}-01")
    return draw(
        days(0, 27).map(lambda day: (first + (date.fromisoformat(day) - AS_OF)).isoformat())
    )
