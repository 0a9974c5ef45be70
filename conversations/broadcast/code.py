"""The short code that an announcement carries, so that anyone can have it checked."""

from conversations.documents.receipt import agrees, checked

LENGTH = 8
_BLANK = " -.\u00a0"


def code_of(number: int) -> str:
    """`K7QM-2FXP`, for a random `number`; the last sign is a check."""
    return _shown(checked(abs(number), LENGTH))


def read_code(text: str) -> str:
    """The code as it is written, however it was typed; "" where it can be none of ours."""
    signs = "".join(sign for sign in text.upper() if sign not in _BLANK)
    return _shown(signs) if agrees(signs, LENGTH) else ""


def _shown(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:]}"
