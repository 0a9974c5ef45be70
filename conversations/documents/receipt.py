"""The number by which people and staff speak of one upload."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
"""29 signs that are not taken for each other: a prime number, so that the check finds every wrong
sign and every exchange of two.
"""
_LENGTH = 5
_MIX = 0x9E3779B97F4A7C15


def receipt(document_id: int) -> str:
    """Six signs as `K7Q-2FX`; the last one is a check."""
    left = (document_id * _MIX) & (2**64 - 1)
    signs = ""
    for _ in range(_LENGTH):
        left, at = divmod(left, len(ALPHABET))
        signs += ALPHABET[at]
    signs += ALPHABET[_check(signs)]
    return f"{signs[:3]}-{signs[3:]}"


def is_receipt(text: str) -> bool:
    """Is it one, however it is spaced or written?"""
    signs = [sign for sign in text.upper() if sign not in " -"]
    if len(signs) != _LENGTH + 1 or not all(sign in ALPHABET for sign in signs):
        return False
    return ALPHABET[_check("".join(signs[:-1]))] == signs[-1]


def _check(signs: str) -> int:
    return sum(at * ALPHABET.index(sign) for at, sign in enumerate(signs, 1)) % len(ALPHABET)
