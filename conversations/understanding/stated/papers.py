"""Facts that hold or not: laptop, contract, account, health."""

from collections.abc import Sequence

from conversations.understanding.clauses import Mood
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.segments import Segment
from conversations.understanding.topics import Topic, Topics, Verdict

KEYS = (
    "laptop", "bound_by_contract", "sikap", "bpjs_active", "bank_dki", "willing_to_open",
    "convicted", "npwp_active", "ijazah", "transkrip", "vehicle", "healthy", "drug_free",
)  # fmt: skip
_OWNERS = frozenset(("punya", "pakai", "pake", "milik", "pinjam", "dipakai", "nama"))
_OFFICES = frozenset(
    ("terikat", "kerja", "dinas", "instansi", "kantor", "perusahaan", "pt", "kementerian")
)
REMEMBERED = (*KEYS, "nib", "experience")
_MADE = frozenset(("nib", "sikap", "npwp_active", "bank_dki", "laptop"))
"""What may be planned and is not there yet: `NIB belum terbit, masih proses`."""
_PASSING: dict[str, tuple[Mood, ...]] = {
    "willing_to_open": ("plan", "supposed"), "convicted": ("past",),
}  # fmt: skip


class Papers:
    """Says of each topic that a message names whether it holds."""

    def __init__(self, lexicon: Lexicon, topics: Topics) -> None:
        self._alone = frozenset(lexicon.files["stated"]["speaks_on"])
        self._topics = {key: topics.by_name[key] for key in REMEMBERED}
        self._begins = {word for topic in self._topics.values() for word in topic.names.begins()}

    def read(self, said: Sequence[Segment], found: Found) -> None:
        """A name waits for the word that says how it stands: `ijazah dan transkrip lengkap`."""
        waiting: list[str] = []
        last: list[str] = []
        ahead = None
        for segment in said:
            words = segment.words
            named = self._named_in(words)
            decided = [key for key in named if self._decide(key, words, segment, found)]
            if named:
                open_names = [key for key in named if key not in decided]
                if decided:
                    self._each(waiting, words, segment, found)
                    waiting, ahead = [], self._leads(named, words)
                elif ahead is not None and not segment.first:
                    self._each(open_names, [*ahead, *words], segment, found)
                    open_names = []
                waiting = [*([] if segment.first else waiting), *open_names]
                last = named
            elif last and "but" in segment.moods and self._turn(last, segment, found):
                waiting, ahead = [], None
            elif last and self._speaks_on(words):
                self._each(waiting or last, words, segment, found)
                waiting, ahead = [], None

    def _turn(self, keys: Sequence[str], segment: Segment, found: Found) -> bool:
        """`laptop ada tapi punya kantor`: not theirs, or nobody knows whose."""
        words = segment.words
        own = [key for key in keys if self._topics[key].marks_own(words) and segment.true()]
        self._each(own, words, segment, found)
        others = _OWNERS & set(words) and "sendiri" not in words
        doubtful = [key for key in keys if key not in own and others]
        for key in doubtful:
            found.drop(key)
        return bool(own or doubtful)

    def _named_in(self, words: list[str]) -> list[str]:
        """The topics of a segment; the DKI of a KTP is no bank, an account of one no SIKAP."""
        if self._begins.isdisjoint(words):
            return []
        named = [key for key, topic in self._topics.items() if topic.names.find(words)]
        return [key for key in named if not _means_other(key, words)]

    def _each(self, keys: Sequence[str], words: list[str], segment: Segment, found: Found) -> None:
        for key in keys:
            self._decide(key, words, segment, found)

    def _leads(self, named: Sequence[str], words: list[str]) -> list[str] | None:
        """The words before the first name, where they say how what follows stands: `punya`."""
        at = min(self._topics[key].names.find(words)[0].start for key in named)
        lead = words[:at]
        marks = self._topics[named[0]].marks.find(lead)
        return lead if any(one.meant == "have" for one in marks) else None

    def _decide(self, key: str, words: list[str], segment: Segment, found: Found) -> bool:
        verdict = self._topics[key].read(words)
        passing = _PASSING.get(key, ())
        if key in _MADE and verdict.holds is False and "belum" in words:
            passing = ("plan",)
        if not segment.true(*passing):
            return False
        if verdict.holds is None and _only_done(words, self._topics[key]):
            verdict = Verdict(holds=True, named=True)
        if verdict.other or verdict.holds is None:
            return False
        if key == "experience":
            if not verdict.holds and not found.value(key):
                found.add(key, [], segment)
        elif key == "nib":
            found.part(key, "has", verdict.holds, segment)
        elif found.value(key) in {None, verdict.holds} or self._named(key, words) or segment.turns:
            found.add(key, verdict.holds, segment)
        return True

    def _named(self, key: str, words: list[str]) -> bool:
        return bool(self._topics[key].names.find(words))

    def _speaks_on(self, words: Sequence[str]) -> bool:
        """Words that say how something stands, and name nothing themselves."""
        return set(words) <= self._alone or "sekarang" in words


def _means_other(key: str, words: list[str]) -> bool:
    """Does the name stand for another thing here?"""
    if key == "sikap":
        return key not in words
    if key == "bank_dki":
        return "ktp" in words
    if key == "bound_by_contract" and "kontrak" in words:
        at = words.index("kontrak")
        return words[at + 1 : at + 2] == ["di"] and not _OFFICES & set(words)
    return key == "vehicle" and "sim" in words and "kendaraan" not in words


def _only_done(words: Sequence[str], topic: Topic) -> bool:
    """`NIB sudah`."""
    names = topic.names.find(words)
    rest = [word for word in words[names[0].end :] if word != "juga"] if names else []
    return rest == ["sudah"]
