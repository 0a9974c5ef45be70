"""What a word may be without its endings and beginnings: Indonesian, Javanese, Sundanese, English.

Nothing is cut that does not lead to a known word, so a wide net does no harm.
"""

from collections.abc import Iterator

SHORTEST = 3
_STEPS = 3
_ENDS = (
    "nya", "nye", "ke", "ken", "aken", "no", "ne", "na", "ku", "mu", "lah", "kah", "pun", "kan",
    "keun", "ake", "an", "i", "in", "e", "n", "s", "es", "ed", "ing", "ly", "2",
)  # fmt: skip
# A beginning, and the letters it may have swallowed.
_BEGINS = (
    ("meng", ("", "k")), ("meny", ("s",)), ("mem", ("", "p")), ("men", ("", "t")), ("me", ("",)),
    ("peng", ("", "k")), ("peny", ("s",)), ("pem", ("", "p")), ("pen", ("", "t")), ("pe", ("",)),
    ("nge", ("",)), ("ng", ("", "k")), ("ny", ("s", "c")), ("nd", ("d",)), ("m", ("p",)),
    ("n", ("t", "")), ("di", ("",)), ("dipun", ("",)), ("ber", ("",)), ("be", ("",)),
    ("per", ("",)), ("ter", ("",)), ("te", ("",)), ("ke", ("",)), ("ka", ("",)), ("se", ("",)),
    ("sa", ("",)), ("pa", ("",)), ("un", ("",)), ("re", ("",)),
)  # fmt: skip


def shorter(word: str) -> Iterator[str]:
    """Every form of `word` with up to three affixes cut, the least cut first."""
    seen, rank = {word}, [word]
    for _ in range(_STEPS):
        cut = [form for one in rank for form in _once(one) if form not in seen]
        rank = list(dict.fromkeys(cut))
        seen.update(rank)
        yield from rank


def _once(word: str) -> Iterator[str]:
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= SHORTEST:
            yield word[: -len(end)]
    for begin, letters in _BEGINS:
        rest = word[len(begin) :]
        if word.startswith(begin) and len(rest) >= SHORTEST:
            yield from (letter + rest for letter in letters)
