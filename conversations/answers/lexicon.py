"""How people say things, as data: one word for many, several words for one thing."""

import re

from msgspec import Struct

from conversations.answers.signs import Sign, parse_sign
from conversations.posting.reader import Piece, read

LONGEST = 500
ENGLISH, FEW = 0.25, 3


class Lexicon(Struct, frozen=True):
    """`words` leads a spelling to its word; `phrases` lists word sequences and what each means;
    `drop` tells nothing; `light` weighs words that tell little; `cues` make a question; `english`
    are words that only English has.
    """

    words: dict[str, str]
    phrases: tuple[tuple[str, str], ...]
    drop: frozenset[str]
    light: dict[str, float]
    cues: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()

    def tongue(self, text: str, usual: str) -> str:
        """The language of a question; `usual` where its words do not tell."""
        words = re.findall(r"[a-z']+", text[:LONGEST].casefold())
        share = sum(word in self.english for word in words) / max(1, len(words))
        if share >= ENGLISH:
            return "en"
        return usual if share or len(words) < FEW else "id"


def parse_lexicon(text: str, file: str = "lexicon.yaml") -> Lexicon:
    """The lexicon in `text`. Raises `PostingError`, also where a spelling leads to two words."""
    parts = read(file, text).fields("words phrases drop light cues english")
    words: dict[str, str] = {}
    for word, piece in parts["words"].map().items():
        for spelling in (word, *piece.text().split()):
            if words.setdefault(spelling, word) != word:
                raise piece.fault(f"'{spelling}' is already '{words[spelling]}'", "one word each")
    drop = frozenset(parts["drop"].text().split())
    if both := sorted(drop & words.keys()):
        raise parts["drop"].fault(f"'{both[0]}' is already '{words[both[0]]}'", "one of the two")
    cues, english = (frozenset(parts[key].text().split()) for key in ("cues", "english"))
    phrases = tuple(_phrases(parts["phrases"]))
    return Lexicon(words, phrases, drop, _light(parts["light"]), cues, english)


def _phrases(piece: Piece) -> list[tuple[str, str]]:
    return [(said, name) for name, part in piece.map().items() for said in part.texts()]


def _light(piece: Piece) -> dict[str, float]:
    return {word: part.number() for word, part in piece.map().items()}


class Always(Struct, frozen=True):
    """What is asked of every posting: phrasings by kind, sure signs, of which the first that holds
    decides, and `keys`, without one of which a phrasing of that kind does not count.
    """

    asks: dict[str, tuple[str, ...]]
    signs: tuple[Sign, ...]
    keys: tuple[Sign, ...]


def parse_always(text: str, file: str = "always.yaml") -> Always:
    """What `text` holds. Raises `PostingError`."""
    kinds = read(file, text).fields("sensitive outside signs keys")
    found = {key: part.texts() for key, part in kinds["sensitive"].map().items()}
    found["outside"] = kinds["outside"].texts()
    return Always(found, tuple(_signs(kinds["signs"])), tuple(_signs(kinds["keys"])))


def _signs(piece: Piece) -> list[Sign]:
    return [parse_sign(kind, said) for kind, part in piece.map().items() for said in part.texts()]
