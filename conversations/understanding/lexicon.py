"""The words that understanding knows, as its data files hold them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar, cast

from conversations.understanding.lexer import LONGEST_WORD, MOST_WORDS, Token, fold, lex
from conversations.understanding.phrases import Phrases
from conversations.understanding.slips import Slips

Meant = TypeVar("Meant")
SOMEBODY = "seseorang"
QUIET = "~quiet"
"""The spelling of words that change nothing: greetings, forms of address, particles."""
_MARKS = str.maketrans("", "", "'\u2019-")
_SHORTEST_STEM = 3
_KEPT = 20_000


class Lexicon:
    """Made from the files of `data`, read, by their names without ending."""

    def __init__(self, files: Mapping[str, Any]) -> None:
        self.files = files
        words = files["words"]
        self._usual: dict[str, str] = {name: name for name in words["same"]}
        for name, spellings in words["same"].items():
            self._usual.update(dict.fromkeys(spellings.split(), name))
        self._usual.update(dict.fromkeys(words["quiet"].split(), QUIET))
        self._address = frozenset(files["moods"]["address"])
        self._endings = tuple(words["endings"])
        self._slips = Slips(" ".join(words["slips"]).split())
        self._seen: dict[str, str] = {}
        self._joined = Phrases[list[str]]()
        for said, read in words["joined"].items():
            self._joined.add(said.replace("'", "").split(), read.split())
        self._known = frozenset(_words_in([part for n, part in files.items() if n != "regions"]))

    def spell(self, word: str) -> str:
        """The usual spelling of a word, "" where it is unknown."""
        if len(word) > LONGEST_WORD:
            return ""
        found = self._seen.get(word)
        if found is None:
            found = self._look_up(word)
            if len(self._seen) < _KEPT:
                self._seen[word] = found
        return found

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, as `lex` gives them, without those that change nothing."""
        return self.folded(fold(text))

    def folded(self, folded: str) -> list[Token]:
        """The same of a text that `fold` gave."""
        tokens = lex(folded, self)
        return self._read(self._named(tokens, folded)) if len(tokens) < MOST_WORDS else []

    def words(self, phrase: str) -> list[str]:
        """The words of a phrase of the data files, spelled as those of a text."""
        return [token.word for token in self.tokens(phrase)]

    def phrases(self, by_meaning: Mapping[Meant, Iterable[str]]) -> Phrases[Meant]:
        """Phrases of the data files, by what they mean."""
        found = Phrases[Meant]()
        for meant, phrases in by_meaning.items():
            for phrase in phrases:
                found.add(self.words(phrase), meant)
        return found

    def _look_up(self, word: str) -> str:
        if word in self._usual:
            return self._usual[word]
        if word in self._known:
            return word
        for ending in self._endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST_STEM and self._stands(stem):
                return self._usual.get(stem, stem)
        return self._usual.get(mended, mended) if (mended := self._slips.mend(word)) else ""

    def _stands(self, stem: str) -> bool:
        return stem in self._usual or stem in self._known

    def _named(self, tokens: list[Token], folded: str) -> list[Token]:
        """`Bu Siti` is somebody; `Bu` alone is a form of address."""
        for one, other in pairwise(tokens):
            if one.text in self._address and self._is_name(other, folded):
                one.word = SOMEBODY
        return tokens

    def _is_name(self, token: Token, folded: str) -> bool:
        letters = folded[token.start : token.end]
        return letters.istitle() and not self.spell(token.text)

    def _read(self, tokens: list[Token]) -> list[Token]:
        """Joined words become the ones they are read as; quiet ones go."""
        read = list(self._unjoined(tokens))
        return [token for token in read if token.word != QUIET]

    def _unjoined(self, tokens: list[Token]) -> Iterator[Token]:
        written = [token.text.translate(_MARKS) or token.text for token in tokens]
        at = 0
        while at < len(tokens):
            found = self._joined.at(written, at)
            if not found:
                yield tokens[at]
                at += 1
                continue
            first, last = tokens[at], tokens[found.end - 1]
            for word in found.meant:
                text = word if word.isdecimal() else first.text
                yield Token(word, text, first.start, last.end, first.glued)
            at = found.end


def _words_in(part: object) -> Iterator[str]:
    """Every word of a data file."""
    if isinstance(part, str):
        yield from part.casefold().replace("-", " ").split()
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _words_in(key)
            yield from _words_in(value)
    else:
        for value in cast("list[object]", part):
            yield from _words_in(value)
