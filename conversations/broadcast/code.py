"""The short code that an announcement carries, so that anyone can have it checked."""

from conversations.documents.receipt import ALPHABET

LENGTH = 8
_BLANK = " -.\u00a0"


def code_of(number: int) -> str:
    """`K7QM-2FXP`, for a random `number`; the last sign is a check."""
    left, signs = abs(number), ""
    for _ in range(LENGTH - 1):
        left, at = divmod(left, len(ALPHABET))
        signs += ALPHABET[at]
    signs += ALPHABET[_check(signs)]
    return f"{signs[:4]}-{signs[4:]}"


def read_code(text: str) -> str:
    """The code as it is written, however it was typed; "" where it can be none of ours."""
    signs = "".join(sign for sign in text.upper() if sign not in _BLANK)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return ""
    right = ALPHABET[_check(signs[:-1])] == signs[-1]
    return f"{signs[:4]}-{signs[4:]}" if right else ""


def _check(signs: str) -> int:
    return sum(at * ALPHABET.index(sign) for at, sign in enumerate(signs, 1)) % len(ALPHABET)
