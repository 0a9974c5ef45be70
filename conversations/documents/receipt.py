"""The number by which people and staff speak of one upload."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
"""29 signs that are not taken for each other: a prime number, so that the check finds every wrong
sign and every exchange of two.
"""
_LENGTH = 6
_MIX = 0x9E3779B97F4A7C15


def receipt(document_id: int) -> str:
    """Six signs as `K7Q-2FX`; the last one is a check."""
    signs = checked((document_id * _MIX) & (2**64 - 1), _LENGTH)
    return f"{signs[:3]}-{signs[3:]}"


def is_receipt(text: str) -> bool:
    """Is it one, however it is spaced or written?"""
    return agrees("".join(sign for sign in text.upper() if sign not in " -"), _LENGTH)


def checked(number: int, length: int) -> str:
    """So many signs for a number, the lowest digit first; the last one is a check."""
    left, signs = number, ""
    for _ in range(length - 1):
        left, at = divmod(left, len(ALPHABET))
        signs += ALPHABET[at]
    return signs + ALPHABET[_check(signs)]


def agrees(signs: str, length: int) -> bool:
    """Are these so many signs, and is the last one their check?"""
    if len(signs) != length or any(sign not in ALPHABET for sign in signs):
        return False
    return ALPHABET[_check(signs[:-1])] == signs[-1]


def _check(signs: str) -> int:
    return sum(at * ALPHABET.index(sign) for at, sign in enumerate(signs, 1)) % len(ALPHABET)
