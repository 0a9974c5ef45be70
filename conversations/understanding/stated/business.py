"""The NIB's kind and its codes."""

from collections.abc import Sequence

from conversations.understanding.clauses import Clause
from conversations.understanding.digits import Digits
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.segments import Segment

_NIB = "nib"
_NOT = frozenset(("tidak", "bukan", "belum"))


class Business:
    """Reads the kind of a NIB and the KBLI codes on it."""

    def __init__(self, lexicon: Lexicon, digits: Digits) -> None:
        data = lexicon.files["stated"]
        self._types = lexicon.phrases(data["types"])
        self._codes = lexicon.phrases({"kbli": data["kbli"]})
        self._digits = digits

    def read(self, said: Sequence[Segment], found: Found) -> None:
        about_nib = about_codes = False
        for segment in said:
            words = segment.words
            about_nib = (
                _NIB in words or (about_nib and not segment.first) or (segment.turns and about_nib)
            )
            kbli = bool(self._codes.find(words))
            about_codes = (
                kbli
                or (about_codes and not segment.first)
                or ("corrects" in segment.moods and found.last == "kbli")
            )
            if not segment.true():
                continue
            if about_nib:
                self._type(segment, found)
            if about_codes or _NIB in words:
                self._kbli(segment, found)

    def _type(self, segment: Segment, found: Found) -> None:
        kinds = self._types.find(segment.words)
        if len({one.meant for one in kinds}) != 1 or _NOT & set(segment.words):
            return
        found.part("nib", "type", kinds[0].meant, segment)
        found.part("nib", "has", value=True, segment=segment)

    def _kbli(self, segment: Segment, found: Found) -> None:
        codes, wrong = self._digits.codes([Clause(segment.tokens, set())])
        if wrong or not codes:
            return
        old = found.value("kbli")
        before = list(old) if isinstance(old, list) else []
        if "corrects" in segment.moods:
            before = before[: -len(codes)]
        found.drop("kbli")
        found.add("kbli", [*before, *(code for code in codes if code not in before)], segment)
