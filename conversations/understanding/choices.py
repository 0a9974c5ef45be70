"""Answers that are one of some options."""

import re
from collections.abc import Mapping, Sequence

from conversations.understanding.affirmed import DENIALS, affirmed
from conversations.understanding.clauses import Clause, Splitter
from conversations.understanding.levels import Level, Levels
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Meaning, Wanted
from conversations.understanding.slips import Slips

Ideas = frozenset[str]
_SHORTEST_WORD = 3
_DIGIT = re.compile(r"\d")


class Choices:
    """Finds the option that is meant: by place, by idea, by a word only it has."""

    def __init__(self, lexicon: Lexicon, levels: Levels, splitter: Splitter) -> None:
        data = lexicon.files["choices"]
        self._lexicon, self._levels, self._splitter = lexicon, levels, splitter
        self._ideas = lexicon.phrases(data["ideas"])
        self._both = {both: frozenset(parts) for both, parts in data["both"].items()}
        self._gone = frozenset(data["gone"])
        self._wins = dict(data["wins"])
        self._first = lexicon.phrases({0: data["first"], -1: data["last"]})
        self._ordinals = lexicon.phrases({int(n): said for n, said in data["ordinals"].items()})
        self._numbered = frozenset(
            word for said in data["numbered"] for word in lexicon.words(said)
        )
        self._either = frozenset(word for said in data["either"] for word in lexicon.words(said))

    def choice(self, wanted: Wanted, clauses: Sequence[Clause]) -> Meaning:
        """The option; nothing where more than one may be meant."""
        chosen = self._last_meant(wanted, clauses)
        return Meaning(chosen.pop()) if len(chosen) == 1 else Meaning()

    def _last_meant(self, wanted: Wanted, clauses: Sequence[Clause]) -> set[str]:
        levels = {option: self._level_of(option) for option in wanted.options}
        named = [option for option, one in levels.items() if one.level]
        if len(named) * 2 < len(levels) or not named:
            return self._of_clauses(wanted, clauses, wanted.options)
        found = self._levels_said(clauses)
        if found or any(self._either & set(c.words) for c in clauses):
            return _fitting(levels, found)
        rest = tuple(option for option in wanted.options if option not in named)
        return self._of_clauses(wanted, clauses, rest)

    def _of_clauses(
        self, wanted: Wanted, clauses: Sequence[Clause], meant: Sequence[str]
    ) -> set[str]:
        """What was chosen last; `meant` are the options that words may describe."""
        chosen: set[str] = set()
        for clause in clauses:
            words = [token.word for token in affirmed(clause.tokens)]
            if self._over(words):
                continue
            here = self._by_place(wanted, words) or self._by_words(meant, words)
            if here and "corrects" in clause.moods:
                chosen = set()
            chosen |= here
        return chosen

    def _over(self, words: Sequence[str]) -> bool:
        """`yang A sudah mati`: named as what is not meant."""
        gone = [at for at, word in enumerate(words) if word in self._gone]
        return bool(gone) and not DENIALS & set(words[: gone[0]])

    def _by_words(self, options: Sequence[str], words: Sequence[str]) -> set[str]:
        if self._either & set(words):
            return set(options) if len(options) > 1 else set()
        ideas = {option: self._meant(self._lexicon.words(option)) for option in options}
        meant = self._meant(words) & Ideas().union(*ideas.values())
        for wins, loses in self._wins.items():
            meant -= {loses} if wins in meant else set()
        return _by_idea(ideas, meant) if meant else self._by_word(options, words)

    def _by_place(self, wanted: Wanted, words: Sequence[str]) -> set[str]:
        """`nomor 2`, `yang terakhir`."""
        options = wanted.options
        exact = {option for option in options if self._lexicon.words(option) == words}
        if exact:
            return exact
        at = [one.meant for one in self._first.find(words)]
        at += [one.meant - 1 for one in self._ordinals.find(words)]
        numbers = [int(word) for word in words if word.isdecimal() and len(word) == 1]
        named = bool(self._numbered & set(words))
        bare = len(words) == 1 and not any(_DIGIT.search(option) for option in options)
        if len(numbers) == 1 and (named or bare):
            at += [numbers[0] - 1]
        return {options[n] for n in at if -1 <= n < len(options)} if options else set()

    def _meant(self, words: Sequence[str]) -> Ideas:
        found = frozenset(
            one.meant
            for one in self._ideas.find(words)
            if one.start == 0 or words[one.start - 1] not in DENIALS
        )
        if len(words) > 1 and words[-1] in DENIALS:
            return frozenset()
        if DENIALS & set(words):
            return found
        for both, parts in self._both.items():
            found = found - parts | {both} if parts <= found else found
        return found

    def _by_word(self, options: Sequence[str], words: Sequence[str]) -> set[str]:
        """Options of which a word was said that no other has."""
        labels = {option: set(self._lexicon.words(option)) for option in options}
        found = set()
        for option, label in labels.items():
            others = {word for other in labels if other != option for word in labels[other]}
            own = {word for word in label - others if len(word) >= _SHORTEST_WORD}
            if self._meant(self._lexicon.words(option)) and self._ideas.find(words):
                continue
            slips = Slips(own)
            if own & set(words) or any(slips.mend(word) for word in words):
                found.add(option)
        return found

    def _levels_said(self, clauses: Sequence[Clause]) -> list[Level]:
        """The levels of an answer; none where it leaves open which."""
        found: list[Level] = []
        for clause in clauses:
            if self._either & set(clause.words):
                return []
            here = self._levels.find(clause)
            if not here and found and (status := self._levels.status(clause.words)):
                found[-1] = Level(found[-1].level, status)
            found = here if here and "corrects" in clause.moods else found + here
        return found

    def _level_of(self, option: str) -> Level:
        clauses = self._splitter.split(self._lexicon.tokens(option))
        return next(iter(self._levels_said(clauses)), Level(""))


def _by_idea(ideas: Mapping[str, Ideas], said: Ideas) -> set[str]:
    """The option that means just this, else those that mean more."""
    same = {option for option, meant in ideas.items() if meant == said}
    return same or {option for option, meant in ideas.items() if said <= meant}


def _fitting(levels: Mapping[str, Level], found: Sequence[Level]) -> set[str]:
    """Options that are a level that was said; of several finished ones the highest."""
    told = any(one.status in {"berjalan", "putus"} for one in levels.values())
    said = found if told else [one for one in found if one.status in {"", "lulus"}]
    fits = [o for o, one in levels.items() if any(_same(one, other) for other in said)]
    alike = len({levels[option].status for option in fits}) == 1
    return set(fits[-1:]) if alike else set(fits)


def _same(option: Level, said: Level) -> bool:
    open_status = not option.status or not said.status
    return option.level == said.level and (open_status or option.status == said.status)
