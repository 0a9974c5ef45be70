"""Draws a posting's schedule as iCalendar (RFC 5545). Nothing personal is in it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from conversations.dialog.voice import Voice
from conversations.posting.edition import Edition
from conversations.posting.model import Scheduled

BEFORE = (timedelta(days=2), timedelta(days=1), timedelta(hours=3), timedelta(hours=1))
"""When a calendar rings before registration closes."""
_A_DAY = timedelta(days=1)


def drawn(edition: Edition, voice: Voice, now: datetime) -> bytes:
    """The file, in the language of `voice`, at the aware time `now`.

    An event keeps its UID; its SEQUENCE is the revision of the posting, so that a newer file takes
    the place of an older one.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Pandu//{edition.posting.slug}//{voice.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", voice.texts.title)
    for event in _events(edition, voice):
        event.add("dtstamp", now)
        event.add("sequence", edition.revision)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _events(edition: Edition, voice: Voice) -> Iterator[Event]:
    posting = edition.posting
    yield _closing(edition, voice)
    for line in posting.schedule:
        if not line.start == line.until == posting.closes:  # that is the closing itself
            yield _line(edition, voice, line)


def _closing(edition: Edition, voice: Voice) -> Event:
    """With alarms, and the way to the official form."""
    posting = edition.posting
    title = voice.say("reminders.closing", title=voice.texts.title)
    told = (title, posting.form_url, voice.say("form_decides"))
    event = _event(edition, "closes", title, "\n\n".join(told))
    event.add("dtstart", posting.closes_at)
    event.add("url", posting.form_url)
    for before in BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event


def _line(edition: Edition, voice: Voice, line: Scheduled) -> Event:
    """Whole days, or one moment; it blocks no time of its reader's."""
    posting, clause = edition.posting, voice.texts.clauses[line.id]
    event = _event(edition, line.id, clause, f"{clause}\n\n{posting.portal}")
    start, until = line.start or line.until, line.until or line.start
    if start and until and start == until and start.time() != time(0):
        event.add("dtstart", start.replace(tzinfo=posting.tz))
    elif start and until:
        event.add("dtstart", start.date())
        event.add("dtend", until.date() + _A_DAY)
    return event


def _event(edition: Edition, name: str, summary: str, description: str) -> Event:
    event = Event()
    event.add("uid", f"{name}@{edition.posting.slug}.pandu")
    event.add("summary", summary)
    event.add("description", description)
    event.add("transp", "TRANSPARENT")
    return event
