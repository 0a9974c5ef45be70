"""Questions about a posting, answered from its clauses and from nothing else."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct

from conversations.answers.compose import Tellers, outside, tell, unsure, warn
from conversations.answers.index import Hit, Index
from conversations.answers.join import joined
from conversations.answers.lexicon import Always, Lexicon
from conversations.answers.moments import Moments
from conversations.answers.signs import signalled
from conversations.answers.words import Words
from conversations.eligibility.wording import words_of
from conversations.posting.answers import Entry
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases

Kind = Literal["answerable", "not_in_posting", "out_of_scope", "sensitive"]
MAIN = "id"
SURE, NEAR, CLOSE = 0.42, 0.33, 0.06
_NEAREST = 2
_ASKS_ON = 2
_ALWAYS = "always:"
_OUTSIDE = "always:outside"
_ZONES = frozenset({"wita", "wit"})


class Answered(Struct, frozen=True):
    """What is told, of which kind the question was, and the clauses that the answer rests on."""

    text: str
    kind: Kind
    topics: tuple[str, ...] = ()


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
        asks |= {_ALWAYS + name: said for name, said in sources.always.asks.items()}
        self._words = Words(sources.lexicon)
        self._words.learn(text for said in asks.values() for text in said)
        self._index = Index(self._words, sources.lexicon.light, asks)
        self._lexicon, self._always = sources.lexicon, sources.always
        languages = [name for name in edition.posting.languages if name in phrases]
        self._told = {name: words_of(edition, phrases[name]) for name in languages}

    def ask(
        self, text: str, language: str = "", now: datetime | None = None, context: str = ""
    ) -> Answered:
        """The answer to `text` in its own language, at the aware time `now`.

        `language` is what the person uses otherwise, `context` what they asked just before.
        """
        by = self._tellers(text, language, now)
        best, *next_best = self._best(text, context)
        if best.score < NEAR or best.id == _OUTSIDE:
            return Answered(outside(by), "out_of_scope")
        if best.id.startswith(_ALWAYS):
            kind = best.id.removeprefix(_ALWAYS)
            clauses = self._sensitive.get(kind, ())
            return Answered(warn(kind, clauses, by), "sensitive", clauses)
        entry = self._entries[best.id]
        if best.score < SURE:
            near = entry.clauses[:_NEAREST]
            return Answered(unsure(near, by), "not_in_posting", near)
        if next_best and next_best[0].score > best.score - CLOSE:
            entry = joined(entry, self._entries.get(next_best[0].id))
        return Answered(tell(entry, by), entry.kind, entry.clauses)

    def _best(self, text: str, context: str) -> list[Hit]:
        """The entry that fits best, then the next; a sure sign is above all fitting."""
        said = self._words.read(text)
        if kind := signalled(self._always.signs, frozenset(said)):
            return [Hit(_ALWAYS + kind, 1)]
        before = self._words.read(context) if self._index.telling(said) <= _ASKS_ON else ()
        held = self._held(frozenset(said + before))
        hits = self._index.rank(self._index.weigh(said, before))
        return [hit for hit in hits if hit.id in held][:_NEAREST] or [Hit(_OUTSIDE, 0)]

    def _held(self, words: frozenset[str]) -> set[str]:
        """What may be meant: a sensitive kind only where one of its keys stands."""
        keyed = {_ALWAYS + sign.kind for sign in self._always.keys if signalled([sign], words)}
        return {*self._entries, _OUTSIDE, *keyed}

    def reply(self, text: str, language: str, now: datetime, before: str = "") -> str | None:
        """The same in the middle of a talk; None where the words are likely no question."""
        answered = self.ask(text, language, now, before)
        asks = "?" in text or bool(self._lexicon.cues & set(self._words.read(text)))
        return answered.text if asks or answered.kind == "sensitive" else None

    def _tellers(self, text: str, language: str, now: datetime | None) -> Tellers:
        spoken = self._lexicon.tongue(text, language or MAIN)
        words = self._told.get(spoken) or self._told[MAIN]
        local = now.astimezone(self._posting.tz).replace(tzinfo=None) if now else None
        moments = Moments(words, local) if local else None
        zones = bool(_ZONES & set(self._words.read(text)))
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
