"""Who stands where, and whom the places suffice for."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.selection.ranking import Entry, Ranking, ranked

ENTRIES = st.lists(
    st.builds(Entry, st.integers(1, 10**9), st.integers(0, 6), st.just(0)),
    max_size=12,
    unique_by=lambda each: each.candidate,
)


def shown(ranking: Ranking) -> list[tuple[int, int, str]]:
    return [(line.entry.candidate, line.rank, line.cut) for line in ranking.lines]


def test_the_best_are_in() -> None:
    entries = [Entry(1, 70), Entry(2, 90), Entry(3, 80)]
    assert shown(ranked(entries, 2)) == [(2, 1, "in"), (3, 2, "in"), (1, 3, "out")]


def test_equals_on_the_last_place_are_for_a_person() -> None:
    entries = [Entry(1, 90), Entry(2, 80), Entry(3, 80), Entry(4, 70)]
    ranking = ranked(entries, 2)
    assert shown(ranking) == [(1, 1, "in"), (2, 2, "tied"), (3, 2, "tied"), (4, 4, "out")]
    assert [line.entry.candidate for line in ranking.chosen] == [1]
    assert [line.entry.candidate for line in ranking.undecided] == [2, 3]
    assert [line.tied for line in ranking.lines] == [False, True, True, False]


def test_a_person_decided() -> None:
    entries = [Entry(1, 90), Entry(2, 80, 2), Entry(3, 80, 1), Entry(4, 70)]
    assert shown(ranked(entries, 2)) == [(1, 1, "in"), (3, 2, "in"), (2, 3, "out"), (4, 4, "out")]


def test_an_order_for_some_of_them_is_none() -> None:
    for orders in ((1, 0), (1, 1)):
        entries = [Entry(1, 80, orders[0]), Entry(2, 80, orders[1])]
        assert [cut for *_, cut in shown(ranked(entries, 1))] == ["tied", "tied"]
    assert len(ranked([Entry(1, 80), Entry(2, 80, 2)], 1).undecided) == 2


def test_equals_who_all_get_a_place_or_none_need_nobody() -> None:
    entries = [Entry(1, 90), Entry(2, 90), Entry(3, 80), Entry(4, 80)]
    cuts = [(1, 1, "in"), (2, 1, "in"), (3, 3, "out"), (4, 3, "out")]
    assert shown(ranked(entries, 2)) == cuts


def test_without_a_place_nobody_is_chosen() -> None:
    assert ranked([Entry(1, 90), Entry(2, 90)], 0).chosen == ()
    assert ranked([Entry(1, 90)], 0).undecided == ()
    assert ranked([], 5).lines == ()


def test_totals_that_are_not_whole_are_shown() -> None:
    ranking = ranked([Entry(1, 90, gaps=(2,)), Entry(2, 80)], 5)
    assert [line.entry.candidate for line in ranking.lacking] == [1]


@given(ENTRIES, st.integers(0, 8))
def test_never_more_than_there_are_places(entries: list[Entry], places: int) -> None:
    ranking = ranked(entries, places)
    assert len(ranking.chosen) <= places
    outside = [line for line in ranking.lines if line.cut != "in"]
    for line in ranking.chosen:
        assert all(line.entry.total > other.entry.total for other in outside)
    assert [line.entry.total for line in ranking.lines] == sorted(
        (each.total for each in entries), reverse=True
    )


@given(ENTRIES, st.integers(0, 8))
def test_a_place_stays_free_only_where_a_person_decides(entries: list[Entry], places: int) -> None:
    ranking = ranked(entries, places)
    full = len(ranking.chosen) == min(places, len(entries))
    assert full != bool(ranking.undecided)


@given(ENTRIES, st.integers(0, 8), st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_means_nothing(
    entries: list[Entry], places: int, chance: object
) -> None:
    turned = list(reversed(entries))
    assert shown(ranked(turned, places)) == shown(ranked(entries, places))
