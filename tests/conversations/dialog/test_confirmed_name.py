"""The name on a paper is the applicant's once they confirmed what was read of it."""

import pytest

from conversations.dialog.event import Pressed
from conversations.documents.paper import confirmed_name
from tests.conversations.dialog.talk import Talk, started
from tests.conversations.dialog.test_read_back import CARD, read


def named(talk: Talk) -> str:
    return confirmed_name(talk.state.papers)


def test_it_is_shown_and_is_theirs_once_confirmed() -> None:
    talk = started()
    assert "Nama: SITI AMINAH" in read(talk, 1, "KTP.jpg", **CARD)
    assert named(talk) == ""
    talk.press("Benar")
    assert named(talk) == "SITI AMINAH"


def test_what_is_declined_names_nobody() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Jangan dipakai")
    assert named(talk) == ""


def test_whoever_begins_anew_is_asked_anew() -> None:
    talk = started()
    read(talk, 1, "KTP.jpg", **CARD)
    talk.press("Benar")
    talk.hear(Pressed("go::restart:0"))
    talk.press("Ya, mulai lagi")
    assert named(talk) == ""


@pytest.mark.parametrize("name", ["CV.pdf", "NIB.pdf"])
def test_papers_that_may_name_others_are_not_taken_for_it(name: str) -> None:
    talk = started()
    read(talk, 1, name, nama="KOPERASI MAJU", nib="1234567890123", jenis="perorangan")
    assert "KOPERASI" not in talk.last.text
    assert named(talk) == ""
