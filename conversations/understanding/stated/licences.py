"""SIM A and C: had or not, and until when."""

from collections.abc import Sequence
from datetime import date

from conversations.understanding.days import Days
from conversations.understanding.relative import Relative
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.segments import Segment
from conversations.understanding.topics import Topics

_SIM = "sim"
_LETTERS = frozenset("ac")
_WISHES = frozenset(("mau", "akan", "rencana", "calon", "hendak", "berencana", "segera"))
_UNTIL = frozenset(("sampai", "berlaku"))
_ENDED = frozenset(("mati", "habis", "kadaluarsa", "berakhir", "lewat"))
_RENEWS = frozenset(("perpanjang", "diperpanjang", "urus", "diurus", "hilang"))
_SHORT = 3
_BETWEEN = frozenset(("sim", "keduanya", "yang"))


class Licences:
    """Reads the licences that a segment names."""

    def __init__(self, topics: Topics, days: Days, relative: Relative) -> None:
        self._topic = topics.by_name["sim_valid"]
        self._days, self._relative = days, relative

    def read(self, said: Sequence[Segment], today: date, found: Found) -> None:
        if not any(_SIM in segment.words for segment in said):
            return
        waiting: list[str] = []
        last: list[str] = []
        lead: bool | None = None
        for segment in said:
            kinds = _named(segment.words, follows=bool(waiting) and not segment.first)
            lead = _lead(segment.words) if segment.first else lead
            told = segment.true("plan") and not _WISHES & set(segment.words)
            if kinds and segment.moods == {"asks"} and len(segment.words) <= _SHORT:
                waiting = kinds
            elif kinds and told:
                decided = self._decide([*waiting, *kinds], segment, today, found)
                if not decided and lead is not None and segment.words[:1] == [_SIM]:
                    decided = self._led(kinds, segment, found, has=lead)
                waiting, last = ([] if decided else [*waiting, *kinds]), kinds
            elif kinds or not told or (segment.first and not waiting):
                waiting, last = [], []
            elif last and "berlaku" in segment.words:
                self._decide(last, segment, today, found)
            elif waiting:
                waiting = [] if self._decide(waiting, segment, today, found) else waiting

    def _decide(self, kinds: Sequence[str], segment: Segment, today: date, found: Found) -> bool:
        until = self._until(segment, today)
        verdict = self._topic.read(segment.words)
        ended = until is not None and until >= today.isoformat() and verdict.holds is False
        ended = ended or bool(until and _ENDED & set(segment.words))
        has = True if until and (ended or verdict.holds is not False) else verdict.holds
        if has is None or (has is False and self._only_expired(segment)):
            return False
        if has is False and _RENEWS & set(segment.words):
            return False
        for kind in kinds:
            found.part(f"sim_{kind}", "has", has, segment)
            if has and until:
                found.part(f"sim_{kind}", "valid_until", until, segment)
        return True

    def _led(self, kinds: Sequence[str], segment: Segment, found: Found, *, has: bool) -> bool:
        """`punya laptop, motor, dan SIM C`."""
        for kind in kinds:
            found.part(f"sim_{kind}", "has", has, segment)
        return True

    def _only_expired(self, segment: Segment) -> bool:
        """An expired licence is still had, but that was not said."""
        marks = self._topic.marks.find(segment.words)
        return any(one.meant == "fails" for one in marks)

    def _until(self, segment: Segment, today: date) -> str | None:
        days = [day for day in self._days.find(segment.tokens) if day.parts != {"year"}]
        whole = [day for day in days if day.whole and not day.impossible]
        if whole:
            return whole[0].iso()
        words = set(segment.words)
        months = [day for day in days if day.parts == {"year", "month"}]
        if (
            len(months) == 1
            and len(days) == 1
            and words & (_UNTIL | _ENDED)
            and not months[0].impossible
        ):
            return f"{months[0].year:04}-{months[0].month:02}"
        told = self._relative.find(segment.tokens, today)
        if len(told) == 1 and told[0].whole and words & (_UNTIL | _ENDED) and not words & _RENEWS:
            return told[0].iso()
        lone = [day.day for day in days if day.parts == {"day"}]
        if len(told) == 1 and len(lone) == 1 and told[0].parts == {"year", "month"}:
            return f"{told[0].year:04}-{told[0].month:02}-{lone[0]:02}"
        return None


def _lead(words: Sequence[str]) -> bool | None:
    """Does a sentence begin with having, or with not having?"""
    begin = [word for word in words[:3] if word not in {"saya", "sudah", "juga", "hanya"}]
    if begin[:1] in (["punya"], ["ada"]):
        return True
    return (
        False if begin[:2] in (["tidak", "punya"], ["belum", "punya"], ["tidak", "ada"]) else None
    )


def _named(words: Sequence[str], *, follows: bool) -> list[str]:
    """`sim a`, `sim a c`, and a letter alone right behind one: `SIM A dan C`."""
    if _SIM not in words:
        return [w for w in words[:1] if w in _LETTERS] if follows else []
    kinds, near = [], False
    for word in words:
        if word == _SIM:
            near = True
        elif near and word in _LETTERS:
            kinds.append(word)
        elif word not in _BETWEEN:
            near = False
    return kinds
