"""Answers that are a date or a month."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from conversations.understanding.affirmed import affirmed
from conversations.understanding.clauses import Clause
from conversations.understanding.days import Day, Days, joined
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Meaning, Wanted
from conversations.understanding.relative import Relative

_LONE = {"day"}
NOW = "sekarang"


class Dates:
    """Reads one date out of the clauses of an answer."""

    def __init__(self, lexicon: Lexicon, days: Days, relative: Relative) -> None:
        self._days, self._relative = days, relative
        times = lexicon.files["times"]
        self._either = frozenset(lexicon.words("atau antara"))
        self._ongoing = lexicon.phrases({NOW: times["ongoing"]})
        self._starts = frozenset(lexicon.words("mulai sejak awal start"))

    def date(self, wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """A whole day; an impossible one is refused, a part of one is too little."""
        day = self._read(wanted, clauses)
        if day is None or day.impossible:
            return Meaning(intent="invalid" if day else None)
        return Meaning(day.iso()) if day.whole else Meaning()

    def month(self, wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """A month of a year, or that it goes on."""
        day = self._read(wanted, clauses)
        if day and day.impossible:
            return Meaning(intent="invalid")
        if day and day.parts >= {"year", "month"}:
            return Meaning(f"{day.year:04}-{day.month:02}")
        goes_on = not day and any(self.ongoing(clause.words) for clause in clauses)
        return Meaning(NOW if goes_on and not self._asks_start(wanted) else None)

    def ongoing(self, words: Sequence[str]) -> bool:
        """`sampai sekarang`, unless it is denied."""
        found = self._ongoing.find(words)
        if not found:
            return False
        return not {"tidak", "bukan"} & set(words[: found[0].start])

    def _asks_start(self, wanted: Wanted) -> bool:
        return wanted.field == "start" or bool(
            self._starts & set(wanted.question.casefold().split())
        )

    def _read(self, wanted: Wanted, clauses: Sequence[Clause]) -> Day | None:
        """All clauses together; None where they contradict each other or say nothing."""
        whole: Day | None = None
        for clause in clauses:
            here = self._in_clause(wanted, affirmed(clause.tokens))
            if here is None:
                return None
            corrects = "corrects" in clause.moods
            if not here.parts or (here.parts == _LONE and not corrects and whole):
                continue
            lone = whole is not None and whole.parts == _LONE and here.whole and not corrects
            alone = lone or whole is None or not whole.parts
            whole = here if alone else whole and joined(whole, here, corrects=corrects)
            if whole is None:
                return None
        return whole

    def _in_clause(self, wanted: Wanted, tokens: Sequence[Token]) -> Day | None:
        found = self._days.find(tokens, birth=wanted.field == "birth_date")
        if found and (self._either & {t.word for t in tokens} or _ranged(found, tokens)):
            return None
        if any(day.whole for day in found):
            found = [day for day in found if day.whole]
            return found[0] if len({day.iso() for day in found}) == 1 else None
        named = any(day.parts & {"month", "year"} for day in found)
        told = list(self._told_from_today(wanted, tokens, found))
        if named or told:
            found = [d for d in found if d.parts != _LONE or _dated(d, tokens, named=named)]
        return _all([*found, *told])

    def _told_from_today(
        self, wanted: Wanted, tokens: Sequence[Token], found: Sequence[Day]
    ) -> Iterator[Day]:
        if wanted.today is None or wanted.field == "birth_date":
            return
        day = found[0].day if found else None
        named = all(one.parts == _LONE for one in found) and self._relative.weekdays(tokens)
        if named:
            yield self._relative.weekday(tokens, wanted.today, day)
        else:
            whole = _all(found) if len(found) > 1 else None
            if whole is None or not whole.whole:
                yield from self._relative.find(tokens, wanted.today)


def _ranged(found: Sequence[Day], tokens: Sequence[Token]) -> bool:
    """`12-13 mei 1990` names two days."""
    return any(
        one.parts == _LONE and tokens[one.at[1]].text in {"-", "/", "\u2013"}
        for one, _ in pairwise(found)
    )


def _dated(day: Day, tokens: Sequence[Token], *, named: bool) -> bool:
    """Is a number alone a day of a month: `tanggal 5 bulan depan`?"""
    return tokens[day.at[0]].word == "tanggal" and not named


def _all(days: Sequence[Day]) -> Day | None:
    """All parts together; None where they contradict each other."""
    whole: Day | None = Day()
    for day in days:
        whole = whole and joined(whole, day)
    return whole
