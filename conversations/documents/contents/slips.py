"""Words that are the same but for slips of the recognition."""

FREE = 5
"""One slip is forgiven for so many letters."""


def alike(one: str, other: str) -> bool:
    """The same letters, but for one slip in each five."""
    most = len(other) // FREE
    if abs(len(one) - len(other)) > most:
        return False
    return one == other or (most > 0 and slips(one, other) <= most)


def slips(one: str, other: str) -> int:
    """Letters to change, add or leave out until both are the same (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, target in enumerate(other, 1):
            before, row[to] = row[to], min(
                row[to] + 1, row[to - 1] + 1, before + (letter != target)
            )  # fmt: skip
    return row[-1]
