"""Which entry a question is about: telling words compared with every phrasing."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from conversations.answers.words import UNKNOWN, Words

UNKNOWN_WEIGHT = 2.0
STRONG = 0.7
FAINT, FOREIGN, FOREIGNER = 0.85, 0.5, 0.2
PHRASING, COVERED = 0.75, 0.25
ECHO = 0.35


class Hit(Struct, frozen=True):
    """An entry with how well it fits, 0 to 1."""

    id: str
    score: float


class Phrasing(Struct, frozen=True):
    entry: str
    weights: dict[str, float]
    length: float


class Index:
    """Built once from phrasings by entry; `rank` leaves it as it is."""

    def __init__(
        self, words: Words, light: Mapping[str, float], asks: Mapping[str, Sequence[str]]
    ) -> None:
        self._light, self._order = light, {name: at for at, name in enumerate(asks)}
        read = {name: [words.read(text) for text in texts] for name, texts in asks.items()}
        self._vocabulary = {name: {w for one in said for w in one} for name, said in read.items()}
        spread = Counter(word for own in self._vocabulary.values() for word in own)
        self._rare = {w: 1 + math.log(len(asks) / count) / 2 for w, count in spread.items()}
        self._by_word: dict[str, list[Phrasing]] = {}
        for name, said in read.items():
            for one in {tuple(sorted(set(words))) for words in said if words}:
                self._add(name, one)

    def _add(self, name: str, words: Iterable[str]) -> None:
        weights = {word: self._weight(word) for word in words}
        phrasing = Phrasing(name, weights, _length(weights))
        for word in weights:
            self._by_word.setdefault(word, []).append(phrasing)

    def telling(self, said: Iterable[str]) -> int:
        """How many words of a question tell much."""
        return sum(self._strong(word) for word in set(said))

    def weigh(self, said: Iterable[str], before: Iterable[str] = ()) -> dict[str, float]:
        """The words of a question by weight, those of what went before fainter."""
        echo = {word: self._weight(word) * ECHO for word in before}
        return echo | {word: self._weight(word) for word in said}

    def rank(self, weights: Mapping[str, float]) -> list[Hit]:
        """Entries that share a word with the question, the best first, then as they were given."""
        unknown = sum(word.startswith(UNKNOWN) for word in weights)
        known = self.telling(weights) - unknown
        trust = 1 - FOREIGNER * min(1, unknown // max(1, known))
        best: dict[str, float] = {}
        for phrasing in self._near(weights):
            fit = self._fit(phrasing, weights, FOREIGN if unknown else FAINT)
            best[phrasing.entry] = max(best.get(phrasing.entry, 0.0), fit)
        hits = [Hit(name, trust * self._score(name, fit, weights)) for name, fit in best.items()]
        return sorted(hits, key=lambda hit: (-hit.score, self._order[hit.id]))

    def _near(self, weights: Iterable[str]) -> Iterable[Phrasing]:
        """Each phrasing that shares a word, once."""
        return {id(one): one for word in weights for one in self._by_word.get(word, ())}.values()

    def _fit(self, phrasing: Phrasing, weights: Mapping[str, float], doubt: float) -> float:
        """The cosine; where only words are shared that tell little, times `doubt`."""
        shared = [word for word in phrasing.weights if word in weights]
        fit = sum(weights[word] * phrasing.weights[word] for word in shared)
        strong = any(self._strong(word) for word in shared)
        return fit / (_length(weights) * phrasing.length) * (1.0 if strong else doubt)

    def _score(self, name: str, fit: float, weights: Mapping[str, float]) -> float:
        own = self._vocabulary[name]
        whole = sum(weights.values()) or 1.0
        return PHRASING * fit + COVERED * sum(v for w, v in weights.items() if w in own) / whole

    def _strong(self, word: str) -> bool:
        return self._light.get(word, 1.0) >= STRONG

    def _weight(self, word: str) -> float:
        if word.startswith(UNKNOWN):
            return UNKNOWN_WEIGHT
        return self._rare.get(word, UNKNOWN_WEIGHT) * self._light.get(word, 1.0)


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
