"""A message as clauses: who each is about, and whether it is said as a fact."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import Found, Phrases

Mood = Literal["plan", "supposed", "past", "doubt", "hearsay", "asks", "but", "corrects"]
_ENDS = frozenset(".!?;\n")
_SOFT = frozenset((",", "(", ")", "\u2026", "|"))
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_DAY, _YEAR = 2, 4
_POSSESSED = frozenset(("saya", "my"))


class Clause(Struct):
    """Words between two breaks. `own` is False where somebody else is spoken of.

    `first` says that it begins a sentence; `corrects` in `moods` that it replaces what came before.
    """

    tokens: list[Token]
    moods: set[Mood]
    own: bool | None = None
    first: bool = False

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]

    @property
    def real(self) -> bool:
        """Said by the writer about themselves, as true."""
        return self.own is not False and not self.moods & {"asks", "hearsay", "supposed"}


class Splitter:
    """Splits by the data's words; keeps no state between messages."""

    def __init__(self, lexicon: Lexicon) -> None:
        moods = lexicon.files["moods"]
        self._moods: Phrases[Mood] = lexicon.phrases(
            {
                "plan": moods["plan"], "supposed": moods["supposed"], "past": moods["past"],
                "doubt": moods["doubt"], "hearsay": moods["hearsay"], "asks": moods["asks"],
            }
        )  # fmt: skip
        self._corrects = lexicon.phrases({"corrects": moods["corrects"]})
        self._joins = frozenset(word for said in moods["joins"] for word in lexicon.words(said))
        self._but = frozenset(word for said in moods["but"] for word in lexicon.words(said))
        self._self = frozenset(word for said in moods["self"] for word in lexicon.words(said))
        self._others = frozenset(word for said in moods["others"] for word in lexicon.words(said))
        self._elders = frozenset(moods["elders"])
        self._owner = frozenset(moods["owner"])
        self._beside = frozenset(word for said in moods["beside"] for word in lexicon.words(said))
        self._birth_order = frozenset(moods["birth_order"])
        self._asked_first = frozenset(lexicon.words(" ".join(moods["asked_first"])))
        self._begins = frozenset(lexicon.words("umur lahir lulus sudah"))
        self._short = frozenset(moods["short"])
        self._ago = frozenset(lexicon.words("lalu"))
        self._time = frozenset(lexicon.words("tahun bulan minggu hari yang"))

    def split(self, tokens: Sequence[Token]) -> list[Clause]:
        whole = (clause for clause in self._cut(tokens) if clause.tokens)
        clauses = [part for clause in whole for part in self._apart(clause)]
        own: bool | None = None
        for clause in clauses:
            before, words = own, clause.words
            own = self._whose(words, before=None if clause.first else own)
            clause.own = own
            beside = before is False and words[:2] == ["kalau", "saya"]
            clause.moods.update(_moods(self._moods.find(words), words))
            if beside:
                clause.moods.discard("supposed")
            if _asks_whether(words, self._asked_first):
                clause.moods.add("asks")
        return clauses

    def _cut(self, tokens: Sequence[Token]) -> Iterator[Clause]:
        words = [token.word for token in tokens]
        clause = Clause([], set(), first=True)
        at = 0
        while at < len(tokens):
            mark = self._corrects.at(words, at)
            end = mark.end if mark else at + 1
            if mark or self._breaks(tokens, at):
                if "?" in words[at:end]:
                    clause.moods.add("asks")
                yield clause
                clause = self._next(words[at:end], clause, corrects=bool(mark))
            else:
                clause.tokens.append(tokens[at])
            at = end
        yield clause

    def _apart(self, clause: Clause) -> Iterator[Clause]:
        """`saya 30 istri 28` speaks of two."""
        words = clause.words
        for at in range(1, len(words) - 1):
            if _turns(words, at):
                yield Clause(clause.tokens[:at], clause.moods, first=clause.first)
                yield Clause(clause.tokens[at:], clause.moods - {"corrects"})
                return
            others = words[at] in self._others and words[at - 1] not in self._beside
            if others and (clause.tokens[at + 1].digits or words[at + 1] in self._begins):
                yield Clause(clause.tokens[:at], clause.moods, first=clause.first)
                yield Clause(clause.tokens[at:], set(clause.moods))
                return
        yield clause

    def _next(self, mark: list[str], before: Clause, *, corrects: bool) -> Clause:
        moods: set[Mood] = set(before.moods & {"but", "corrects"}) if not before.tokens else set()
        if corrects:
            moods.add("corrects")
        if self._but & set(mark):
            moods.add("but")
        first = mark[0] in _ENDS or (before.first and not before.tokens)
        return Clause([], moods, first=first)

    def _breaks(self, tokens: Sequence[Token], at: int) -> bool:
        token = tokens[at]
        before = tokens[at - 1] if at else token
        behind = tokens[at + 1] if at + 1 < len(tokens) else token
        if token.word in self._ago and before.word in self._time:
            return False
        if token.word in self._joins or token.word in {";", "!", "?", "\n"}:
            return True
        if token.word == "." and before.text in self._short:
            return False
        if token.word == "," and _before_year(tokens, at):
            return False
        if token.word in {".", ","}:
            return not (behind is not token and behind.glued and token.glued)
        in_number = (token.word == "(" and behind.digits) or (token.word == ")" and before.digits)
        return token.word in _SOFT and not in_number

    def _whose(self, words: Sequence[str], *, before: bool | None) -> bool | None:
        """True the writer's own, False somebody else's, None where nobody is named."""
        for at, word in enumerate(words):
            if word == "rumah" and self._others & set(words[at + 1 : at + 2]) and not at:
                return False
            if word in self._beside:
                return True if self._self & set(words[:at]) else before
            possessed = words[at + 1 : at + 2] and words[at + 1] in _POSSESSED
            if word == "anak" and set(words[at + 1 : at + 2]) & self._birth_order:
                continue
            owned = at > 0 and words[at - 1] in self._owner
            if word in self._others or (word in self._elders and (possessed or owned)):
                return False
            if word in self._self:
                return True
        return before


