"""Known words that a misspelt one may be: a letter dropped, doubled, swapped or changed."""

from collections.abc import Iterable, Iterator

SHORTEST = 4
LONGEST = 24
_LONG = 7
_SAME = str.maketrans({"f": "p", "v": "p", "z": "s", "y": "i", "q": "k"})
_VOWELS = frozenset("aeiou")


class Spelling:
    """Finds the known word nearest to another; where several are as near, the first learnt."""

    def __init__(self) -> None:
        self._near: dict[str, list[str]] = {}
        self._bones: dict[str, list[str]] = {}

    def learn(self, words: Iterable[str]) -> None:
        for word in words:
            if SHORTEST <= len(word) <= LONGEST:
                for form in _without_one(word):
                    self._near.setdefault(form, []).append(word)
                self._bones.setdefault(bones(word), []).append(word)

    def guess(self, word: str) -> str | None:
        """One slip away; else the same consonants in the same order, for what is cut short."""
        if not SHORTEST <= len(word) <= LONGEST:
            return None
        near = [known for form in _without_one(word) for known in self._near.get(form, ())]
        fitting = [known for known in near if known[0] == word[0] or len(word) > SHORTEST]
        if fitting:
            return min(fitting, key=lambda known: _slips(word, known))
        return self._boned(word)

    def _boned(self, word: str) -> str | None:
        for known in self._bones.get(bones(word), ()):
            if known[0] == word[0] and (len(bones(word)) >= SHORTEST - 1):
                return known
        return None


def bones(word: str) -> str:
    """Its consonants, none twice in a row: what stays of a word in chat."""
    kept = [letter for letter in word.translate(_SAME) if letter not in _VOWELS]
    return "".join(a for a, b in zip(kept, [*kept[1:], ""], strict=True) if a != b)


def _without_one(word: str) -> Iterator[str]:
    """The word, and the word without any one of its letters."""
    folded = word.translate(_SAME)
    yield folded
    for at in range(len(folded)):
        yield folded[:at] + folded[at + 1 :]


def _slips(word: str, known: str) -> tuple[int, int]:
    """How far apart two near words are, roughly: letters at the same place, then length."""
    same = sum(a == b for a, b in zip(word, known, strict=False))
    same += sum(a == b for a, b in zip(word[::-1], known[::-1], strict=False))
    return -same, abs(len(word) - len(known))
