"""Merging two cases: whatever they hold, nothing is lost, and doing it twice is doing it once."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conversations.dialog.join_kept import Side
from conversations.dialog.merge import differing, merged
from conversations.dialog.merge_contact import contact_differs
from conversations.dialog.reach import Contact
from conversations.dialog.state import Asked, Fact, State
from conversations.documents.paper import Paper
from tests.conversations.dialog.talk import edition

QUESTIONS = edition().posting.questions
KEYS = sorted({key for asked in QUESTIONS for key in asked.facts})
TIMES = ["", "2025-12-18T01:00:00+00:00", "2025-12-19T01:00:00+00:00"]
values = st.one_of(
    st.booleans(), st.sampled_from(["1990-08-17", "Kota Depok"]), st.just(3.5),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True),
)  # fmt: skip


def known(value: Any) -> Fact:  # noqa: ANN401 - whatever a fact may be
    return Fact(value)


facts = st.dictionaries(
    st.sampled_from(KEYS),
    st.one_of(values.map(known), st.just(Fact(unsure=True))),
    max_size=6,
)
papers = st.dictionaries(st.integers(1, 6).map(str), st.none(), max_size=3).map(
    lambda found: {key: Paper(int(key), f"{key}.pdf", TIMES[1]) for key in found}
)
contacts = st.builds(
    Contact,
    name=st.sampled_from(["", "Rina", "Ani"]),
    email=st.sampled_from(["", "rina@contoh.id", "ani@contoh.id"]),
    email_confirmed=st.sampled_from(TIMES),
    whatsapp=st.sampled_from(["", "+628123456789"]),
    codes=st.lists(st.sampled_from(TIMES[1:]), max_size=2, unique=True).map(
        lambda found: tuple(sorted(found))
    ),
).map(lambda each: each if each.email else replace(each, email_confirmed=""))
states = st.builds(
    State,
    consent=st.sampled_from(TIMES),
    acknowledged=st.sampled_from(TIMES),
    facts=facts,
    asked=st.builds(Asked, screen=st.just("verdict"), version=st.integers(0, 99)),
    told=st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True),
    seq=st.integers(0, 99),
    progress=st.sampled_from(["", "greeted", "consented", "checking", "checked"]),
    papers=papers,
    form_sent=st.sampled_from(TIMES),
    form_number=st.sampled_from(["", "A-1"]),
    reminders=st.sampled_from(["normal", "few", "paused"]),
    stopped=st.sampled_from(TIMES),
    contact=contacts,
    blocked=st.sampled_from(TIMES),
)
chosen = st.dictionaries(
    st.sampled_from([asked.id for asked in QUESTIONS] + ["contact_email", "contact_name"]),
    st.sampled_from(["here", "there", "both"]),
)
Chosen = dict[str, Side]


@given(states, states, chosen)
def test_nothing_is_lost(there: State, here: State, sides: Chosen) -> None:
    one = merged(QUESTIONS, there, here, sides)
    assert one.facts.keys() == there.facts.keys() | here.facts.keys()
    for key, fact in one.facts.items():
        assert fact.unsure or _is_from(key, fact, there, here)
    assert one.papers.keys() == there.papers.keys() | here.papers.keys()
    assert set(one.told) == {*there.told, *here.told}
    assert bool(one.consent) == bool(there.consent or here.consent)
    assert bool(one.form_sent) == bool(there.form_sent or here.form_sent)
    assert set(one.contact.codes) == {*there.contact.codes, *here.contact.codes}
    assert one.seq >= max(there.seq, here.seq)


def _is_from(key: str, fact: Fact, there: State, here: State) -> bool:
    known = [state.facts[key] for state in (there, here) if key in state.facts]
    both = [each.value for each in known if isinstance(each.value, list)]
    if isinstance(fact.value, list) and len(both) == 2:
        return set(fact.value) <= {*both[0], *both[1]}
    return any(each.value == fact.value and not each.unsure for each in known)


@given(states, states, chosen)
def test_twice_is_once(there: State, here: State, sides: Chosen) -> None:
    once = merged(QUESTIONS, there, here, sides)
    assert merged(QUESTIONS, once, here, sides) == once


@given(states)
def test_with_itself_it_stays(state: State) -> None:
    assert merged(QUESTIONS, state, state, {}) == replace(state, missing=None)


@given(states, states)
def test_a_known_fact_is_never_given_up_for_one_that_is_not(there: State, here: State) -> None:
    one = merged(QUESTIONS, there, here, {})
    for key in there.facts.keys() & here.facts.keys():
        if not (there.facts[key].unsure and here.facts[key].unsure):
            assert not one.facts[key].unsure


@given(states, states)
def test_what_does_not_differ_needs_no_asking(there: State, here: State) -> None:
    asked = {key for each in differing(QUESTIONS, there, here) for key in each.facts}
    one, other = merged(QUESTIONS, there, here, {}), merged(QUESTIONS, here, there, {})
    for key in one.facts.keys() - asked:
        first, second = one.facts[key].value, other.facts[key].value
        if isinstance(first, list) and isinstance(second, list):
            assert set(first) == set(second)
        else:
            assert first == second


@given(states, states)
def test_all_from_here_is_as_here(there: State, here: State) -> None:
    sides: Chosen = {each.id: "here" for each in differing(QUESTIONS, there, here)}
    sides |= {f"contact_{name}": "here" for name in contact_differs(there.contact, here.contact)}
    one = merged(QUESTIONS, there, here, sides)
    for each in differing(QUESTIONS, there, here):
        for key in each.facts:
            if key in here.facts:
                assert one.facts[key].value == here.facts[key].value
    assert here.contact.name in {"", one.contact.name}
    assert here.contact.email in {"", one.contact.email}


@given(states, states)
def test_the_quieter_wish_holds(there: State, here: State) -> None:
    order = ["normal", "few", "paused"]
    one = merged(QUESTIONS, there, here, {})
    assert order.index(one.reminders) == max(map(order.index, (there.reminders, here.reminders)))
    assert bool(one.stopped) == bool(there.stopped or here.stopped)
    assert bool(one.blocked) == bool(there.blocked or here.blocked)
