"""Answers that are yes or no: to the question as it was worded."""

from collections.abc import Sequence

from conversations.understanding.clauses import Clause
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Meaning, Wanted
from conversations.understanding.topics import Topic, Topics, Verdict

_NO = frozenset(("tidak", "bukan", "salah"))
_FILLING = frozenset(("saya", "saja", "juga", "dong", "lagi", "sudah", "pasti", "semua", "sendiri"))
_WILLING, _CONVICTED = frozenset(("willing_to_open", "willing")), "convicted"
_NOT_TRUE = (["tidak", "benar"], ["bukan", "benar"])
_FALSE = "bohong"
_LIMITS = frozenset(("tidak", "belum", "bukan", "tanpa", "hanya", "saja", "atau", "apa", "sudah"))
_NOW = "sekarang"
_WISHES = frozenset(("mau", "akan", "rencana", "calon", "semoga"))
_BESIDE_STILL = frozenset(("ya", "iya", "per", "hariini", "sekarang", "benar"))


class YesNo:
    """Weighs what each clause says of the topic of a question."""

    def __init__(self, lexicon: Lexicon, topics: Topics) -> None:
        data = lexicon.files["topics"]
        self._lexicon, self._topics = lexicon, topics
        self._yes = lexicon.phrases({True: data["yes"]})
        self._no = frozenset(word for said in data["no"] for word in lexicon.words(said))
        self._signs = frozenset((*data["yes"], *data["no"]))
        self._owned = frozenset(word for said in data["owned"] for word in lexicon.words(said))
        self._gets = frozenset(word for said in data["gets"] for word in lexicon.words(said))

    def yesno(self, wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        topic = self._topics.of(wanted.field, wanted.question)
        denies = self._denial(wanted.question)
        kept = [clause for clause in clauses if _counts(topic, clause)]
        said = [self._read(topic, clause) for clause in kept]
        holds = _decide(topic, kept, said)
        if self._taken_back(clauses):
            return Meaning(value=False)
        dropped = [clause for clause in clauses if clause not in kept]
        turned = any("but" in c.moods and "plan" not in c.moods for c in dropped)
        if turned and holds and not any("but" in clause.moods for clause in kept):
            return Meaning()
        if holds is None and not kept and self._not_own(topic, clauses):
            holds = False
        bare = next((b for c in clauses if (b := self._bare(c, denies)) is not None), None)
        if holds is None:
            bare = True if bare is None and _begins_yes(clauses, said) else bare
            return _without(clauses, bare=bare)
        answer = holds if not denies else not holds
        if bare is False and answer:
            return Meaning()
        return Meaning(answer)

    def _taken_back(self, clauses: Sequence[Clause]) -> bool:
        """`ada, tapi punya adik`."""
        return any(
            "but" in c.moods and c.own is False and self._owned & set(c.words) for c in clauses
        )

    def _not_own(self, topic: Topic, clauses: Sequence[Clause]) -> bool:
        """Somebody else's, or only planned: as good as not there."""
        if topic.state:
            return False
        owned = [c for c in clauses if c.own is False]
        theirs = [c for c in owned if self._owned & set(c.words) or topic.names.find(c.words)]
        planned = [c for c in clauses if c.own is not False and self._gets & set(c.words)]
        planned = [c for c in planned if "plan" in c.moods and "asks" not in c.moods]
        return bool(theirs or planned) and len(theirs) + len(planned) == len(clauses)

    def _read(self, topic: Topic, clause: Clause) -> Verdict:
        if [word for word in clause.words if word not in _BESIDE_STILL] == ["masih"]:
            return Verdict(holds=True)
        if self._bare_word(clause) is not None:
            return Verdict()
        return self._topics.read(topic, clause.tokens)

    def _bare(self, clause: Clause, denies: str) -> bool | None:
        word = self._bare_word(clause)
        if word is None:
            return None
        if word == _FALSE:
            return False
        if word == "belum":
            return {"tidak": None, "belum": True}.get(denies, False)
        if word == "sudah":
            return denies != "belum"
        if word in self._no:
            return None if denies else False
        return True

    def _bare_word(self, clause: Clause) -> str | None:
        """The yes or no that a clause consists of."""
        spoken = [t.word for t in clause.tokens if t.text.isalnum() or t.word in self._signs]
        words = [word for word in spoken if word not in _FILLING] or spoken[:1]
        if not words:
            return None
        if words in _NOT_TRUE:
            return _FALSE
        if len(set(words)) == 1 and words[0] in self._no:
            return words[0]
        found = self._yes.find(words)
        covered = sum(one.end - one.start for one in found)
        if not found or covered < len(words):
            return None
        return "sudah" if words[0] == "sudah" else "ya"

    def _denial(self, question: str) -> str:
        """The word by which a question denies what it asks; "" where it does not."""
        words = self._lexicon.words(question)
        for at, word in enumerate(words):
            before = words[max(at - 1, 0)]
            if word in {"tidak", "belum"} and before not in {"atau", "apa"}:
                return "sudah" if before == "sudah" else word
        return ""


def _begins_yes(clauses: Sequence[Clause], said: Sequence[Verdict]) -> bool:
    """`iya, masih jadi PJLP`: a yes, where nothing else limits it."""
    words = [word for clause in clauses for word in clause.words]
    plain = len(said) == len(clauses) and not any(v.other or v.aside for v in said)
    moods = any(clause.moods for clause in clauses)
    return words[:1] == ["iya"] and plain and not moods and not _LIMITS & set(words)


def _without(clauses: Sequence[Clause], *, bare: bool | None) -> Meaning:
    """Nothing said of the topic itself: a bare yes or no, or doubt."""
    turned = any(c.moods & {"but", "supposed"} for c in clauses)
    if bare is not None and not (bare and turned):
        return Meaning(bare)
    doubt = any("doubt" in clause.moods for clause in clauses)
    return Meaning(intent="unsure" if doubt else None)


def _counts(topic: Topic, clause: Clause) -> bool:
    """Is this clause about the writer, now? A will may have conditions, a past may be asked for."""
    passing = {"but", "corrects"}
    if topic.name in _WILLING:
        passing |= {"plan", "supposed"}
    if topic.name == _CONVICTED:
        passing |= {"past", "plan"}
    if topic.ends and not _WISHES & set(clause.words):
        passing |= {"plan"}
    if topic.name == "correct":
        passing |= {"hearsay"}
    return clause.own is not False and not clause.moods - passing


def _decide(topic: Topic, clauses: Sequence[Clause], said: Sequence[Verdict]) -> bool | None:
    """All clauses together; what follows a *but* counts most, and may leave all in doubt."""
    pairs = list(zip(clauses, said, strict=True))
    turn = max((at for at, (c, _) in enumerate(pairs) if "but" in c.moods), default=0)
    before, behind = pairs[:turn], pairs[turn:]
    last = _side(topic, behind)
    if not turn:
        return last
    if topic.any and last is not None and all(verdict.parts for _, verdict in behind):
        return _side(topic, pairs)
    if last is not None:
        return last
    first = _side(topic, before)
    harmless = all(verdict.aside for _, verdict in behind)
    return first if harmless or not first else None


def _side(topic: Topic, pairs: Sequence[tuple[Clause, Verdict]]) -> bool | None:
    """What some clauses say together; None where they contradict each other or say nothing."""
    proper = [(c, v) for c, v in pairs if v.holds is not None]
    others = any(v.other for _, v in pairs)
    named = [(c, v) for c, v in proper if v.named]
    if others and not named:
        return False
    if len({v.holds for _, v in proper}) > 1 and named and not topic.any:
        proper = named
    sides = [bool(v.holds) for _, v in proper]
    if len(set(sides)) <= 1:
        return _of_parts(topic, proper, whole=sides[0]) if sides else None
    if topic.all:
        return False
    if topic.any and (found := _of_any(proper)) is not None:
        return found
    last = proper[-1][0]
    return sides[-1] if "corrects" in last.moods or _NOW in last.words else None


def _of_parts(topic: Topic, said: Sequence[tuple[Clause, Verdict]], *, whole: bool) -> bool | None:
    """One part alone does not make all of it."""
    parts = frozenset[str]().union(*(v.parts for _, v in said))
    if not (topic.all and whole and len(parts) == 1):
        return whole
    return False if any("hanya" in c.words for c, _ in said) else None


def _of_any(said: Sequence[tuple[Clause, Verdict]]) -> bool | None:
    """One part is enough; what was said last of each counts."""
    parts: dict[frozenset[str], bool] = {}
    last: frozenset[str] = frozenset()
    for _, verdict in said:
        last = verdict.parts or last
        parts[last] = bool(verdict.holds)
    return any(parts.values()) if frozenset() not in parts else None
