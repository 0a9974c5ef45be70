"""Levels of education with what came of them."""

from collections.abc import Sequence

from conversations.understanding.clauses import Clause
from conversations.understanding.levels import Level, Levels
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.segments import Segment

_START = frozenset(
    ("saya", "pendidikan", "terakhir", "ijazah", ":", "sudah", "hanya", "baru", "lulusan")
)


_YEAR = 4
_TIMES = frozenset(("tahun", "bulan", "minggu", "semester"))
_STILL = frozenset(("masih", "sekarang"))
_KEPT = frozenset(("ada", "lengkap", "hilang", "ditahan", "siap", "aman", "belum"))


def _soon(words: Sequence[str]) -> bool:
    """`tahun ini wisuda`"""
    return any(words[at + 1 : at + 2] == ["ini"] for at, w in enumerate(words) if w in _TIMES)


class Schooling:
    """Collects levels in the order they are told."""

    def __init__(self, lexicon: Lexicon, levels: Levels) -> None:
        data = lexicon.files["stated"]
        self._levels = levels
        self._others = frozenset(data["not_degrees"])
        self._open = frozenset(data["not_finished"])

    def read(self, said: Sequence[Segment], found: Found) -> None:
        told: dict[str, Level] = {}
        last, source, soon = "", None, False
        for segment in said:
            if not segment.true("past"):
                last = ""
                continue
            here = self._in_segment(segment)
            if not here and last and not segment.first:
                status = self._levels.status(segment.words)
                if status and told[last].status in {"", "berjalan"} and "but" in segment.moods:
                    told[last] = Level(last, status)
                elif status == "berjalan" and _STILL & set(segment.words):
                    told[last] = Level(last, status if soon else "")
            soon = _soon(segment.words) if here else soon
            for level in here:
                if not told.get(level.level, level).status or level.level not in told:
                    told[level.level] = level
                last, source = level.level, segment
        done = [{"level": one.level, "status": one.status} for one in told.values() if one.status]
        if done and source:
            found.add("education", done, source)

    def _in_segment(self, segment: Segment) -> list[Level]:
        words = segment.words
        if self._others & set(words):
            return []
        here = self._levels.find(Clause(segment.tokens, set()))
        if "pernah" in words and "kuliah" in words:
            return []
        if "ijazah" in words and self._paper(words):
            return []
        if here and not here[0].status and self._begins(segment):
            return [Level(one.level, "lulus") for one in here]
        return here

    def _paper(self, words: Sequence[str]) -> bool:
        """`ijazah S1 ada di tangan` speaks of the paper."""
        at = words.index("ijazah")
        return self._levels.starts(words[at + 1 :]) and bool(_KEPT & set(words[at + 2 :]))

    def _begins(self, segment: Segment) -> bool:
        """`S1 Ekonomi` alone means that it was finished."""
        words = [word for word in segment.words if word not in _START]
        numbers = [t.text for t in segment.tokens if t.digits and len(t.text) < _YEAR]
        if self._open & set(words) or len(numbers) > 1:
            return False
        return bool(words) and bool(self._levels.starts(words))
