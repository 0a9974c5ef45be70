"""Numbers in digits and words: `2,5`, `dua setengah`, `dua ratus lima puluh`, `1,5 juta`."""

from collections.abc import Sequence

from msgspec import Struct

from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon

LONGEST_DIGITS = 15
_GROUP = 3
_POINTS = frozenset((".", ","))
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


class Number(Struct, frozen=True):
    """A number at tokens `start` to `end` (exclusive); `value` is None where it is malformed.

    `digits` says how many digits were typed, 0 for words.
    """

    start: int
    end: int
    value: float | None
    digits: int = 0


class Numbers:
    """Reads numbers by the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.files["numbers"]
        self._word = {w: int(n) for n, said in data["words"].items() for w in said.split()}
        self._scale = {w: int(n) for n, said in data["scales"].items() for w in said}
        units = [(word, value) for word, value in self._word.items() if 0 < value < _TEN]
        for first, tens in units:
            for second, ones in units:
                self._word.setdefault(first + second, tens * _TEN + ones)
            for said, factor in ((data["tens"], _TEN), (data["hundreds"], _HUNDRED)):
                self._word.update({first + word: tens * factor for word in said})
            self._word.update({first + word: tens + _TEN for word in data["teens"]})
        self._teens, self._tens = set(data["teens"]), set(data["tens"])
        self._hundreds, self._dozens = set(data["hundreds"]), set(data["dozens"])
        self._half, self._point = set(data["half"]), set(data["point"])
        self._about = set(data["about"])

    def knows(self, word: str) -> bool:
        """Is it part of a number said in words?"""
        return word in self._word or word in self._teens | self._tens | self._hundreds

    def digit(self, word: str) -> int | None:
        """A single digit said as a word."""
        value = self._word.get(word)
        return value if value is not None and value < _TEN else None

    def read(self, tokens: Sequence[Token], at: int) -> Number | None:
        """The number that begins at token `at`; none where only its size is told: `30-an`."""
        digits = tokens[at].digits
        found = self._scaled(tokens, _typed(tokens, at)) if digits else self._worded(tokens, at)
        if found and self._vague(tokens, found):
            return None
        return self._with_decimals(tokens, found) if found else None

    def _vague(self, tokens: Sequence[Token], found: Number) -> bool:
        behind = tokens[found.end : found.end + 2]
        words = [token.word for token in behind if token.text != "-"]
        return bool(words) and words[0] in self._about and words[0] not in self._scale

    def _with_decimals(self, tokens: Sequence[Token], found: Number) -> Number:
        """`dua koma lima`."""
        at = found.end
        if at + 1 >= len(tokens) or tokens[at].word not in self._point or found.value is None:
            return found
        digit = (
            int(tokens[at + 1].text) if tokens[at + 1].digits else self.digit(tokens[at + 1].word)
        )
        if digit is None or digit >= _TEN:
            return found
        return self._scaled(
            tokens, Number(found.start, at + 2, found.value + digit / _TEN, found.digits)
        )

    def all(self, tokens: Sequence[Token]) -> list[Number]:
        """Every number, from left to right."""
        found, at = [], 0
        while at < len(tokens):
            one = self.read(tokens, at)
            if one:
                found.append(one)
            at = one.end if one else at + 1
        return found

    def _scaled(self, tokens: Sequence[Token], plain: Number) -> Number:
        """`2 jt`, `1,5 juta`, `2 lusin`, `2 setengah`."""
        value, at = plain.value, plain.end
        if value is None or at >= len(tokens):
            return plain
        word = tokens[at].word
        if word in self._half and plain.digits:
            return self._scaled(tokens, Number(plain.start, at + 1, value + 0.5))
        factor = self._factor(word)
        return Number(plain.start, at + 1, value * factor, plain.digits) if factor else plain

    def _factor(self, word: str) -> int:
        if word in self._scale:
            return self._scale[word]
        if word in self._dozens:
            return 12
        return {True: _TEN}.get(word in self._tens, 0) or (
            _HUNDRED if word in self._hundreds else 0
        )

    def _worded(self, tokens: Sequence[Token], start: int) -> Number | None:
        behind = tokens[start + 1].word if start + 1 < len(tokens) else ""
        known = tokens[start].word in self._word
        if not known and not (
            tokens[start].text in self._word and behind in self._teens | self._tens
        ):
            return None
        count, at = _Count(), start
        while at < len(tokens) and self._counts(count, tokens[at].text, tokens[at].word):
            at += 1
        if at < len(tokens) and tokens[at].word in self._half:
            return self._scaled(tokens, Number(start, at + 1, count.value + count.half))
        return Number(start, at, count.value)

    def _counts(self, count: "_Count", text: str, word: str) -> bool:
        value = self._word.get(word, self._word.get(text))
        if value is not None:
            return count.add(value)
        if word in self._teens:
            return count.teen()
        if word in self._tens:
            return count.times(_TEN)
        if word in self._hundreds:
            return count.times(_HUNDRED)
        factor = self._scale.get(word) or (12 if word in self._dozens else 0)
        return bool(factor) and count.scale(factor)


class _Count:
    """A number while its words are read."""

    def __init__(self) -> None:
        self._whole, self._group, self._last = 0, 0, 0
        self.half = 0.5

    @property
    def value(self) -> int:
        return self._whole + self._group + self._last

    def add(self, value: int) -> bool:
        """A word with a value: only where it still fits behind what was said."""
        if self._last or (self._group and value >= _smallest(self._group)):
            return False
        if value >= _THOUSAND:
            self._whole, self.half = value, value / 2
        elif value >= _TEN and value % _TEN == 0:
            self._group += value
        else:
            self._last = value
        return True

    def teen(self) -> bool:
        if not 0 < self._last < _TEN:
            return False
        self._group, self._last = self._group + self._last + _TEN, 0
        return True

    def times(self, factor: int) -> bool:
        if not 0 < self._last < _TEN:
            return False
        self._group, self._last = self._group + self._last * factor, 0
        return True

    def scale(self, factor: int) -> bool:
        if not self._group + self._last or self._whole >= 10**12:
            return False
        self._whole += (self._group + self._last) * factor
        self._group, self._last, self.half = 0, 0, factor / 2
        return True


def _smallest(group: int) -> int:
    """What still fits behind a group: ones behind tens, tens behind hundreds."""
    if group % _HUNDRED == 0:
        return _HUNDRED
    return _TEN if group % _TEN == 0 else 0


def _typed(tokens: Sequence[Token], start: int) -> Number:
    """Digits with their points and commas."""
    end, groups = start + 1, [tokens[start].text]
    marks: list[str] = []
    while end + 1 < len(tokens) and tokens[end].text in _POINTS and _glued(tokens, end):
        if not tokens[end + 1].digits:
            return _ended(tokens, start, end, _plain(groups, marks))
        marks.append(tokens[end].text)
        groups.append(tokens[end + 1].text)
        end += 2
    return Number(start, end, _plain(groups, marks), len("".join(groups)))


def _glued(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].glued and tokens[at + 1].glued


def _ended(tokens: Sequence[Token], start: int, end: int, value: float | None) -> Number:
    """A number with a mark behind it: `4.250.000,-` is one, `3,,5` is none."""
    size = sum(len(token.text) for token in tokens[start:end] if token.digits)
    behind = tokens[end + 1].text
    if behind in {".", ","}:
        return Number(start, end + 2, None, size)
    return Number(start, end + 2 if behind == "-" else end, value, size)


def _plain(groups: list[str], marks: list[str]) -> float | None:
    """`1.250` is thousands, `2,5` and `2.5` are decimals, `1.2.3` is nothing."""
    if len("".join(groups)) > LONGEST_DIGITS:
        return None
    if not marks:
        return int(groups[0])
    thousands = all(len(group) == _GROUP for group in groups[1:]) and len(groups[0]) <= _GROUP
    if thousands and all(mark == "." for mark in marks):
        return int("".join(groups))
    if marks[-1] == "," and all(mark == "." for mark in marks[:-1]):
        whole = _plain(groups[:-1], marks[:-1])
        return None if whole is None else float(f"{whole}.{groups[-1]}")
    if len(marks) == 1:
        return float(f"{groups[0]}.{groups[1]}")
    return None


def tidy(value: float) -> int | float:
    """A whole number as such; else with two decimals."""
    return int(value) if value == int(value) else round(value, 2)
