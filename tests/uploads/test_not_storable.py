"""What the database can never take is told kindly, and a look at it is left to a person."""

from collections.abc import Callable
from typing import Any

import pytest

from conversations.dialog.event import Filed, Inbound, LookedAt, Typed
from storage.rows import inbox_row
from tests.uploads.conftest import Page
from tests.uploads.test_upload import picture

LARGER_THAN_ANY_COLUMN = 2**70
Spoil = Callable[[Callable[[object], bool]], None]


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Makes rows that can never be stored of what the given test picks."""

    def spoil(picks: Callable[[object], bool]) -> None:
        def spoiled(*row: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on as it came
            said = next(each.said for each in row if isinstance(each, Inbound))
            return inbox_row(*row) | ({"seq": LARGER_THAN_ANY_COLUMN} if picks(said) else {})

        monkeypatch.setattr("storage.store.inbox_row", spoiled)

    return spoil


def test_words_are_asked_for_in_another_way_and_the_talk_goes_on(page: Page, spoil: Spoil) -> None:
    spoil(lambda said: isinstance(said, Typed) and said.text == "racun")
    body = {"id": "a-poison", "after": 0, "said": {"type": "typed", "text": "racun"}}
    refused = page.client.post("/chat/say", json=body)
    assert refused.status_code == 422
    assert "dengan cara lain" in refused.text
    assert page.visitor.types("halo")


def test_a_file_is_refused_in_a_sentence(page: Page, spoil: Spoil) -> None:
    spoil(lambda said: isinstance(said, Filed))
    data = picture()
    number = page.begin("KTP.jpg", len(data)).json()["id"]
    refused = page.put(number, 0, data)
    assert refused.status_code == 422
    assert "ganti nama berkasnya" in refused.json()["error"]


def test_a_look_that_cannot_be_stored_is_left_to_a_person(
    page: Page, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.intake.AGAIN_MS", 0)
    spoil(lambda said: isinstance(said, LookedAt) and not said.unreadable)
    page.sends("KTP.jpg", picture())
    page.looked()
    assert page.line("ktp")["papers"][0]["state"] == "unreadable"
