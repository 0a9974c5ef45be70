"""A question as the words that tell what it asks, whatever its spelling and language."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from conversations.answers.affixes import shorter
from conversations.answers.lexicon import Lexicon
from conversations.answers.spelling import Spelling

LONGEST = 500
_WORD = re.compile(r"[\w.+-]+@[\w.-]+|https?://\S+|@[\w.]+|[a-z]+(?:-[a-z]+)*[0-9]*|[0-9]+")
_PIECE = re.compile(r"[a-z]+[0-9]*|[0-9]+")
_PHRASE = 4
_FORGET = 4096
UNKNOWN = "?"
AGES, FOREIGN = "puluhan", "bukanurusan"
_AGES = range(17, 80)


class Words:
    """Reads text by a lexicon, and by the words of the phrasings it has learnt."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._drop = lexicon.drop
        self._known = dict(lexicon.words)
        self._spelling = Spelling()
        self._phrases: dict[tuple[str, ...], str] = {}
        self._word = lru_cache(_FORGET)(self._resolve)
        self._lexicon = lexicon

    def learn(self, texts: Iterable[str]) -> None:
        """Takes up the words of `texts` that the lexicon lacks; then nothing more is learnt."""
        found = {word for text in texts for word in pieces(text)}
        found |= {word for said, _ in self._lexicon.phrases for word in pieces(said)}
        for word in sorted(found, key=lambda one: (len(one), one)):
            if word not in self._drop and not word.isdecimal() and not self._cut(word):
                self._known[word] = word
        self._spelling.learn(word for word, name in self._known.items() if name != FOREIGN)
        self._spelling.learn(word for word in self._drop if len(word) > _PHRASE)
        for said, name in self._lexicon.phrases:
            if len(words := self._plain(said)) > 1:
                self._phrases[words] = name

    def read(self, text: str) -> tuple[str, ...]:
        """The telling words in their order; one that is not known begins with `?`."""
        return self._joined(self._plain(text))

    def _plain(self, text: str) -> tuple[str, ...]:
        found = (self._word(word) for word in pieces(text))
        return tuple(word for word in found if word)

    def _resolve(self, word: str) -> str:
        """Its word, "" where it tells nothing."""
        if word in self._drop or (len(word) == 1 and word not in self._known):
            return ""
        if found := self._cut(word):
            return found
        if word.isdecimal():
            return AGES if int(word) in _AGES else ""
        if any(form in self._drop for form in shorter(word)):
            return ""
        guess = self._spelling.guess(word)
        if guess is None:
            return UNKNOWN + word
        return "" if guess in self._drop else self._known[guess]

    def _cut(self, word: str) -> str:
        if word in self._known:
            return self._known[word]
        return next((self._known[form] for form in shorter(word) if self._cuts_to(form)), "")

    def _cuts_to(self, form: str) -> bool:
        """Short words of other matters are taken only as they stand: they hide in too many."""
        return form in self._known and (self._known[form] != FOREIGN or len(form) > _PHRASE)

    def _joined(self, words: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(_PHRASE, len(words) - at), 1, -1):
                if name := self._phrases.get(words[at : at + length]):
                    found.append(name)
                    at += length
                    break
            else:
                found.append(words[at])
                at += 1
        return tuple(found)


def pieces(text: str) -> list[str]:
    """Words and numbers in small letters; addresses and accounts stay whole."""
    plain = unicodedata.normalize("NFKD", text[: LONGEST * 2]).casefold()[:LONGEST]
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [part for word in _WORD.findall(plain) for part in _parts(word)]


def _parts(word: str) -> list[str]:
    """A reduplicated word once, a joined one in its parts, an address by what it is."""
    if word.startswith("@"):
        return ["akun"]
    if "@" in word:
        return ["email"]
    if word.startswith("http"):
        return ["tautan"]
    parts = _PIECE.findall(word)
    if len(parts) > 1 and word.count("-"):
        return list(dict.fromkeys(parts))
    return [re.sub(r"2$", "", part) if len(part) > _PHRASE else part for part in parts]
