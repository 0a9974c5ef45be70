"""Known words that a misspelt one may be: a letter dropped, doubled, swapped or changed."""

from collections.abc import Iterable, Iterator

SHORTEST = 4
LONGEST = 24
_LONG = 6
_CUT_SHORT = 0.3
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
        """One slip away; else the same consonants in the same order, where vowels were left out."""
        if not SHORTEST <= len(word) <= LONGEST:
            return None
        if len(word) <= SHORTEST:
            return self._boned(word)
        near = [known for form in _without_one(word) for known in self._near.get(form, ())]
        fitting = [known for known in near if _one_slip(word, known)]
        if fitting:
            return min(fitting, key=lambda known: _apart(word, known))
        return self._boned(word)

    def _boned(self, word: str) -> str | None:
        vowels = sum(letter in _VOWELS for letter in word)
        if vowels > _CUT_SHORT * len(word):
            return None
        named = (known for known in self._bones.get(bones(word), ()) if known[0] == word[0])
        return next(named, None)


def bones(word: str) -> str:
    """Its consonants, none twice in a row: what stays of a word in chat."""
    kept = [letter for letter in word.translate(_SAME) if letter not in _VOWELS]
    return "".join(a for a, b in zip(kept, [*kept[1:], ""], strict=False) if a != b)


def _without_one(word: str) -> Iterator[str]:
    """The word, and the word without any one of its letters."""
    folded = word.translate(_SAME)
    yield folded
    for at in range(len(folded)):
        yield folded[:at] + folded[at + 1 :]


def _one_slip(word: str, known: str) -> bool:
    """One letter more, less, other, or two swapped; in short words the first letter holds."""
    one, other = word.translate(_SAME), known.translate(_SAME)
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if start == 0 and len(word) <= _LONG:
        return False
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _apart(word: str, known: str) -> tuple[int, int]:
    """How far apart two near words are, roughly: letters at the same place, then length."""
    same = sum(a == b for a, b in zip(word, known, strict=False))
    same += sum(a == b for a, b in zip(word[::-1], known[::-1], strict=False))
    return -same, abs(len(word) - len(known))
