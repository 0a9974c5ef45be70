"""Days and months as said, whole or in part: `12 mei 1990`, `03/2021`, `tahun lalu bulan juni`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.numbers import Numbers
from conversations.understanding.slips import Slips

LAST_OF_THIS_CENTURY = 25
_DAYS, _UNITS, _OLDEST, _CENTURY, _CLOSE = 31, 9, 999, 100, 3
_ORDINALS = frozenset(("st", "nd", "rd", "th", "of"))
_YEAR_DIGITS, _WHOLE_DIGITS = 4, 8
_ANY_LEAP_YEAR = 2000


class Day(Struct, frozen=True):
    """What was said of a day; `bad` where it cannot exist, `at` the tokens it stands at."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    bad: bool = False
    at: tuple[int, int] = (0, 0)

    @property
    def parts(self) -> set[str]:
        return {name for name in ("year", "month", "day") if getattr(self, name) is not None}

    @property
    def whole(self) -> bool:
        return len(self.parts) == len(("year", "month", "day"))

    @property
    def impossible(self) -> bool:
        """Is there no such day, whatever the rest?"""
        month = 1 if self.month is None else self.month
        day = 1 if self.day is None else self.day
        try:
            date(self.year or _ANY_LEAP_YEAR, month, day)
        except ValueError:
            return True
        return self.bad

    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def joined(one: Day, other: Day, *, corrects: bool = False) -> Day | None:
    """Both together; the later one wins where it corrects; None where they contradict."""
    if not corrects and one.parts & other.parts:
        same = all(getattr(one, p) == getattr(other, p) for p in one.parts & other.parts)
        if not same:
            return None
    if corrects and other.whole:
        return other
    if corrects and one.whole and other.parts == {"day"} and _may_be_year(one, other):
        return None
    named = {part: getattr(other, part) for part in other.parts}
    return replace(one, **named, bad=other.bad if corrects else one.bad or other.bad)


def _may_be_year(one: Day, other: Day) -> bool:
    """`4 mei 27 eh 28`: a day or a year?"""
    return abs((one.year or 0) % _CENTURY - (other.day or 0)) <= _CLOSE


class _Atom(Struct):
    """One sign of the pattern language, its value, and the tokens it covers."""

    sign: str
    value: int
    start: int
    end: int


_D, _M, _Y = "(?P<d>[NTu])", "(?P<m>[NTu])", "(?P<y>[YTN]|uu)"
_NAME, _FULL = "(?P<m>M)", "(?P<y>Y)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        f"{_FULL}S{_M}S{_D}",
        f"t?{_D}S{_M}S{_Y}",
        f"{_D}{_M}(?P<y>[YT])",
        f"t?{_D}b{_M}h{_Y}",
        "uub?M(?:h?[YTN])?",
        f"h{_Y}b?(?P<m>[MNu])t{_D}",
        f"{_FULL}S?b?{_NAME}S?t?{_D}",
        f"t?{_D}S?b?{_NAME}S*q?h?{_Y}",
        f"{_NAME}{_D}S?{_FULL}",
        f"b?{_NAME}t{_D}h?{_FULL}",
        f"b?{_NAME}q(?P<y>[NT])",
        f"t?{_D}S?b?{_NAME}",
        f"b?{_NAME}S*h?(?P<y>[YT])",
        f"{_FULL}S?b?{_NAME}",
        f"b{_M}S*h?(?P<y>[YT])",
        f"{_M}S{_FULL}",
        f"{_FULL}S{_M}",
        f"{_FULL}b{_M}",
        f"{_NAME}",
        "t(?P<d>[Nu])",
        "b(?P<m>[Nu])(?!h)",
        f"h?{_FULL}",
        "(?P<w>W)",
        "(?P<d>[Nu])",
    )
)


