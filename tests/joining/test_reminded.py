"""Of several who share a telephone, a reminder says whom it means, and its buttons are theirs."""

from datetime import datetime

from msgspec.structs import replace

from bot.reminders.reminders import Reminders
from tests.joining.conftest import PHONE, SLUG, People
from tests.time_machine.machine import FastClock

RINA = replace(PHONE, person=1)
DAY_BEFORE = datetime.fromisoformat("2025-12-21T16:00+07:00")


async def test_it_says_whom_it_means(people: People) -> None:
    await people.begins(PHONE)
    await people.say(PHONE, "pelamar lain", "Rina", "Ani")
    clock = FastClock(people.now)
    reminders = Reminders(people.parts, clock, {})
    await reminders.round()
    clock.moment = people.now = DAY_BEFORE
    await reminders.round()
    entries = await people.store.entries_after(RINA, SLUG, 0, people.now)
    told = [each.message for each in entries if each.message]
    (only,) = (each for each in told if each.key == "reminder:closing-24h")
    assert only.text.startswith("Untuk *Rina*.")
    token = next(each.token for each in only.choices if each.token.startswith("go::docs"))
    said = await people.press_token(PHONE, token)
    assert "milik berkas *Rina*" in said
