"""What yes and no are about: how a thing is named, and which words say that it is so or not."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from conversations.understanding.gazetteer import Gazetteer
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import Phrases

Mark = Literal["have", "holds", "fails", "rival"]
_NEGATIONS = frozenset(("tidak", "belum", "bukan", "tanpa", "jangan"))
_RESETS = frozenset(("sudah", "masih", "tetap", "jadi", "sekarang"))
_STILL = frozenset(("masih",))
_OVER = frozenset(("sudah", "lalu", "kemarin", "sejak", "baru", "dulu", "tadi", "dari"))
_ELSEWHERE = frozenset(("tinggal", "lahir", "kantor", "kerja", "asal", "asli", "kuliah", "sekolah"))
_ONLY = frozenset(("hanya", "saja"))
_EITHER = frozenset(("atau", "apa", "or"))
_MOST_LOOSE = 4
_MADE = frozenset(("bikin", "buat", "urus", "ngurus", "membuat", "mengurus", "daftar", "beli"))
_DKI = "Jakarta"
_ISLANDS = "Kabupaten Kepulauan Seribu"


class Verdict(Struct):
    """What a clause says of a topic: `holds` is None where it says nothing.

    `named` says that the topic was named; `parts` those that were spoken of; `other` that only
    another thing of its sort was, `aside` that the words are about something else.
    """

    holds: bool | None = None
    named: bool = False
    parts: frozenset[str] = frozenset()
    other: bool = False
    aside: bool = False


class Topic:
    """One topic of the data."""

    def __init__(
        self, name: str, data: Mapping[str, Any], lexicon: Lexicon, have: list[str]
    ) -> None:
        self.name, self.fields = name, frozenset(data.get("fields", ()))
        self.asked = [lexicon.words(said) for said in data.get("asked", ())]
        self.bare, self.ends = bool(data.get("bare")), frozenset(data.get("ends", ()))
        self.beside = lexicon.phrases({name: data.get("beside", [])})
        self.state = bool(data.get("state"))
        self.weak = bool(data.get("weak"))
        self.all, self.any = bool(data.get("all")), bool(data.get("any"))
        self.places = bool(data.get("places"))
        self.names = lexicon.phrases({name: data["names"]})
        self.parts: Phrases[str] = lexicon.phrases(data.get("parts", {}))
        self.unlike = lexicon.phrases({name: data.get("unlike", [])})
        again = [] if data.get("bare") else lexicon.files["topics"]["again"]
        self.again = lexicon.phrases({name: again})
        marks: dict[Mark, list[str]] = {
            "have": have, "holds": data.get("holds", []), "fails": data.get("fails", []),
            "rival": data.get("rivals", []),
        }  # fmt: skip
        self.marks = lexicon.phrases(marks)

    def read(self, words: Sequence[str]) -> Verdict:
        """The verdict of the words of one clause."""
        if self.unlike.find(words):
            return Verdict()
        named = bool(self.names.find(words))
        parts = frozenset(one.meant for one in self.parts.find(words))
        marks = [(one.meant, no) for one, no in _with_denials(self.marks.find(words), words)]
        once_more = bool(self.again.find(words)) and not _NEGATIONS & set(words)
        if once_more or (marks and _open(words)):
            return Verdict(True if once_more else None, named, parts if once_more else frozenset())
        if parts and not marks and "hanya" in words and (self.any or self.all):
            return Verdict(holds=self.any, named=named, parts=parts)
        if marks and self._timed(words):
            return Verdict(self._to_end(words, marks), named, parts)
        if self._another(words, marks):
            return Verdict(named=named, parts=parts, other=True)
        holds = _weigh(marks) if marks else _loose(words, named=named)
        return Verdict(holds, named, parts)

    def _timed(self, words: Sequence[str]) -> bool:
        """Is a time named beside an end, that is not said to be over?"""
        said = set(words)
        return bool(self.ends and (self.ends | _STILL) & said and not _OVER & said)

    def _to_end(self, words: Sequence[str], marks: Sequence[tuple[Mark, bool]]) -> bool | None:
        """A time beside an end leaves open what holds now."""
        said = set(words)
        ends = any(mark == "fails" and not denied for mark, denied in marks)
        lasting = "sampai" in said or _STILL & said
        return _weigh([one for one in marks if one[0] != "fails"]) if lasting and not ends else None

    def _another(self, words: Sequence[str], marks: Sequence[tuple[Mark, bool]]) -> bool:
        """Is only another thing of its sort spoken of?"""
        rival = any(mark == "rival" and not denied for mark, denied in marks)
        return rival and not self.beside.find(words) and not self._own(marks)

    def marks_own(self, words: Sequence[str]) -> bool:
        """Is a word there that only this topic uses?"""
        return any(one.meant != "have" for one in self.marks.find(words))

    def _own(self, marks: Sequence[tuple[Mark, bool]]) -> bool:
        """Is it itself spoken of, beside the other thing?"""
        return not self.weak and any(m in {"holds", "fails"} and not no for m, no in marks)


def _open(words: Sequence[str]) -> bool:
    """Is one of two things said? `tidak ada apa apa` leaves nothing open."""
    at = [n for n, word in enumerate(words) if word in _EITHER]
    only_what = all(words[n] == "apa" for n in at)
    denied = bool(at) and bool(_NEGATIONS & set(words[: at[0]])) and words[-1] not in _NEGATIONS
    return bool(at) and not (only_what and denied)


def _with_denials(found: Sequence[Any], words: Sequence[str]) -> list[tuple[Any, bool]]:
    """Each mark with whether it is denied; what is denied stays so until a word like `masih`."""
    starts = {one.start: one for one in found}
    denied, at, result = False, 0, []
    open_denial = False
    while at < len(words):
        if one := starts.get(at):
            result.append((one, denied))
            open_denial, at = False, one.end
            continue
        word = words[at]
        if word in _NEGATIONS and not _ONLY & set(words[at + 1 : at + 2]):
            again = at > 0 and words[at - 1] in _NEGATIONS
            denied, open_denial = (not denied if again else True), True
        elif word in _RESETS:
            denied = open_denial = False
        at += 1
    if open_denial and result and not result[-1][1]:
        result[-1] = (result[-1][0], True)
    return result


def _weigh(marks: Sequence[tuple[Mark, bool]]) -> bool | None:
    """All marks of a clause together; None where they contradict each other."""
    if any(mark == "fails" and not denied for mark, denied in marks):
        return False
    sides = [not denied for mark, denied in marks if mark in {"have", "holds"}]
    sides += [True for mark, denied in marks if mark == "fails"]
    if not sides:
        return None
    if len(set(sides)) == 1:
        return sides[0]
    return False if not sides[-1] else None


def _loose(words: Sequence[str], *, named: bool) -> bool | None:
    """A no without a word for what is not so: `NIB belum`, `belum sempat buat`."""
    at = [n for n, word in enumerate(words) if word in _NEGATIONS]
    if not at or _ONLY & set(words[at[-1] + 1 : at[-1] + 2]):
        return None
    ends = at[-1] == len(words) - 1
    begins = at[0] == 0 and len(words) <= _MOST_LOOSE
    made = named and any(set(words[n + 1 : n + 3]) & _MADE for n in at)
    return False if ends or begins or made or (named and len(words) <= _MOST_LOOSE) else None


class Topics:
    """All topics, and the one that a question is about."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        data = lexicon.files["topics"]
        self._lexicon, self._gazetteer = lexicon, gazetteer
        self._elders = frozenset(lexicon.files["moods"]["elders"])
        have = [*data["have"], *data["got"]]
        self.by_name = {
            name: Topic(name, part, lexicon, [] if "bare" in part else have)
            for name, part in _filled(data["topics"]).items()
        }
        self._any = Topic("", {"names": [], "holds": ["benar", "setuju"]}, lexicon, data["have"])

    def of(self, field: str, question: str) -> Topic:
        """The topic of a question, by its field or by its words; else one without names."""
        for topic in self.by_name.values():
            if field in topic.fields:
                return topic
        words = self._lexicon.words(question)
        found = [
            (len(asked), topic) for topic in self.by_name.values() for asked in topic.asked
            if _within(asked, words)
        ]  # fmt: skip
        return max(found, key=lambda one: one[0])[1] if found else self._any

    def read(self, topic: Topic, tokens: Sequence[Token]) -> Verdict:
        """What these words say of a topic, unless they speak of another one."""
        words = [token.word for token in tokens]
        verdict = topic.read(words)
        names = topic.names.find(words)
        theirs = any(self._elders & set(words[name.end : name.end + 1]) for name in names)
        if theirs and verdict.holds is not False:
            return Verdict()
        if topic.places:
            return self._by_place(verdict, tokens, words)
        if verdict.named or verdict.parts or verdict.other:
            return verdict
        foreign = any(
            o.names.find(words) for o in self.by_name.values() if o is not topic and not o.bare
        )
        if topic.marks_own(words):
            return verdict
        if foreign:
            return Verdict(aside=True)
        return Verdict() if self._unknown(topic, tokens) else verdict

    def _unknown(self, topic: Topic, tokens: Sequence[Token]) -> bool:
        """`ada bayi`: is an unknown thing had, of which nothing is asked?"""
        words = [token.word for token in tokens]
        if words[:2] == ["tidak", "pernah"] and not topic.bare:
            return self._strange(tokens)
        had = [mark.end for mark in topic.marks.find(words)]
        behind = tokens[had[0] : had[0] + 1] if had else []
        return self._strange(behind)

    def _strange(self, tokens: Sequence[Token]) -> bool:
        return any(t.text.isalpha() and not self._lexicon.spell(t.text) for t in tokens)

    def _by_place(self, verdict: Verdict, tokens: Sequence[Token], words: Sequence[str]) -> Verdict:
        """A KTP of another place is none of Jakarta; where somebody lives says nothing of it."""
        places = self._gazetteer.find(tokens)
        if _ELSEWHERE & set(words) and "ktp" not in words:
            return Verdict(aside=True)
        outside = [p for p in places if not any(_DKI in n or n == _ISLANDS for n in p.names)]
        inside = [p for p in places if p not in outside]
        if outside and not inside:
            return Verdict(holds=False, named=True)
        if inside and verdict.holds is None and "ktp" in words:
            return Verdict(holds=True, named=True)
        return verdict


def _filled(topics: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Topics that are like another have its words where they have none of their own."""
    return {
        name: {**(topics[part["like"]] if "like" in part else {}), **part}
        for name, part in topics.items()
    }


def _within(part: Sequence[str], words: Sequence[str]) -> bool:
    size = len(part)
    return any(words[at : at + size] == part for at in range(len(words) - size + 1))
