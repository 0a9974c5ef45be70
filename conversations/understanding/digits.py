"""Answers that are digits with a meaning: telephone numbers, NIK, KBLI codes."""

import re
from calendar import monthrange
from collections.abc import Sequence

from conversations.understanding.affirmed import DENIALS, affirmed, denied_behind
from conversations.understanding.clauses import Clause
from conversations.understanding.lexer import Token
from conversations.understanding.meaning import Meaning, Wanted
from conversations.understanding.numbers import Numbers

_JOINS = frozenset("-.()+")
_PHONE = re.compile(r"(?:\+?62|0)?(8\d{8,11})")
_PROVINCES = frozenset(
    (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82,
     *range(91, 98))
)  # fmt: skip
_NIK, _CODE, _DATE = 16, 5, 8
_WOMEN, _MONTHS = 40, 12
_LEAP = 2000
_POSTAL = frozenset(("pos", "zip", "post", "postal"))


def runs(tokens: Sequence[Token]) -> list[tuple[str, bool]]:
    """Digits that belong together, without what divides them; True where letters touch them."""
    found: list[tuple[str, bool]] = []
    current, mixed, at = "", False, 0
    for at, token in enumerate(tokens):
        if token.digits:
            mixed = mixed or _letters_touch(tokens, at)
            current += token.text
        elif not (set(token.text) <= _JOINS and (current or token.text in {"+", "("})):
            if current:
                found.append((current, mixed))
            current, mixed = "", False
    if current:
        found.append((current, mixed))
    return found


def _letters_touch(tokens: Sequence[Token], at: int) -> bool:
    before = at and tokens[at].glued and tokens[at - 1].text.isalpha()
    behind = at + 1 < len(tokens) and tokens[at + 1].glued and tokens[at + 1].text.isalpha()
    return bool(before or behind)


def _last_said(clauses: Sequence[Clause]) -> list[list[tuple[str, bool]]]:
    """The runs of each clause, from the last correction on."""
    said: list[list[tuple[str, bool]]] = []
    for clause in clauses:
        denied = denied_behind(clause.tokens)
        here = [] if denied else runs(affirmed(clause.tokens, DENIALS))
        if here and "corrects" in clause.moods:
            said = []
        said.append(here)
    return said


class Digits:
    """Reads them also where each digit is said as a word."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def phone(self, _wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """`+62...` for a mobile number of 10 to 13 digits counted from 08."""
        said = [run for here in _last_said(clauses) for run in here] or self._spoken(clauses)
        good = {
            f"+62{match[1]}" for digits, mixed in said
            if not mixed and (match := _PHONE.fullmatch(digits))
        }  # fmt: skip
        if len(good) == 1:
            return Meaning(good.pop())
        return Meaning(intent="invalid" if said and not good else None)

    def nik(self, _wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """16 digits whose province and birth date exist."""
        said = [run for here in _last_said(clauses) for run in here]
        good = {digits for digits, mixed in said if not mixed and is_nik(digits)}
        rest = [digits for digits, _ in said if digits not in good and len(digits) > _DATE]
        if len(good) == 1 and not rest:
            return Meaning(good.pop())
        return Meaning(intent="invalid" if said else None)

    def kbli(self, _wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """Codes of five digits, in the order said."""
        codes, wrong = self.codes(clauses)
        if wrong:
            return Meaning(intent="invalid")
        spoken = {digits for digits, _ in self._spoken(clauses, _CODE) if len(digits) == _CODE}
        return Meaning(codes or list(spoken) or None)

    def codes(self, clauses: Sequence[Clause]) -> tuple[list[str], bool]:
        """The codes, and whether something stood there that is none."""
        codes: list[str] = []
        rest: list[str] = []
        wrong = False
        for clause in clauses:
            if denied_behind(clause.tokens):
                continue
            here, mixed = _groups(affirmed(clause.tokens, DENIALS))
            good = [code for code in here if len(code) == _CODE]
            if good and "corrects" in clause.moods and codes:
                codes = codes[: -len(good)]
            codes += [code for code in good if code not in codes]
            rest += [code for code in here if len(code) != _CODE]
            wrong = wrong or mixed
        return codes, wrong or any(_meant(code, beside=bool(codes)) for code in rest)

    def _spoken(self, clauses: Sequence[Clause], least: int = 8) -> list[tuple[str, bool]]:
        """`nol delapan satu ...`: at least the length of a number, or nothing."""
        words = [token.word for clause in clauses for token in clause.tokens]
        digits = [str(d) for word in words if (d := self._numbers.digit(word)) is not None]
        return [("".join(digits), False)] if len(digits) >= least else []


def is_nik(digits: str) -> bool:
    """Can this be a NIK? A woman's day of birth has 40 added; the serial is never 0000."""
    if len(digits) != _NIK or int(digits[:2]) not in _PROVINCES or digits[12:] == "0000":
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= _WOMEN if day > _WOMEN else 0
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(_LEAP + year, month)[1]


def _groups(tokens: Sequence[Token]) -> tuple[list[str], bool]:
    """Groups of digits between spaces, and whether letters touch one; single digits that follow
    each other are one group.
    """
    found: list[str] = []
    wrong = spaced = False
    for at, token in enumerate(tokens):
        if not token.digits:
            spaced = spaced and token.text in {".", "-"}
            continue
        if len(token.text) == 1 and _lists(tokens, at):
            spaced = False
            continue
        if _POSTAL & {before.word for before in tokens[max(at - 3, 0) : at]}:
            spaced = False
            continue
        short = spaced and len(found[-1]) + len(token.text) <= _CODE
        if short and (len(token.text) == 1 or tokens[at - 1].glued):
            found[-1] += token.text
        else:
            found.append(token.text)
        spaced = True
        wrong = wrong or _letters_touch(tokens, at)
    return found, wrong


def _meant(code: str, *, beside: bool) -> bool:
    """Was it meant as a code? Beside a good one, a count, a year or a long number was not."""
    return not beside or len(code) in {_CODE - 2, _CODE + 1, _CODE + 2} or code.startswith("70")


def _lists(tokens: Sequence[Token], at: int) -> bool:
    """`1. 70209`: the number of an entry."""
    behind = tokens[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].text in {".", ")"} and not behind[1].glued