class Days:
    """Finds days by the words of the data."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        months = lexicon.files["times"]["months"]
        self._month = {w: int(n) for n, said in months.items() for w in said.split()}
        self._slips = Slips(self._month)
        self._numbers = numbers

    def find(self, tokens: Sequence[Token], *, birth: bool = False) -> list[Day]:
        """All days named, in order, as far as each is said. `birth` reads `90` as 1990."""
        atoms = list(self._atoms(tokens))
        signs = "".join(atom.sign for atom in atoms)
        found, at = [], 0
        while at < len(signs):
            match = next((m for p in _PATTERNS if (m := p.match(signs, at))), None)
            if match:
                found.append(_day(match, atoms, birth=birth))
            at = match.end() if match else at + 1
        return found

    def month(self, word: str) -> int:
        """The number of a month by its name, 0 where it is none."""
        found = self._month.get(word) or self._month.get(self._slips.mend(word))
        return found or 0

    def _atoms(self, tokens: Sequence[Token]) -> Iterator[_Atom]:
        at = 0
        while at < len(tokens):
            atom = self._atom(tokens, at)
            if atom.sign:
                yield atom
            at = atom.end

    def _atom(self, tokens: Sequence[Token], at: int) -> _Atom:
        token = tokens[at]
        if token.digits:
            around = tokens[at + 1 : at + 2]
            vague = bool(around) and around[0].glued and around[0].text == "an"
            return _Atom("x", 0, at, at + 2) if vague else _typed(token, at)
        if (sign := _sign(tokens, at)) is not None:
            return _Atom(sign, 0, at, at + 1)
        if month := self.month(token.word) or self.month(token.text):
            return _Atom("M", month, at, at + 1)
        return self._worded(tokens, at)

    def _worded(self, tokens: Sequence[Token], at: int) -> _Atom:
        number = self._numbers.read(tokens, at)
        if number and number.value is not None and number.value == int(number.value):
            value = int(number.value)
            limits = ((_UNITS, "u"), (_DAYS, "N"), (_OLDEST, "T"))
            sign = next((sign for most, sign in limits if value <= most), "Y")
            return _Atom(sign, value, at, number.end)
        return _Atom("x", 0, at, at + 1)


def _sign(tokens: Sequence[Token], at: int) -> str | None:
    """Signs between the parts of a date; "" for what says nothing there."""
    token = tokens[at]
    if token.text in _ORDINALS and at and (token.glued or token.text == "of"):
        return ""
    if token.text in {"'", "\u2019"}:
        return "q" if at + 1 < len(tokens) and tokens[at + 1].digits else ""
    signs = {"-": "S", "/": "S", ".": "S", "\u2013": "S", ",": ""}
    named = {"tanggal": "t", "bulan": "b", "tahun": "h"}
    return signs.get(token.text, named.get(token.word))


def _typed(token: Token, at: int) -> _Atom:
    """A number by its digits: 2 may be a day, a month or a short year, 4 are a year."""
    size = len(token.text)
    if size <= len("31"):
        sign = "u" if size == 1 else "T" if int(token.text) > _DAYS else "N"
        return _Atom(sign, int(token.text), at, at + 1)
    if size == _YEAR_DIGITS:
        return _Atom("Y", int(token.text), at, at + 1)
    return _Atom("W" if size == _WHOLE_DIGITS else "x", int(token.text[:_WHOLE_DIGITS]), at, at + 1)


def _day(match: re.Match[str], atoms: Sequence[_Atom], *, birth: bool) -> Day:
    place = (atoms[match.start()].start, atoms[match.end() - 1].end)
    named = {
        name: [atom.value for atom in atoms[match.start(name) : match.end(name)]]
        for name, signs in match.groupdict().items()
        if signs
    }
    if "w" in named:
        day, rest = divmod(named["w"][0], 10**6)
        return Day(rest % 10**4, rest // 10**4, day, at=place)
    year = _year(named["y"], birth=birth) if "y" in named else None
    month, numbered = named.get("m"), named.get("d")
    return Day(year, month[0] if month else None, numbered[0] if numbered else None, at=place)


def _year(said: Sequence[int], *, birth: bool) -> int:
    """A year of four digits, of two, or of two words: `sembilan lima`."""
    year = said[0] if len(said) == 1 else said[0] * 10 + said[1]
    if year >= _CENTURY:
        return year
    return year + (2000 if year <= LAST_OF_THIS_CENTURY or not birth else 1900)
