"""What captured updates mean: an event of a person, a change of standing, or nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.telegram.events import NOTHING, Incoming, incoming
from bot.channels.telegram.wire import read_update
from conversations.dialog.event import (
    Address,
    Edited,
    Linked,
    Opened,
    Pressed,
    Said,
    Sent,
    Typed,
)

PAYLOADS = Path(__file__).parent / "payloads"
SENT_AT = datetime.fromtimestamp(1766019600, UTC)
NOW = SENT_AT + timedelta(hours=1)
RINA = Address("telegram", "700100200")
FILES = {"photo", "document", "animation"}


def heard(name: str) -> Incoming:
    return incoming(read_update((PAYLOADS / f"{name}.json").read_bytes()), NOW)


SAID: dict[str, Said] = {
    "text": Typed("saya 34 tahun, lulusan S1", "412"),
    "text_hostile": Typed("<b>Budi</b> gpj.exe é", "412"),
    "start": Opened("id"),
    "start_with_payload": Opened("id"),
    "start_to_join": Linked(code="aZ0_-9bY" * 4, language="id"),
    "start_in_english": Opened("en"),
    "start_without_language": Opened(""),
    "command": Typed("/ringkasan", "412"),
    "reply": Typed("Depok", "412"),
    "edited": Edited("15 Mei 1990", "412"),
    "callback": Pressed("q:birth_date:-unsure:3"),
    "callback_inaccessible": Pressed("q:birth_date:-unsure:3"),
    "voice": Sent("voice"),
    "audio": Sent("audio"),
    "video": Sent("video"),
    "video_note": Sent("video_note"),
    "sticker": Sent("sticker"),
    "location": Sent("location"),
    "venue": Sent("venue"),
    "contact": Sent("contact"),
    "poll": Sent("poll"),
    "dice": Sent("dice"),
}
AT = {"edited": SENT_AT + timedelta(minutes=1), "callback": NOW, "callback_inaccessible": NOW}
PRESS = {"callback": "3006907461382907136", "callback_inaccessible": "3006907461382907137"}
OTHERS = {
    "edited_caption": NOTHING,
    "service": NOTHING,
    "from_a_bot": NOTHING,
    "group_text": NOTHING,
    "group_command": Incoming(group=-1001987654321),
    "group_command_edited": NOTHING,
    "callback_in_group": Incoming(press="3006907461382907138"),
    "added_to_group": NOTHING,
    "channel_post": NOTHING,
    "unknown": NOTHING,
}
STANDINGS = {"blocked", "unblocked"}


@pytest.mark.parametrize("name", SAID)
def test_what_a_person_says(name: str) -> None:
    found = heard(name)
    assert found.event is not None
    assert found.event.said == SAID[name]
    assert found.event.address == RINA
    assert found.event.at == AT.get(name, SENT_AT)
    assert found.event.event_id.startswith("8451000")
    assert (found.press, found.standing, found.group) == (PRESS.get(name, ""), "", 0)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_is_of_its_person_and_no_words(name: str) -> None:
    event = heard(name).event
    assert event is not None
    assert event.address == RINA
    assert event.at == SENT_AT
    assert not isinstance(event.said, Typed | Edited)


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_nobodys_word(name: str) -> None:
    assert heard(name) == OTHERS[name]


@pytest.mark.parametrize(("name", "standing"), [("blocked", "blocked"), ("unblocked", "welcome")])
def test_who_blocks_the_bot_and_lets_it_in_again(name: str, standing: str) -> None:
    found = heard(name)
    assert found.standing == standing
    assert found.event is not None
    assert (found.event.address, found.event.at) == (RINA, SENT_AT)


def test_every_captured_update_is_held_to_something() -> None:
    assert {file.stem for file in PAYLOADS.glob("*.json")} == {*SAID, *OTHERS, *FILES, *STANDINGS}


def test_every_update_is_an_event_of_its_own() -> None:
    ids = [event.event_id for name in SAID if (event := heard(name).event)]
    assert len(set(ids)) == len(SAID)
