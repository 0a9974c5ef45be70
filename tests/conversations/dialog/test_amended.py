"""A talk that goes on while its posting is amended."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.lexicon import load_lexicon
from bot.texts import load_phrases
from conversations.dialog.changed import outcome_changed
from conversations.dialog.engine import Dialog
from conversations.dialog.scene import Scene
from conversations.dialog.state import Fact
from conversations.posting.amend import amended
from conversations.posting.amendment import Amendment, Row
from conversations.schedule.revision import all_times, dates_of, last_move, named
from conversations.schedule.telling import tell
from conversations.schedule.wanted import why_not
from conversations.understanding.understand import Understanding
from tests.conversations.dialog.talk import A_SECOND, CLOSING, Talk, edition, started

AT = datetime(2025, 12, 21, 3, tzinfo=UTC)
MOVE = Amendment(moves={"closes": "2025-12-23T16:00+07:00"})
OLDER = Amendment(
    texts={"clauses.umum-3": {"id": "Usia 25 sampai 60.", "en": "Age 25 to 60."}},
    rules={"umum-3": "{age: {of: birth_date, from: 25, to: 60}}"},
)
A_DAY = timedelta(days=1)


def published(dialog: Dialog, *amendments: Amendment) -> None:
    rows = [Row(number, each, "Portal", "Sari", AT) for number, each in enumerate(amendments, 1)]
    dialog.serve(amended(edition(), rows, load_phrases()))


def fresh() -> Dialog:
    return Dialog(edition(), load_phrases()).reading(Understanding(load_lexicon()))


def checked(dialog: Dialog, born: str) -> Talk:
    """Somebody with an outcome, whose age alone is known."""
    talk = started(talker=dialog)
    talk.state.facts["birth_date"] = Fact(value=born)
    talk.state.progress = "checked"
    return talk


def scene_of(dialog: Dialog, talk: Talk) -> Scene:
    return dialog.scene(talk.state, AT)


def test_the_next_turn_goes_by_the_new_date_and_notes_its_revision() -> None:
    dialog = fresh()
    talk = started(talker=dialog)
    assert talk.state.revision == 0
    published(dialog, MOVE)
    talk.say("14 Mei 1990")
    assert "23 Desember 2025 pukul 16.00 WIB" in talk.say("formulir")
    assert talk.state.revision == 1
    assert talk.values == {"birth_date": "1990-05-14"}


@pytest.mark.parametrize(("after", "words"), [
    (-A_SECOND, "https://bit.ly"), (A_SECOND, "https://bit.ly"), (A_DAY - A_SECOND, "https://bit.ly"),
    (A_DAY, "sudah ditutup pada 23 Desember"),
])  # fmt: skip
def test_it_is_open_until_the_new_closing(after: timedelta, words: str) -> None:
    dialog = fresh()
    published(dialog, MOVE)
    talk = started(talker=dialog)
    talk.now = CLOSING + after
    assert words in talk.say("formulir")


@pytest.mark.parametrize(("born", "changes"), [
    ("1965-01-01", True), ("1990-05-14", False), ("1950-01-01", False),
])  # fmt: skip
def test_only_those_whose_outcome_changes_are_told_of_a_rule(born: str, changes: bool) -> None:  # noqa: FBT001 - a column of the table
    dialog = fresh()
    talk = checked(dialog, born)
    published(dialog, OLDER)
    occasion = named(dialog.edition, "amended:1")
    assert occasion is not None
    scene = scene_of(dialog, talk)
    assert (why_not(scene, occasion) == "") is changes
    tell(scene, occasion)
    assert "hasil cek mandiri berubah" in scene.messages[0].text
    assert "Portal" in scene.messages[0].text


def test_what_they_said_meanwhile_hides_no_change() -> None:
    dialog = fresh()
    talk = checked(dialog, "1965-01-01")
    published(dialog, OLDER)
    talk.say("ringkasan")
    last = last_move(dialog.edition)
    assert last is not None
    assert outcome_changed(scene_of(dialog, talk), last)


def test_without_an_outcome_none_changes() -> None:
    dialog = fresh()
    talk = checked(dialog, "1965-01-01")
    talk.state.progress = "checking"
    published(dialog, OLDER)
    last = last_move(dialog.edition)
    assert last is not None
    assert not outcome_changed(scene_of(dialog, talk), last)


def test_everybody_is_told_of_a_date_and_of_an_outcome_that_changed_with_it() -> None:
    dialog = fresh()
    young, older = checked(dialog, "1990-05-14"), checked(dialog, "1965-01-01")
    both = Amendment(moves=MOVE.moves, texts=OLDER.texts, rules=OLDER.rules)
    published(dialog, both)
    occasion = named(dialog.edition, "amended:1")
    assert occasion is not None
    told = []
    for talk in (young, older):
        scene = scene_of(dialog, talk)
        assert why_not(scene, occasion) == ""
        tell(scene, occasion)
        told.append(scene.messages[0].text)
    assert all("23 Desember 2025 pukul 16.00 WIB" in text for text in told)
    assert ["juga berubah" in text for text in told] == [False, True]


def test_an_erratum_of_words_alone_plans_nothing_anew() -> None:
    dialog = fresh()
    published(dialog, Amendment(texts=OLDER.texts))
    assert dates_of(dialog.edition).number == 0
    assert not any(each.occasion.tells == "amended" for each in all_times(dialog.edition))


def test_who_stopped_is_not_told_even_of_moved_dates() -> None:
    dialog = fresh()
    talk = checked(dialog, "1990-05-14")
    talk.say("berhenti")
    published(dialog, MOVE)
    occasion = named(dialog.edition, "amended:1")
    assert occasion is not None
    assert why_not(scene_of(dialog, talk), occasion) == "stopped"
