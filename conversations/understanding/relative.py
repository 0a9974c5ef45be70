"""Days told from today: `lusa`, `tanggal 5 bulan depan`, `tiga bulan lalu`, `senin depan`."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from conversations.understanding.days import Day
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.numbers import Numbers

_WEEK = 7
_MONTHS = 12
_MOST = 1200


class Relative:
    """Reads such days by the words of the data."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        times = lexicon.files["times"]
        self._offsets = lexicon.phrases({int(n): said for n, said in times["days"].items()})
        self._weekdays = {
            lexicon.words(w)[0]: int(n) for n, said in times["weekdays"].items() for w in said
        }
        which = {0: times["this"], 1: times["next"], -1: times["last"]}
        self._which = {lexicon.words(w)[0]: n for n, said in which.items() for w in said}
        steps = {-1: times["ago"], 1: times["ahead"]}
        self._steps = lexicon.phrases(steps)
        self._numbers = numbers

    def find(self, tokens: Sequence[Token], today: date) -> list[Day]:
        """Each as far as it is said: a year, a month, or a day."""
        words = [token.word for token in tokens]
        counted = list(self._counted(tokens, words, today))
        if counted:
            return counted
        named = list(self._named(words, today))
        if named:
            return named
        offsets = [one.meant for one in self._offsets.find(words)]
        return [_of(today + timedelta(days=n)) for n in offsets]

    def weekdays(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Weekdays named, with the place behind them."""
        return [
            (at + 1, self._weekdays[token.word]) for at, token in enumerate(tokens)
            if token.word in self._weekdays
        ]  # fmt: skip

    def weekday(self, tokens: Sequence[Token], today: date, day: int | None) -> Day:
        """The next such weekday; with `day`, the one that falls on that day of a month; no day
        where another may be meant.
        """
        (behind, wanted), *more = self.weekdays(tokens)
        ahead = [today + timedelta(days=n) for n in range(1, 2 * _WEEK + 1)]
        fitting = [d for d in ahead if d.weekday() == wanted]
        if day is not None:
            fitting = [d for d in fitting if d.day == day]
        week = [token.word for token in tokens[behind : behind + 2]]
        if week[:1] == ["minggu"] and self._which.get(week[-1]) in {0, 1}:
            monday = today - timedelta(days=today.weekday())
            return _of(monday + timedelta(days=wanted + _WEEK * self._which[week[-1]]))
        which = self._which.get(tokens[behind].word) if behind < len(tokens) else None
        soon = bool(fitting) and fitting[0].isocalendar().week == today.isocalendar().week
        doubtful = which == -1 or (which == 1 and soon and day is None) or today.weekday() == wanted
        return Day() if more or not fitting or doubtful else _of(fitting[0])

    def _counted(self, tokens: Sequence[Token], words: list[str], today: date) -> Iterator[Day]:
        """`3 bulan yang lalu`, `dua minggu lagi`."""
        for number in self._numbers.all(tokens):
            unit = words[number.end] if number.end < len(words) else ""
            step = self._steps.at(words, number.end + 1) if number.end + 1 < len(words) else None
            if step and number.value is not None and number.value <= _MOST:
                whole = number.value == int(number.value)
                day = _moved(today, unit, int(number.value) * step.meant)
                yield day if day and whole else Day()

    def _named(self, words: list[str], today: date) -> Iterator[Day]:
        """`bulan depan`, `tahun kemarin`, `last month`."""
        for at, unit in enumerate(words):
            if unit not in {"bulan", "tahun"}:
                continue
            beside = words[at + 1 : at + 2]
            if at and (at == 1 or words[at - 2] not in {"bulan", "tahun"}):
                beside = [*beside, words[at - 1]]
            if words[at + 1 : at + 2] == ["yang"]:
                beside = words[at + 2 : at + 3]
            step = next((self._which[word] for word in beside if word in self._which), None)
            if step is not None and (day := _moved(today, unit, step)):
                yield day


def _of(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def _moved(today: date, unit: str, count: int) -> Day | None:
    if unit == "bulan":
        months = today.year * _MONTHS + today.month - 1 + count
        return Day(months // _MONTHS, months % _MONTHS + 1)
    if unit == "tahun":
        return Day(today.year + count)
    if unit in {"hari", "minggu"}:
        return _of(today + timedelta(days=count * (_WEEK if unit == "minggu" else 1)))
    return None
