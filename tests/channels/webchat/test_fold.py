from datetime import UTC, datetime

from bot.channels.webchat.fold import folded
from bot.channels.webchat.wire import Entry
from conversations.dialog.message import Message

THEN = datetime(2025, 12, 18, tzinfo=UTC)
LATER = datetime(2025, 12, 19, tzinfo=UTC)


def drawn(seq: int, replaces: int = 0, at: datetime = THEN) -> Entry:
    return Entry(seq, "pandu", at, Message(seq, "key", f"drawing {seq}", replaces=replaces))


def said(seq: int) -> Entry:
    return Entry(seq, "me", THEN, text="halo")


def numbers(entries: list[Entry]) -> list[tuple[int, int]]:
    """Place and drawing of each."""
    return [(entry.seq, entry.message.seq if entry.message else 0) for entry in entries]


def test_nothing_redrawn_stays_as_it_is() -> None:
    entries = [drawn(1), said(2), drawn(3)]
    assert folded(entries) == entries


def test_only_the_last_drawing_stays_in_the_first_place() -> None:
    entries = [drawn(1), drawn(2), said(3), drawn(4, 2, LATER), drawn(5, 2, LATER)]
    found = folded(entries)
    assert numbers(found) == [(1, 1), (2, 5), (3, 0)]
    assert found[1].message == Message(5, "key", "drawing 5")
    assert found[1].at == THEN


def test_a_redrawing_may_be_redrawn_by_its_own_number() -> None:
    assert numbers(folded([drawn(1), drawn(2, 1), drawn(3, 2)])) == [(1, 3)]


def test_a_redrawing_of_what_is_not_there_stands_for_itself() -> None:
    assert numbers(folded([drawn(7, 3), drawn(8, 3), drawn(9, 7)])) == [(7, 9), (8, 8)]


def test_no_talk_folds_to_none() -> None:
    assert folded([]) == []
