"""What the day of asking makes of the schedule: what is open, over, next, and how long is left."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from conversations.eligibility.wording import Words
from conversations.posting.model import Scheduled

_LOCAL = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_NAMED = {1: "tomorrow", 2: "after_tomorrow"}


class Moments(Struct, frozen=True):
    """Sentences about a posting's times, as of `now` in the posting's zone, naive."""

    words: Words
    now: datetime

    def registration(self) -> str:
        """Is it open, and until when?"""
        posting = self.words.posting
        closes = self.words.moment(posting.closes)
        if self.now >= posting.closes:
            return self.say("closed", closes=closes)
        if self.now < posting.opens:
            opens = self.words.day(posting.opens.date())
            return self.say("early", opens=opens, left=self._left(posting.opens))
        return self.say("open", closes=closes, left=self._left(posting.closes))

    def mark(self, line: Scheduled) -> str:
        """A few words behind a line of the schedule."""
        if line.start and self.now < line.start:
            return self.say("before", left=self._left(line.start))
        end = line.until or line.start
        if end is None:
            return ""
        if self.now > end:
            return self.say("after")
        one_day = (line.start or end).date() == end.date()
        return self.say("today" if one_day else "during")

    def today(self) -> str:
        return self.say("now", today=self.words.day(self.now.date()))

    def lines(self) -> tuple[list[Scheduled], list[Scheduled]]:
        """Lines of the schedule that today belongs to, and the first of those still to come."""
        day = self.now.date()
        timed = [line for line in self.words.posting.schedule if line.start and line.until]
        here = [one for one in timed if _first(one) <= self.now and day <= _last(one).date()]
        later = sorted((one for one in timed if _first(one) > self.now), key=_first)
        return here, [one for one in later if one not in here][:1]

    def say(self, key: str, /, **values: object) -> str:
        return self.words.phrases(f"answers.clock.{key}", **values)

    def _left(self, until: datetime) -> str:
        """Days by the calendar; on the day itself hours and minutes."""
        days = (until.date() - self.now.date()).days
        if days:
            left = self.words.count(days, "day")
            return left + self.say(_NAMED[days]) if days in _NAMED else self.say("days", n=left)
        hours, minutes = divmod(int((until - self.now).total_seconds()) // 60, 60)
        parts = [self.say("hours", n=hours)] * bool(hours)
        parts += [self.say("minutes", n=minutes)] * bool(minutes)
        return self.say("within", n=" ".join(parts)) if parts else self.say("soon")


def zones(words: Words) -> str:
    """The closing in the country's three zones."""
    closing = words.posting.closes.replace(tzinfo=words.posting.tz)
    times = [f"{closing.astimezone(ZoneInfo(z)):%H.%M} {label}" for label, z in _LOCAL.items()]
    return words.phrases("answers.clock.zones", times=", ".join(times))


def _first(line: Scheduled) -> datetime:
    return line.start or datetime.max  # noqa: DTZ901 - local times here have no zone


def _last(line: Scheduled) -> datetime:
    return line.until or datetime.min  # noqa: DTZ901 - local times here have no zone
