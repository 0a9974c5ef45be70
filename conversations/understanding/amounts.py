"""Answers that are a number in an asked unit."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from conversations.understanding.affirmed import affirmed
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


class Amounts:
    """Reads quantities, joins years and months, and converts to the asked unit."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        data = lexicon.files["numbers"]
        self._numbers = numbers
        self._lexicon = lexicon
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
        found: list[float] = []
        for clause in clauses:
            here = list(self.amounts(affirmed(clause.tokens), unit))
            if any(one.value is None for one in here):
                return Meaning(intent="invalid")
            if _tells_less(clause.words):
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

    def is_number(self, word: str) -> bool:
        """Is it a word for a number?"""
        return self._numbers.knows(word)

    def _unit(self, said: str) -> str:
        words = self._lexicon.words(said)
        return words[0] if words else ""

    def _each(self, tokens: Sequence[Token], words: list[str], unit: str) -> Iterator[Amount]:
        at = 0
        while at < len(tokens):
            if words[at] in self._half and words[at + 1 : at + 2] and words[at + 1] in _MONTHS:
                yield Amount(0.5, words[at + 1])
                at += 2
                continue
            one = self._one_of.at(words, at)
            if one:
                half = words[one.end : one.end + 1] and words[one.end] in self._half
                yield Amount(1.5 if half else 1, one.meant)
                at = one.end
                continue
            at = yield from self._number(tokens, words, at, unit)

    def _number(
        self, tokens: Sequence[Token], words: list[str], at: int, unit: str
    ) -> Iterator[Amount]:
        number = self._numbers.read(tokens, at)
        if number is None:
            return at + 1
        end = number.end
        said = words[end] if end < len(words) else ""
        glued = end < len(tokens) and tokens[end].glued and tokens[end].text.isalpha()
        strange = glued and said not in {*_MONTHS, *self._plain, unit}
        if number.value is None or strange or self._negative(tokens, words, at):
            yield Amount(None)
        elif at and tokens[at - 1].text == "-" and at == 1:
            yield Amount(number.value, "-")
        elif self._counts(words, at) and not _is_year(number.value, number.digits, unit, said):
            before = words[at - 1] if at else ""
            if said not in {*_MONTHS, unit} and unit not in _MONTHS:
                said = unit if before == unit else said or (before if before in _COUNTED else "")
            more = self._numbers.read(tokens, end) if end < len(tokens) else None
            if more and more.value and _THOUSAND <= more.value < number.value:
                yield Amount(number.value + more.value)
                return more.end
            half = said in _MONTHS and words[end + 1 : end + 2] and words[end + 1] in self._half
            yield Amount(number.value + (0.5 if half else 0), said)
        return end

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
        dash = at and tokens[at - 1].text == "-" and tokens[at].glued
        return bool(dash) and (at == 1 or not tokens[at - 2].digits)

    def _counts(self, words: list[str], at: int) -> bool:
        """Not `kepala tiga`, `semester 6`, nor what one is going on to."""
        if at and words[at - 1] in self._towards:
            return False
        return not any(
            self._unfit.at(words, back)
            for back in (at - 1, at - 2)
            if back >= 0 and self._reaches(words, back, at)
        )

    def _reaches(self, words: list[str], back: int, at: int) -> bool:
        found = self._unfit.at(words, back)
        return bool(found) and found.end == at


def _is_year(value: float, digits: int, unit: str, said: str) -> bool:
    """A calendar year where a length of time is asked."""
    timed = unit in _MONTHS and said not in _MONTHS
    return timed and digits in {0, 4} and _FIRST_YEAR <= value <= _LAST_YEAR


def _tells_less(words: Sequence[str]) -> bool:
    """`kurang sebulan lagi`: the number is not reached."""
    return any(
        word == "kurang" and words[at + 1 : at + 2] != ["lebih"] for at, word in enumerate(words)
    )
