from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.eligibility.assess import assess
from conversations.eligibility.batch import Checker
from conversations.eligibility.days import plus_years, span
from conversations.eligibility.experience import tally
from conversations.eligibility.explain import explain
from conversations.eligibility.profile import ProfileError, values_of
from conversations.eligibility.roles import counts
from conversations.eligibility.rules import Experience
from tests.conversations.eligibility import made_up
from tests.conversations.eligibility.shipped import EDITION, OPENS, PHRASES, POSTING, PROFILES

DEFINITE = ("met", "not_met")
PREFERRED = [one for one in POSTING.requirements if one.weight == "preferred"]
RULE = Experience("experience", 3, ("pendamping", "penyuluh", "fasilitator"), ("koperasi", "umkm"))


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_what_is_decided_stays_so_whatever_is_learnt(data: st.DataObject) -> None:
    known = data.draw(made_up.FACTS)
    before = assess(POSTING, known)
    after = assess(POSTING, data.draw(made_up.completed(known)))
    decided = {
        key: finding.verdict
        for key, finding in before.findings.items()
        if finding.verdict in DEFINITE
    }
    assert {key: after.findings[key].verdict for key in decided} == decided
    if before.overall != "needs_info":
        assert after.overall == before.overall


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_once_everything_is_known_everything_is_decided(data: st.DataObject) -> None:
    full = data.draw(made_up.completed({}))
    found = assess(POSTING, full)
    unclear = {key for key, finding in found.findings.items() if finding.verdict not in DEFINITE}
    assert unclear <= {"khusus-3"}  # an invented period may end before it begins


@settings(max_examples=150, deadline=None)
@given(st.lists(made_up.PERIODS, max_size=5), st.randoms())
def test_the_order_of_the_periods_does_not_matter(periods: list[Any], chance: Random) -> None:
    mixed = list(periods)
    chance.shuffle(mixed)
    one, other = (tally(found, RULE, POSTING.as_of) for found in (periods, mixed))
    assert (one.proven, one.possible, one.endless) == (other.proven, other.possible, other.endless)


@settings(max_examples=150, deadline=None)
@given(st.lists(made_up.PERIODS, max_size=4))
def test_naming_a_period_twice_adds_nothing(periods: list[Any]) -> None:
    once, twice = (tally(found, RULE, POSTING.as_of) for found in (periods, periods * 2))
    assert (once.proven, once.possible, once.endless) == (
        twice.proven, twice.possible, twice.endless
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(made_up.PERIODS, max_size=5))
def test_the_count_agrees_with_a_calendar_of_single_days(periods: list[Any]) -> None:
    worked = days_worked(periods)
    found = tally(periods, RULE, POSTING.as_of).proven
    assert found.days == len(worked)
    assert found.enough == enough(worked)


def days_worked(periods: list[Any]) -> set[date]:
    """Every single day of the periods that are proven and clear, until the as-of day."""
    worked: set[date] = set()
    for one in periods:
        complete = one["start"] and one["end"] and one["role"] and one["proof"] is True
        if complete and counts(one["role"], RULE.roles, RULE.fields):
            first = span(one["start"])[0]
            now = one["end"] == "sekarang"
            last = POSTING.as_of if now else min(span(one["end"])[1], POSTING.as_of)
            worked |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return worked


def enough(worked: set[date]) -> bool:
    """A run of days that reaches three years; or several runs of 1,095 days together."""
    starts = sorted(day for day in worked if day - timedelta(days=1) not in worked)
    for start in starts:
        whole = (plus_years(start, 3) - start).days
        if all(start + timedelta(days=n) in worked for n in range(whole)):
            return True
    return len(starts) > 1 and len(worked) >= 1095


@settings(max_examples=120, deadline=None)
@given(made_up.FACTS, made_up.FACTS)
def test_what_is_preferred_never_decides(known: dict[str, Any], other: dict[str, Any]) -> None:
    preferred = {key: value for key, value in other.items() if key in PREFERRED_FACTS}
    kept = {key: value for key, value in known.items() if key not in PREFERRED_FACTS}
    one, two = assess(POSTING, known), assess(POSTING, kept | preferred)
    assert (one.overall, one.failing, one.missing) == (two.overall, two.failing, two.missing)


PREFERRED_FACTS = {
    "ktp_dki", "vehicle", "sim_a.has", "sim_a.valid_until", "sim_c.has", "sim_c.valid_until"
}  # fmt: skip


def test_the_preferred_facts_are_those_of_the_posting() -> None:
    assert [one.id for one in PREFERRED] == ["umum-5-ktp-dki", "umum-8-kendaraan", "umum-8-sim"]


WORDS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 2030), st.floats(allow_nan=False),
    st.text(max_size=9), st.sampled_from(("2025-12", "2025-W01-1", "0001-01-01", "9999-12-31")),
    st.sampled_from(("sekarang", "S1", "70209", "pendamping")),
)  # fmt: skip
ENTRIES = st.dictionaries(
    st.sampled_from(("role", "org", "start", "end", "proof", "level", "status", "has", "more")),
    WORDS,
    max_size=6,
)
KEYS = st.sampled_from((*POSTING.fact, "sim_a", "nib", "age", "position", "gaji"))
ANYTHING = st.dictionaries(
    KEYS, st.one_of(WORDS, ENTRIES, st.lists(st.one_of(WORDS, ENTRIES), max_size=3)), max_size=8
)


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_whatever_is_read_is_judged_and_explained(profile: dict[str, Any]) -> None:
    try:
        known = values_of(POSTING, profile)
    except ProfileError:
        return
    found = assess(POSTING, known)
    for phrases in PHRASES.values():
        assert explain(EDITION, phrases, known, found, OPENS).points


@settings(max_examples=120, deadline=None)
@given(made_up.FACTS)
def test_every_mixture_of_facts_is_explained_in_both_languages(known: dict[str, Any]) -> None:
    found = assess(POSTING, known)
    for phrases in PHRASES.values():
        told = explain(EDITION, phrases, known, found, OPENS)
        assert [one.requirement for one in told.points] == list(found.findings)
        assert all("{" not in f"{one.reason}{one.remedy}" for one in told.points)


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"")))
def test_any_line_is_answered_by_one_line(line: bytes) -> None:
    answer = CHECKER.answer(line)
    assert answer.count(b"\n") == 1
    assert answer.endswith(b"}\n")


CHECKER = Checker(EDITION, PHRASES["id"])


def test_the_hand_written_profiles_have_every_verdict() -> None:
    assert {line["verdict"] for line in PROFILES} == {"eligible", "not_eligible", "needs_info"}
