"""What a form of an announcement holds, in both directions."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.console.broadcasts.found import NO_TIME
from bot.console.visit import Visit
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.segment import UNFINISHED, VERDICTS, Segment
from conversations.posting.edition import Edition
from handlers.broadcast_written import Draft
from storage.broadcasts import Broadcast

USUAL = timedelta(days=2)


class Filled(Struct, frozen=True):
    """The fields as they stand in the form. `until` is a local time of the posting's zone."""

    texts: Mapping[str, str]
    segment: Segment
    until: str
    corrects: str = ""
    request: str = ""


def empty(edition: Edition, now: datetime, corrects: str = "") -> Filled:
    """For everybody, until the closing; or for two days, where that is past."""
    closes = edition.posting.closes_at
    until = closes if closes > now else now + USUAL
    return Filled({}, Segment(), local(until, edition.posting.tz), corrects)


def of(broadcast: Broadcast, zone: ZoneInfo) -> Filled:
    until = local(broadcast.not_after, zone)
    return Filled(broadcast.texts, broadcast.segment, until, broadcast.corrects)


async def sent(visit: Visit) -> Filled:
    """What was sent, as it is."""
    form = await visit.form()
    segment = Segment(
        form.get("unfinished", ""),
        tuple(await visit.chosen("missing")),
        tuple(await visit.chosen("verdicts")),
        tuple(await visit.chosen("languages")),
        tuple(await visit.chosen("channels")),
        bool(form.get("posted")),
    )
    texts = {
        language: form.get(f"text_{language}", "")
        for language in visit.console.parts.dialog.edition.posting.languages
    }
    until, corrects = form.get("until", ""), form.get("corrects", "")
    return Filled(texts, segment, until, corrects, form.get("request", ""))


def draft(filled: Filled, zone: ZoneInfo) -> Draft:
    """Raises `BroadcastRefusedError` where the time is none."""
    until = moment(filled.until, zone)
    if until is None:
        raise BroadcastRefusedError(NO_TIME)
    return Draft(filled.texts, filled.segment, until, filled.corrects)


def local(at: datetime, zone: ZoneInfo) -> str:
    """As a field for date and time holds it."""
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M}"


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """UTC; None for what is no time."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except ValueError:
        return None


def choices(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """What may be chosen, with its name, by field."""
    parts, words = visit.console.parts, visit.words
    edition = parts.dialog.edition
    texts = edition.texts.get(words.language) or edition.texts[edition.posting.languages[0]]
    return {
        "unfinished": [(each, words(f"console.broadcasts.unfinished.{each or 'all'}"))
                       for each in UNFINISHED],
        "verdicts": [(each, words(f"console.overview.{_VERDICTS[each]}")) for each in VERDICTS],
        "missing": [(slot.id, texts.slots[slot.id].name) for slot in edition.posting.slots],
        "languages": [(each, words(f"console.languages.{each}"))
                      for each in edition.posting.languages],
        "channels": [(each, visit.channel(each)) for each in parts.channels],
    }  # fmt: skip


_VERDICTS = {"eligible": "eligible", "not_eligible": "not_eligible", "needs_info": "open"}
