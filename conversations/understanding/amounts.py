"""Answers that are a number in an asked unit."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from conversations.understanding.affirmed import DENIALS, affirmed
from conversations.understanding.clauses import Clause
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Meaning, Wanted
from conversations.understanding.numbers import Numbers, tidy

_MONTHS = {"tahun": 12, "bulan": 1}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_COUNTED = frozenset(("koperasi", "umkm", "orang", "anak", "kali"))
_MILLION, _THOUSAND = 10**6, 10**3


class Amount(Struct, frozen=True):
    """A number with the unit that was said, "" where none was; None is malformed."""

    value: float | None
    unit: str = ""


Step = tuple[Amount | None, int]


class Amounts:
    """Reads quantities, joins years and months, and converts to the asked unit."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        data = lexicon.files["numbers"]
        self._numbers = numbers
        self._lexicon = lexicon
        self._ranges = frozenset(data["ranges"])
        self._plain = frozenset(data["plain"])
        self._minus = frozenset(lexicon.words(" ".join(data["minus"])))
        self._half = frozenset(data["half"])
        self._unfit = lexicon.phrases({"unfit": data["unfit"]})
        self._towards = frozenset(lexicon.words(" ".join(data["towards"])))
        self._one_of = lexicon.phrases(data["one_of"])
        self._either = frozenset(lexicon.words(" ".join(lexicon.files["choices"]["either"])))

    def number(self, wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """The number in `wanted.unit`; a malformed or negative one is refused."""
        unit = self._unit(wanted.unit)
        if wanted.field == "age" or "usia" in wanted.question.casefold():
            clauses = [self._in_tens(clause) for clause in clauses]
        found: list[float] = []
        for clause in clauses:
            here = list(self.amounts(affirmed(clause.tokens, DENIALS), unit))
            if any(one.value is None for one in here):
                return Meaning(intent="invalid")
            if len(here) > 1 and any(self._ranged(one.unit) for one in here):
                return Meaning()
            if _tells_less(clause.words) or "antara" in clause.words:
                return Meaning()
            same = [one for one in here if unit not in _MONTHS and one.unit == unit] or here
            values = [value for one in same if (value := self._in_unit(one, unit)) is not None]
            if values and "corrects" in clause.moods:
                found = []
            found += values
        whole = {tidy(value) for value in found}
        if len(whole) != 1:
            return Meaning()
        value = whole.pop()
        return Meaning(int(value) if wanted.field == "age" else value)

    def _in_tens(self, clause: Clause) -> Clause:
        """`tiga lima` tells an age digit by digit."""
        said = [at for at, token in enumerate(clause.tokens) if self._unit_digit(token)]
        if len(said) != len(("tens", "ones")) or said[1] != said[0] + 1:
            return clause
        first, last = (clause.tokens[at] for at in said)
        behind = clause.tokens[said[1] + 1 : said[1] + 2]
        tens = self._unit_digit(first)
        if tens == 1 or any(self._numbers.knows(t.word) or t.digits for t in behind):
            return clause
        whole = f"{tens}{self._unit_digit(last)}"
        joined = Token(whole, whole, first.start, last.end)
        tokens = [*clause.tokens[: said[0]], joined, *clause.tokens[said[1] + 1 :]]
        return Clause(tokens, clause.moods, clause.own, clause.first)

    def _unit_digit(self, token: Token) -> int:
        """The number from 1 to 9 that a word names, else 0."""
        number = None if token.digits else self._numbers.read([token], 0)
        value = number.value if number else None
        return int(value) if value and value < len("1234567890") and value == int(value) else 0

    def amounts(self, tokens: Sequence[Token], unit: str = "") -> Iterator[Amount]:
        """Quantities of a clause; years with the months behind them are one."""
        words = [token.word for token in tokens]
        before: Amount | None = None
        for amount in self._each(tokens, words, unit):
            if before and (before.unit, amount.unit) == ("tahun", "bulan"):
                yield Amount((before.value or 0) + (amount.value or 0) / 12, "tahun")
                before = None
                continue
            if before:
                yield before
            before = amount
        if before:
            yield before

    def _ranged(self, unit: str) -> bool:
        """`3-4 tahun`, `dua tiga tahun`: another number follows."""
        return unit in self._ranges or unit.isdecimal() or self._numbers.knows(unit)

    def is_number(self, word: str) -> bool:
        """Is it a word for a number?"""
        return self._numbers.knows(word)

    def _unit(self, said: str) -> str:
        words = self._lexicon.words(said)
        return words[0] if words else ""

    def _each(self, tokens: Sequence[Token], words: list[str], unit: str) -> Iterator[Amount]:
        at = 0
        while at < len(tokens):
            amount, at = self._one(words, at) or self._number(tokens, words, at, unit)
            if amount:
                yield amount

    def _one(self, words: list[str], at: int) -> Step | None:
        """`setengah tahun`, `setahun setengah`: units that say their number."""
        if words[at] in self._half and set(words[at + 1 : at + 2]) & _MONTHS.keys():
            return Amount(0.5, words[at + 1]), at + 2
        one = self._one_of.at(words, at)
        if not one:
            return None
        return Amount(1.5 if self._half_at(words, one.end) else 1, one.meant), one.end

    def _half_at(self, words: list[str], at: int) -> bool:
        return bool(self._half & set(words[at : at + 1]))

    def _number(self, tokens: Sequence[Token], words: list[str], at: int, unit: str) -> Step:
        """The number at a place, and where to read on."""
        number = self._numbers.read(tokens, at)
        if number is None:
            return None, at + 1
        value, end = number.value, number.end
        said = words[end] if end < len(words) else ""
        if value is None or self._strange(tokens, end, unit) or self._negative(tokens, words, at):
            return Amount(None), end
        if at == 1 and tokens[0].text == "-":
            return None, end
        if not self._counts(words, at) or _is_year(value, number.digits, unit, said):
            return None, end
        return self._more(tokens, Amount(value, self._unit_of(words, at, said, unit)), end)

    def _more(self, tokens: Sequence[Token], amount: Amount, end: int) -> Step:
        """`1 juta 500 ribu`, `2 tahun setengah`."""
        value = amount.value or 0
        more = self._numbers.read(tokens, end) if end < len(tokens) else None
        if more and more.value and _THOUSAND <= more.value < value:
            return Amount(value + more.value), more.end
        words = [token.word for token in tokens[end + 1 : end + 2]]
        half = amount.unit in _MONTHS and self._half_at(words, 0)
        return Amount(value + (0.5 if half else 0), amount.unit), end

    def _unit_of(self, words: list[str], at: int, said: str, unit: str) -> str:
        """The unit behind a number; for things that are counted also the one before it."""
        if said in {*_MONTHS, unit} or unit in _MONTHS:
            return said
        before = words[at - 1] if at else ""
        if before == unit:
            return unit
        return said or (before if before in _COUNTED else "")

    def _strange(self, tokens: Sequence[Token], end: int, unit: str) -> bool:
        """Letters that touch a number and are no unit: `12a`."""
        if end >= len(tokens) or not (tokens[end].glued and tokens[end].text.isalpha()):
            return False
        return tokens[end].word not in {*_MONTHS, *self._plain, unit}

    def _in_unit(self, amount: Amount, unit: str) -> float | None:
        """The value in the asked unit; None where another thing was counted."""
        value = amount.value or 0
        if amount.unit in _MONTHS:
            return value * _MONTHS[amount.unit] / _MONTHS[unit] if unit in _MONTHS else None
        if value > _MILLION and 0 < value % _MILLION < _THOUSAND:
            return None
        return value if amount.unit in {"", unit, *self._plain} - _COUNTED | {unit} else None

    def _negative(self, tokens: Sequence[Token], words: list[str], at: int) -> bool:
        if at and words[at - 1] in self._minus:
            return True
        dash = bool(at) and tokens[at - 1].text == "-" and tokens[at].glued
        return dash and not tokens[at - 1].glued

    def _counts(self, words: list[str], at: int) -> bool:
        """Not `kepala tiga`, `semester 6`, nor what one is going on to."""
        if at and words[at - 1] in self._towards:
            return False
        before = (self._unfit.at(words, back) for back in range(max(at - 2, 0), at))
        return not any(found and found.end == at for found in before)


def _is_year(value: float, digits: int, unit: str, said: str) -> bool:
    """A calendar year where a length of time is asked."""
    timed = unit in _MONTHS and said not in _MONTHS
    return timed and digits in {0, 4} and _FIRST_YEAR <= value <= _LAST_YEAR


def _tells_less(words: Sequence[str]) -> bool:
    """`kurang sebulan lagi`: the number is not reached."""
    return any(
        word == "kurang" and words[at + 1 : at + 2] != ["lebih"] for at, word in enumerate(words)
    )
