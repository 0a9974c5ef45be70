"""A second posting: another office, zone, day and other requirements; data only, no new code."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.postings import SHIPPED, load_edition, read_files
from conversations.eligibility.assess import assess
from conversations.eligibility.profile import values_of
from conversations.eligibility.rules import facts_of
from conversations.posting.lint import lint

FOLDER = Path(__file__).parent / "balai-contoh-2026"
POSTING = load_edition(FOLDER).posting
PROFILES = [json.loads(line) for line in (FOLDER / "profiles.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("row", PROFILES, ids=lambda row: row["id"])
def test_every_profile_gets_the_verdict_written_by_hand(row: dict[str, Any]) -> None:
    found = assess(POSTING, values_of(POSTING, row["profile"]))
    assert found.overall == row["verdict"]
    assert list(found.failing) == row["failing"]
    assert list(found.unmet_preferred) == row["unmet_preferred"]
    assert list(found.missing) == row["missing"]


def test_the_profiles_reach_every_requirement() -> None:
    failed = {name for row in PROFILES for name in (*row["failing"], *row["unmet_preferred"])}
    assert failed == set(POSTING.requirement)


def test_it_lints_clean_and_declares_all_its_gaps() -> None:
    found = lint({name: data.decode() for name, data in read_files(FOLDER).items()})
    assert {one.severity for one in found} == {"gap"}
    assert all(one.advice.startswith("declared as") for one in found)


def test_it_shares_nothing_with_the_shipped_posting() -> None:
    shipped = load_edition(SHIPPED / "ppkukm-koperasi-2026").posting
    assert POSTING.zone != shipped.zone
    assert POSTING.as_of not in {shipped.as_of, POSTING.closes.date()}
    rules = [requirement.rule for requirement in shipped.requirements]
    assert not [one.id for one in POSTING.requirements if one.rule in rules]
    assert not {slot.id for slot in POSTING.slots} & {slot.id for slot in shipped.slots}
    papers = {paper.id for paper in shipped.later_papers}
    assert not {paper.id for paper in POSTING.later_papers} & papers


def test_its_facts_are_judged_for_their_position_only() -> None:
    own = {p.id: {one.id for one in POSTING.requirements if p.id in one.positions}
           for p in POSTING.positions}  # fmt: skip
    assert own["analis"]
    assert own["penyuluh"]
    assert not own["analis"] & own["penyuluh"]
    assert {"toefl", "english_degree"} == set(facts_of(POSTING.requirement["analis-3"].rule))
