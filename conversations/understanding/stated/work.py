"""Periods of work, with what was said of each."""

from collections.abc import Sequence

from msgspec import Struct

from conversations.understanding.affirmed import affirmed
from conversations.understanding.clauses import Clause
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.roles import Role, Roles
from conversations.understanding.stated.segments import Segment
from conversations.understanding.stated.spans import Spans

Entry = dict[str, object]
_MOST = 12
"""Roles of one sentence: nobody tells more."""
_PASSING = frozenset(("past", "but", "corrects"))


class Sentence(Struct):
    """Words of the writer's own clauses, with the place at which each clause begins."""

    tokens: list[Token]
    begins: list[int]
    corrects: list[int]

    def corrected(self, start: int, end: int) -> list[int]:
        """Where a correction begins, counted from `start`."""
        return [at - start for at in self.corrects if start < at < end]

    def clause_of(self, at: int) -> int:
        """Where the clause of word `at` begins."""
        return max(start for start in self.begins if start <= at)


class Work:
    """Finds roles, and reads around each what belongs to it."""

    def __init__(self, lexicon: Lexicon, roles: Roles, spans: Spans) -> None:
        data = lexicon.files["stated"]
        self._roles, self._spans = roles, spans
        proof = data["proof"]
        self._proof = lexicon.phrases({True: proof["yes"], False: proof["no"]})
        self._none = lexicon.phrases({"none": data["none_done"]})
        self._all = frozenset(lexicon.words("keduanya semua semuanya"))

    def read(self, clauses: Sequence[Clause], text: str, found: Found) -> None:
        told: list[Entry] = []
        for sentence in _sentences(clauses):
            words = [token.word for token in sentence.tokens]
            roles = self._roles.find(sentence.tokens, sentence.begins, text)
            if roles and self._never(words, roles[0]):
                found.add("experience", [], _segment(sentence.tokens))
                continue
            told += self._entries(sentence, roles[:_MOST])
            self._prove(words, told)
        if told:
            found.drop("experience")
            found.add("experience", told, _segment(clauses[0].tokens))

    def _never(self, words: Sequence[str], role: Role) -> bool:
        return bool(self._none.find(words[: role.start]))

    def _entries(self, sentence: Sentence, roles: Sequence[Role]) -> list[Entry]:
        """One entry for each role; the same role said twice is one."""
        entries: list[Entry] = []
        for at, role in enumerate(roles):
            more = roles[at + 1].start if at + 1 < len(roles) else len(sentence.tokens)
            entry = self._entry(sentence, role, more)
            if entries and entries[-1]["role"] == entry["role"]:
                entries[-1] = {**entries[-1], **entry}
            else:
                entries.append(entry)
        return [entry for entry in entries if len(entry) > 1]

    def _entry(self, sentence: Sentence, role: Role, more: int) -> Entry:
        """What its own clause says, with the dates behind it, else those right before it."""
        begin = sentence.clause_of(role.start)
        if self._leading(sentence, begin, role) and more < len(sentence.tokens):
            more = max(sentence.clause_of(more), role.end)
        end = self._end(sentence, role, more)
        read = self._spans.read(sentence.tokens[begin:end], sentence.corrected(begin, end))
        if not read and begin:
            before = sentence.clause_of(begin - 1)
            if self._spans.dated(sentence.tokens[before:begin]):
                read = self._spans.read(sentence.tokens[before:begin], [])
        return {"role": role.name, **({"org": role.org} if role.org else {}), **read}

    def _leading(self, sentence: Sentence, begin: int, role: Role) -> bool:
        """`2019 - 2021 pendamping ..., 2022 penyuluh`: each role stands behind its dates."""
        return "start" in self._spans.read(sentence.tokens[begin : role.start], [])

    def _end(self, sentence: Sentence, role: Role, more: int) -> int:
        """The clauses behind a role belong to it as long as they tell times."""
        last = role.start
        for begin in sentence.begins:
            if begin <= role.start:
                continue
            fits = begin in sentence.corrects or self._spans.dated(sentence.tokens[begin:])
            if begin > more or not fits:
                return min(begin, more)
            last = begin
        return max(last, more)

    def _prove(self, words: Sequence[str], told: list[Entry]) -> None:
        """A proof named belongs to the last period, or to all where all are named."""
        shown = self._proof.find(words)
        if not shown or not told:
            return
        proven = all(one.meant for one in shown)
        for entry in told if self._all & set(words) else told[-1:]:
            entry["proof"] = proven


def _sentences(clauses: Sequence[Clause]) -> list[Sentence]:
    found: list[Sentence] = []
    for clause in clauses:
        if clause.first or not found:
            found.append(Sentence([], [], []))
        if clause.own is False or clause.moods - _PASSING:
            continue
        sentence = found[-1]
        if "corrects" in clause.moods:
            sentence.corrects.append(len(sentence.tokens))
        sentence.begins.append(len(sentence.tokens))
        sentence.tokens.extend(affirmed(clause.tokens))
    return [sentence for sentence in found if sentence.tokens]


def _segment(tokens: list[Token]) -> Segment:
    return Segment(tokens, {"corrects"}, own=True)
