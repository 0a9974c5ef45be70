"""The sentences of an amended posting: a clause keeps its words, with what became of them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from conversations.eligibility.wording import Words
from conversations.posting.amendment import AmendmentError
from conversations.posting.model import Posting, Scheduled
from conversations.posting.texts import PostingTexts

_OFFICIAL = ("title", "agency", "sections", "clauses")
"""Words of the announcement itself: nothing is replaced within them."""


class Dates(Struct, frozen=True):
    """The posting before and after its dates moved, in the words of one language."""

    words: Words
    before: Posting
    after: Posting

    def say(self, key: str, /, **values: object) -> str:
        return self.words.phrases(f"amend.{key}", **values)

    @property
    def closing(self) -> tuple[str, str]:
        """The closing in words, as it was and as it is."""
        return self.words.moment(self.before.closes), self.words.moment(self.after.closes)


def retold(texts: PostingTexts, dates: Dates) -> PostingTexts:
    """Sentences of the self-check's own, which name the dates as they are now."""
    words, before, after = dates.words, dates.before, dates.after
    was, now = dates.closing
    counted = (words.day(before.as_of), words.day(after.as_of))
    closed = words.day(before.closes.date())
    later = dates.say("later", closes=now)

    def told(text: str) -> str:
        parts = [part.replace(*counted) for part in text.split(was)]
        return now.join(parts)

    found = _everywhere(texts, told)
    if before.closes.date() == after.closes.date() or before.closes == after.closes:
        return found
    return msgspec.structs.replace(
        found,
        conventions=_with_note(found.conventions, closed, now, later),
        gaps=_with_note(found.gaps, closed, now, later),
    )


def _with_note(said: Mapping[str, str], closed: str, told: str, note: str) -> dict[str, str]:
    """What still names the day on which registration was to close is told with the change."""
    return {
        name: f"{text} {note}" if closed in text and told not in text else text
        for name, text in said.items()
    }


def notes(texts: PostingTexts, dates: Dates, source: str) -> dict[str, str]:
    """What is to be told behind clauses whose dates moved, by clause."""
    before = {line.id: line for line in dates.before.schedule}
    lines = [line for line in dates.after.schedule if line != before[line.id]]
    found = {line.id: dates.say("moved", to=_span(line, dates), source=source) for line in lines}
    was, now = dates.closing
    if was != now:
        note = dates.say("closing", to=now, source=source)
        day = dates.words.day(dates.before.closes.date())
        ends = {line.id for line in lines if dates.after.closes in {line.start, line.until}}
        named = {name for name, text in texts.clauses.items() if was in text or day in text}
        found |= dict.fromkeys(ends | (named - set(found)), note)
    return found


def _span(line: Scheduled, dates: Dates) -> str:
    """One day, one moment, or from when until when."""
    words, start, until = dates.words, line.start, line.until
    if start and until and start.date() == until.date():
        return words.moment(start) if start == until else words.day(start.date())
    ends = [words.day(at.date()) for at in (start, until) if at]
    return dates.say("span", first=ends[0], last=ends[-1])


def corrected(texts: PostingTexts, new: Mapping[str, str]) -> PostingTexts:
    """With new sentences by their place (`questions.birth_date.help`). Raises `AmendmentError`."""
    data = msgspec.to_builtins(texts)
    for place, text in new.items():
        *way, last = _way(data, place)
        there = data
        for step in way:
            there = there[step]
        there[last] = text
    return msgspec.convert(data, PostingTexts)


def _way(data: Mapping[str, Any], place: str) -> list[str]:
    """The keys to a sentence that exists: an id may hold points."""
    there: Any = data
    way: list[str] = []
    rest = place
    while rest:
        keys = there if isinstance(there, dict) else {}
        key = max((k for k in keys if rest == k or rest.startswith(f"{k}.")), key=len, default="")
        if not key:
            raise AmendmentError(f"no sentence stands at '{place}'")
        way.append(key)
        there, rest = there[key], rest.removeprefix(key).removeprefix(".")
    if not isinstance(there, str):
        raise AmendmentError(f"'{place}' is no single sentence")
    return way


def _everywhere(texts: PostingTexts, told: Callable[[str], str]) -> PostingTexts:
    data = {
        name: value if name in _OFFICIAL else _mapped(value, told)
        for name, value in msgspec.to_builtins(texts).items()
    }
    return msgspec.convert(data, PostingTexts)


def _mapped(value: object, told: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return {key: _mapped(part, told) for key, part in value.items()}
    return told(value) if isinstance(value, str) else value


def languages(given: Iterable[str], wanted: Iterable[str], what: str) -> None:
    """Raises `AmendmentError` where a language of the posting lacks its sentence."""
    if lacking := [name for name in wanted if name not in set(given)]:
        raise AmendmentError(f"{what}: its text in '{lacking[0]}' is missing")
