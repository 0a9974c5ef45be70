"""Sure signs of a kind of question: words that meet, whatever else is said around them."""

from collections.abc import Iterable

from msgspec import Struct


class Sign(Struct, frozen=True):
    """`groups`: of each at least one word stands; `never`: none of these does."""

    kind: str
    groups: tuple[frozenset[str], ...]
    never: frozenset[str]


def parse_sign(kind: str, text: str) -> Sign:
    """`a|b & c & !d|e` as a sign of `kind`."""
    parts = [part.strip() for part in text.split("&")]
    groups = tuple(frozenset(part.split("|")) for part in parts if not part.startswith("!"))
    never = [word for part in parts if part.startswith("!") for word in part[1:].split("|")]
    return Sign(kind, groups, frozenset(never))


def signalled(signs: Iterable[Sign], words: frozenset[str]) -> str:
    """The kind of the first sign that holds, "" where none does."""
    for sign in signs:
        if not sign.never & words and all(group & words for group in sign.groups):
            return sign.kind
    return ""
