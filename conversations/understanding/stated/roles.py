"""Roles at work, by name, and where they were held."""

from collections.abc import Sequence

from msgspec import Struct

from conversations.understanding.days import Days
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon

_MOST_WORDS, _MOST_ORG = 3, 12
_YEAR = 4


class Role(Struct, frozen=True):
    """A role at words `start` to `end` (exclusive); `org` as written, "" where none was named."""

    start: int
    end: int
    name: str
    org: str = ""


class Roles:
    """Roles that the data knows, and any other that is told with a place and dates."""

    def __init__(self, lexicon: Lexicon, days: Days) -> None:
        data = lexicon.files["stated"]
        self._roles = frozenset(data["roles"])
        self._fields = dict(data["fields"])
        self._leads = frozenset(data["org_leads"][:2])
        self._stops = lexicon.phrases({"stop": data["org_stops"]})
        self._skips = frozenset(word for said in data["skips"] for word in lexicon.words(said))
        self._trained = frozenset(data["trained"])
        self._months = days

    def find(self, tokens: Sequence[Token], begins: Sequence[int], text: str) -> list[Role]:
        """All roles, in order."""
        words = [token.word for token in tokens]
        known = [
            self._known(tokens, words, at, text) for at, word in enumerate(words)
            if word in self._roles and not self._trained & set(words[max(at - 3, 0) : at])
        ]  # fmt: skip
        starts = {role.start for role in known}
        other = [
            role for start in begins if not self._covers(starts, start, begins, len(words))
            and (role := self._any(tokens, words, start, text))
        ]  # fmt: skip
        known = [role for role in known if not self._unlike(tokens, words, role)]
        return sorted([*known, *other], key=lambda role: role.start)

    def _unlike(self, tokens: Sequence[Token], words: list[str], role: Role) -> bool:
        """`pendamping desa` is another role than a bare `pendamping`, and not known."""
        behind = words[role.end : role.end + 1]
        if role.name not in self._roles or not behind or not tokens[role.end].text.isalpha():
            return False
        goes_on = behind[0] in self._leads | self._skips | self._roles or self._stops.at(
            words, role.end
        )
        return not goes_on and not self._months.month(behind[0])

    def _covers(self, starts: set[int], begin: int, begins: Sequence[int], size: int) -> bool:
        end = min((other for other in begins if other > begin), default=size)
        return any(begin <= start < end for start in starts)

    def _known(self, tokens: Sequence[Token], words: list[str], at: int, text: str) -> Role:
        """`pendamping koperasi`, `fasilitator koperasi/UMKM`."""
        fields, end = [], at + 1
        while end < len(words) and (words[end] in self._fields or words[end] in {"/", "dan"}):
            if words[end] in self._fields:
                fields.append(self._fields[words[end]])
            end += 1
        if not fields and at and words[at - 1] in self._fields:
            fields = [self._fields[words[at - 1]]]
        name = f"{words[at]} {'/'.join(fields)}" if fields else words[at]
        while end < len(words) and self._timed(tokens, words, end):
            end += 1
        return Role(at, end, name, self._org(tokens, words, end, text))

    def _timed(self, tokens: Sequence[Token], words: list[str], at: int) -> bool:
        """`2 tahun di Dinas`: a time between the role and its place."""
        timed = tokens[at].digits or words[at] in {"tahun", "bulan", "-", "selama", "sampai"}
        return timed or bool(self._months.month(words[at]))

    def _any(self, tokens: Sequence[Token], words: list[str], begin: int, text: str) -> Role | None:
        """`kasir di Toko Sinar dari 2015 sampai 2018`."""
        start = begin
        while start < len(words) and words[start] in self._skips:
            start += 1
        end = start
        while end < len(words) and words[end] not in self._leads and end - start <= _MOST_WORDS:
            end += 1
        plain = all(
            tokens[at].text.isalpha() and not self._stops.at(words, at) for at in range(start, end)
        )
        if not (start < end <= start + _MOST_WORDS and end < len(words) and plain):
            return None
        org = self._org(tokens, words, end, text)
        dated = any(word in {"dari", "sejak", "mulai"} for word in words[end:])
        if (
            not org
            or not dated
            or words[start] in {"tinggal", "rumah", "lahir", "kuliah", "kontrak"}
        ):
            return None
        whole = _written(tokens[start:end], text)
        return Role(start, end, whole, org) if "," not in whole else None

    def _org(self, tokens: Sequence[Token], words: list[str], at: int, text: str) -> str:
        """The words behind `di`, up to a time or another thing."""
        if at >= len(words) or words[at] not in self._leads:
            return ""
        end = at + 1
        while end < min(len(words), at + _MOST_ORG) and not self._ends(tokens, words, end):
            end += 1
        nested = self._leads & set(words[at + 1 : end])
        return "" if nested else _written(tokens[at + 1 : end], text)

    def _ends(self, tokens: Sequence[Token], words: list[str], at: int) -> bool:
        school = tokens[at].text in {"smp", "sd"} and tokens[at + 1 : at + 2]
        if school and tokens[at + 1].digits:
            return False
        if self._stops.at(words, at) or self._months.month(words[at]):
            return True
        token = tokens[at]
        far = token.start > tokens[at - 1].end + 1
        dash = not token.text.isalnum() and token.text not in {".", "&", "'"}
        return far or dash or (token.digits and len(token.text) == _YEAR) or token.text == "."


def _written(tokens: Sequence[Token], text: str) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