def _turns(words: Sequence[str], at: int) -> bool:
    """`dulu Depok sekarang Tangsel`, `KTP Garut tinggal di Depok`: the second half is another's."""
    before = words[:at]
    if words[at] == "sekarang":
        return before[:1] == ["dulu"]
    pair = {words[at]: words[0]}
    return pair in ({"tinggal": "ktp"}, {"ktp": "tinggal"}) and at > 1


def _asks_whether(words: Sequence[str], first: frozenset[str]) -> bool:
    """`ada biayanya nggak`, without a mark."""
    return len(words) > _DAY and words[0] in first and words[-1] == "tidak"


def _anything(words: Sequence[str], at: int) -> bool:
    """`tidak ada kontrak apa apa`: this `apa` asks nothing."""
    denied = {"tidak", "belum"} & set(words[:at])
    return words[at] == "apa" and bool(denied) and words[-1] not in {"tidak", "belum", "ya"}


def _moods(found: Sequence[Found[Mood]], words: Sequence[str]) -> Iterator[Mood]:
    """What they say, but for a doubt that is denied: `tidak mungkin`."""
    for one in found:
        if one.meant == "asks" and _anything(words, one.start):
            continue
        if one.meant != "doubt" or one.start == 0 or words[one.start - 1] != "tidak":
            yield one.meant


def _before_year(tokens: Sequence[Token], at: int) -> bool:
    """`August 17, 1990`: the comma belongs to the date."""
    if at + 1 == len(tokens):
        return False
    ordinal = at > 1 and tokens[at - 1].text in _ORDINALS
    month, day = tokens[max(at - 2 - ordinal, 0)], tokens[max(at - 1 - ordinal, 0)]
    sizes = (len(day.text), len(tokens[at + 1].text))
    dated = day.digits and tokens[at + 1].digits and sizes[0] <= _DAY and sizes[1] == _YEAR
    return dated and month.text.isalpha()
