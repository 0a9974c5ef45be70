"""Words found again though one letter is wrong, missing, added or swapped."""

from collections.abc import Iterable, Iterator

SHORTEST, LONGEST = 5, 20


class Slips:
    """Knows some words; `mend` gives the one a slip was meant to be."""

    def __init__(self, words: Iterable[str], shortest: int = SHORTEST) -> None:
        self._shortest = shortest
        self._words = frozenset(word for word in words if len(word) >= shortest)
        self._lacking: dict[str, set[str]] = {}
        for word in self._words:
            for short in _without_one(word):
                self._lacking.setdefault(short, set()).add(word)

    def mend(self, said: str) -> str:
        """The only known word one letter away; "" where there is none or more than one."""
        if said in self._words:
            return said
        if not self._shortest - 1 <= len(said) <= LONGEST:
            return ""
        close = {word for word in self._candidates(said) if near(said, word)}
        return close.pop() if len(close) == 1 else ""

    def _candidates(self, said: str) -> Iterator[str]:
        yield from self._lacking.get(said, ())
        for short in _without_one(said):
            if short in self._words:
                yield short
            yield from self._lacking.get(short, ())


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def near(one: str, other: str) -> bool:
    """At most one letter apart, with the same first letter."""
    if one[:1] != other[:1]:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, c in enumerate(one) if c != other[i]), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[at:] == other[at + 1 :]
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped == other[at:]
