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
REMEMBERED = (*KEYS, "nib", "experience")
_PASSING: dict[str, tuple[Mood, ...]] = {
    "willing_to_open": ("plan", "supposed"), "convicted": ("past",),
}  # fmt: skip


Open = tuple[list[str], list[str] | None]
"""Names that wait, and the words that lead a list: `punya`."""
_BANKS = frozenset(("rekening", "bank", "tabungan", "monas"))


class Papers:
    """Says of each topic that a message names whether it holds."""

    def __init__(self, lexicon: Lexicon, topics: Topics) -> None:
        self._alone = frozenset(lexicon.files["stated"]["speaks_on"])
        self._topics = {key: topics.by_name[key] for key in REMEMBERED}

    def read(self, said: Sequence[Segment], found: Found) -> None:
        """A name waits for the word that says how it stands: `ijazah dan transkrip lengkap`."""
        waiting: list[str] = []
        last: list[str] = []
        ahead: list[str] | None = None
        around: list[str] = []
        for segment in said:
            words = segment.words
            named = self._named_in(words, [] if segment.first else around)
            around = words if segment.first else [*around, *words]
            if named:
                waiting = [] if segment.first else waiting
                ahead = None if segment.first else ahead
                waiting, ahead = self._meet(named, segment, (waiting, ahead), found)
                last = named
            else:
                keys = [key for key in waiting or last if self._speaks_on(key, segment)]
                self._each(keys, words, segment, found)
                waiting, ahead = ([] if keys else waiting), None

    def _meet(self, named: Sequence[str], segment: Segment, open_: Open, found: Found) -> Open:
        """What stays open behind a segment that names things."""
        waiting, ahead = open_
        words = segment.words
        decided = [key for key in named if self._decide(key, words, segment, found)]
        rest = [key for key in named if key not in decided]
        if decided:
            self._each(waiting, words, segment, found)
            return rest, self._leads(named, words)
        if ahead is not None:
            self._each(rest, [*ahead, *words], segment, found)
            return waiting, ahead
        return [*waiting, *rest], ahead

    def _named_in(self, words: list[str], around: Sequence[str]) -> list[str]:
        """The topics of a segment; `around` are the words of its sentence before it."""
        named = [key for key, topic in self._topics.items() if topic.names.find(words)]
        return [key for key in named if not self._means_other(key, words, around)]

    def _means_other(self, key: str, words: list[str], around: Sequence[str]) -> bool:
        """The DKI of a KTP is no bank, the motor of a SIM none that is owned."""
        said = {*words, *around}
        if key == "sikap":
            return key not in words
        if key == "bank_dki":
            return "ktp" in said and not _BANKS & set(words)
        of_sim = "sim" in words or (len(words) == 1 and around[-2:-1] == ["sim"])
        return key == "vehicle" and of_sim

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
        if not segment.true(*_PASSING.get(key, ())):
            return False
        verdict = self._topics[key].read(words)
        if verdict.holds is None and _only_done(words, self._topics[key]):
            verdict = Verdict(holds=True, named=True)
        if verdict.other or verdict.holds is None or self._only_named(key, words):
            return False
        if key == "experience":
            if not verdict.holds and not found.value(key):
                found.add(key, [], segment)
        elif key == "nib":
            found.part(key, "has", verdict.holds, segment)
        elif key == "vehicle" and found.value(key) is (not verdict.holds) and not segment.turns:
            found.drop(key)
            found.add(key, value=True, segment=segment)
        elif found.value(key) in {None, verdict.holds} or self._named(key, words) or segment.turns:
            found.add(key, verdict.holds, segment)
        return True

    def _only_named(self, key: str, words: list[str]) -> bool:
        """A vehicle named is not yet one that is owned."""
        topic = self._topics[key]
        named = {at for name in topic.names.find(words) for at in range(name.start, name.end)}
        marks = topic.marks.find(words)
        bare = bool(marks) and all(mark.start in named for mark in marks)
        return key == "vehicle" and bare and not {"tidak", "belum"} & set(words)

    def _named(self, key: str, words: list[str]) -> bool:
        return bool(self._topics[key].names.find(words))

    def _speaks_on(self, key: str, segment: Segment) -> bool:
        """Words that name nothing, and say how what was named before stands."""
        words = segment.words
        turned = "but" in segment.moods and self._topics[key].marks_own(words)
        return turned or set(words) <= self._alone


def _only_done(words: Sequence[str], topic: Topic) -> bool:
    """`NIB sudah`."""
    names = topic.names.find(words)
    rest = [word for word in words[names[0].end :] if word != "juga"] if names else []
    return rest == ["sudah"]
