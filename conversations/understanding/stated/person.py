"""Who the writer is: citizenship, gender, birth, age."""

from collections.abc import Sequence
from functools import reduce

from conversations.understanding.amounts import Amounts
from conversations.understanding.days import Day, Days, joined
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.segments import Segment

_I_AM = frozenset(("i'm", "i\u2019m", "im"))
_YOUNGEST, _OLDEST = 15, 80


class Person:
    """Reads what a message says of its writer's person."""

    def __init__(self, lexicon: Lexicon, days: Days, amounts: Amounts) -> None:
        data = lexicon.files["stated"]
        self._citizenship = lexicon.phrases(data["citizenship"])
        self._gender = lexicon.phrases(data["gender"])
        self._leads = _words(lexicon, data["gender_leads"])
        self._born = lexicon.phrases({"born": data["born"]})
        self._age, self._around = (
            _words(lexicon, data["age_words"]),
            _words(lexicon, data["age_around"]),
        )
        self._named = frozenset(("umur",))
        self._busy = frozenset((*data["roles"], *data["busy"]))
        self._days, self._amounts = days, amounts

    def read(self, said: Sequence[Segment], found: Found) -> None:
        birth = Day()
        busy = False
        for at, segment in enumerate(said):
            busy = bool(self._busy & set(segment.words)) or (busy and not segment.first)
            if not segment.true():
                continue
            self._who(segment, found)
            self._aged(segment, found, busy=busy)
            birth = self._birth(said, at, birth, found)
        if found.value("birth_date"):
            found.drop("age")

    def _who(self, segment: Segment, found: Found) -> None:
        words = segment.words
        for one in self._citizenship.find(words)[:1]:
            if not {"tidak", "bukan", "belum"} & set(words[: one.start]):
                found.add("citizenship", one.meant, segment)
        for one in self._gender.find(words)[:1]:
            if set(words[: one.start]) <= self._leads:
                found.add("gender", one.meant, segment)

    def _aged(self, segment: Segment, found: Found, *, busy: bool) -> None:
        """An age stands alone, or beside a word for it: `34 tahun`, `umur 34`, `masih 24`."""
        segment = self._about_age(segment)
        words = segment.words
        told = bool(self._age & set(words)) or "masih" in {*words[:1], *_behind_now(words)}
        told = told or segment.tokens[0].text in _I_AM
        corrected = "corrects" in segment.moods and found.last == "age"
        if not (told or corrected or "tahun" in words):
            return
        numbers = [a for a in self._amounts.amounts(segment.tokens, "tahun") if a.value is not None]
        rest = {
            w for t, w in zip(segment.tokens, words, strict=True) if not t.digits
        } - self._around
        rest -= {w for w in rest if self._amounts.is_number(w)}
        if len(numbers) != 1 or rest or not (told or corrected or numbers[0].unit == "tahun"):
            return
        if not (told or corrected) and (busy or {"sudah", "masih", "baru"} & set(words)):
            return
        age = numbers[0].value or 0
        if _YOUNGEST <= age <= _OLDEST and numbers[0].unit in {"", "tahun", *self._around}:
            found.add("age", int(age), segment)

    def _about_age(self, segment: Segment) -> Segment:
        """`saya 27 tahun tinggal di Depok`, `tinggal di Depok umur 27`: the part with the age."""
        words = segment.words
        if "tinggal" not in words:
            return segment
        at = words.index("tinggal")
        begin = next((n for n, w in enumerate(words) if w in self._named and n > at), at)
        tokens = segment.tokens[:at] if begin == at else segment.tokens[begin:]
        return Segment(tokens or segment.tokens, segment.moods, segment.own, segment.first)

    def _birth(self, said: Sequence[Segment], at: int, before: Day, found: Found) -> Day:
        """A whole date beside a word for birth, or right behind it."""
        segment = said[at]
        trigger = self._born.find(segment.words)
        near = at > 0 and not segment.first and self._born.find(said[at - 1].words)
        corrects = "corrects" in segment.moods and found.last == "birth_date"
        if not (trigger or corrects or (near and said[at - 1].own is not False)):
            return before
        days = [
            d for d in self._days.find(segment.tokens, birth=True) if d.parts != {"day"} or corrects
        ]
        here = reduce(lambda one, other: joined(one, other) or Day(), days, Day())
        whole = joined(before, here, corrects=True) or here
        if whole.whole and not whole.impossible:
            found.add("birth_date", whole.iso(), segment)
        return whole


def _behind_now(words: Sequence[str]) -> Sequence[str]:
    return words[1:2] if words[:1] == ["sekarang"] else []


def _words(lexicon: Lexicon, said: Sequence[str]) -> frozenset[str]:
    return frozenset(word for phrase in said for word in lexicon.words(phrase))
