"""Questions about a posting, answered from its clauses and from nothing else."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct

from conversations.answers.choose import Choice, Chosen
from conversations.answers.compose import Tellers, outside, tell, unsure, warn
from conversations.answers.lexicon import Always, Lexicon
from conversations.answers.moments import Moments
from conversations.eligibility.wording import words_of
from conversations.posting.answers import Entry
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases

Kind = Literal["answerable", "not_in_posting", "out_of_scope", "sensitive"]
MAIN = "id"
_NEAREST = 2
_ZONES = frozenset({"wita"})


class Answered(Struct, frozen=True):
    """What is told, of which kind the question was, and the clauses that the answer rests on.

    Where it is not `sure`, the answer says so, and shows what else may have been meant.
    """

    text: str
    kind: Kind
    topics: tuple[str, ...] = ()
    sure: bool = True


class Sources(Struct, frozen=True):
    """What does not depend on the posting: how people say things, and what they always ask."""

    lexicon: Lexicon
    always: Always


class Answers:
    """Built once for a posting; answers any number of questions."""

    def __init__(self, edition: Edition, phrases: Mapping[str, Phrases], sources: Sources) -> None:
        self._posting, self._sensitive = edition.posting, edition.answers.sensitive
        self._entries = {entry.id: entry for entry in (*edition.answers.entries, *_own(edition))}
        asks = {name: entry.asks for name, entry in self._entries.items()}
        silent = {name for name, one in self._entries.items() if one.kind == "not_in_posting"}
        self._choice = Choice(sources.lexicon, sources.always, asks, frozenset(silent))
        self._lexicon = sources.lexicon
        languages = [name for name in edition.posting.languages if name in phrases]
        self._told = {name: words_of(edition, phrases[name]) for name in languages}

    def ask(
        self, text: str, language: str = "", now: datetime | None = None, context: str = ""
    ) -> Answered:
        """The answer to `text` in its own language, at the aware time `now`.

        `language` is what the person uses otherwise, `context` what they asked just before.
        """
        by = self._tellers(text, language, now)
        chosen = self._choice.choose(text, context)
        if chosen.what == "outside":
            return Answered(outside(by), "out_of_scope", sure=chosen.sure)
        if chosen.what == "sensitive":
            clauses = self._sensitive.get(chosen.name, ())
            return Answered(warn(chosen.name, clauses, by), "sensitive", clauses)
        return self._from(chosen, by)

    def reply(self, text: str, language: str, now: datetime, before: str = "") -> str | None:
        """The same in the middle of a talk; None where the words are likely no question."""
        answered = self.ask(text, language, now, before)
        asks = self._choice.asks(text, self._lexicon.cues)
        return answered.text if asks or answered.kind == "sensitive" else None

    def _from(self, chosen: Chosen, by: Tellers) -> Answered:
        entry = self._entries[chosen.name]
        found = [name for one in chosen.others for name in self._entries[one].clauses[:_NEAREST]]
        also = tuple(name for name in dict.fromkeys(found) if name not in entry.clauses)
        if chosen.what == "near":
            near = entry.clauses[:_NEAREST] + also
            return Answered(unsure(near, by), "not_in_posting", near, sure=False)
        topics = entry.clauses + also
        return Answered(tell(entry, by, also), entry.kind, topics, chosen.sure)

    def _tellers(self, text: str, language: str, now: datetime | None) -> Tellers:
        spoken = self._lexicon.tongue(text, language or MAIN)
        words = self._told.get(spoken) or self._told[MAIN]
        local = now.astimezone(self._posting.tz).replace(tzinfo=None) if now else None
        moments = Moments(words, local) if local else None
        zones = not _ZONES.isdisjoint(self._choice.words.read(text))
        return Tellers(words, self._told[MAIN], moments, zones)


def _own(edition: Edition) -> Iterator[Entry]:
    """An entry for every clause that no written entry shows: found by its own words."""
    shown = {name for entry in edition.answers.entries for name in entry.clauses}
    for clause in edition.posting.clauses:
        if clause.id not in shown:
            said = tuple(texts.clauses[clause.id] for texts in edition.texts.values())
            yield Entry(clause.id, (clause.id,), said + _titles(edition, clause.id))


def _titles(edition: Edition, clause: str) -> tuple[str, ...]:
    named = [one.id for one in edition.posting.requirements if one.clause == clause]
    return tuple(t.requirements[name].title for t in edition.texts.values() for name in named)
