"""Words that mean the same whatever their spelling: places and levels of a scale."""

import re
from functools import lru_cache

_KINDS = re.compile(r"\b(kota|kab|kabupaten|adm|administrasi|city|regency|of|municipality)\b\.?")
_ROMANS = {"div": "d4", "diii": "d3", "dii": "d2", "di": "d1"}


@lru_cache(maxsize=4096)
def same_place(said: str, listed: str) -> bool:
    """Is it the same place? Where only one says kota or kabupaten, the name decides."""
    if place(said) != place(listed):
        return False
    one, other = _kind(said), _kind(listed)
    return not one or not other or one == other


@lru_cache(maxsize=4096)
def place(name: str) -> str:
    """A kota or kabupaten without its kind: `Kab. Bogor` and `Kota Bogor` are both `bogor`."""
    bare_name = _KINDS.sub(" ", name.casefold().replace(".", ". "))
    return " ".join(re.findall(r"[a-z]+", bare_name))


def _kind(name: str) -> str:
    folded = name.casefold()
    if re.match(r"\s*kota\b", folded):
        return "kota"
    return "kabupaten" if re.match(r"\s*kab", folded) else ""


@lru_cache(maxsize=1024)
def level(said: str, scale: tuple[tuple[str, ...], ...]) -> int | None:
    """How high a spoken level stands on a scale, lowest 0; None where it is unknown."""
    wanted = bare(said)
    for rank, names in enumerate(scale):
        if wanted in {bare(name) for name in names}:
            return rank
    return None


def bare(text: str) -> str:
    """Letters and digits only, with roman numerals of diplomas as digits: `D-IV` is `d4`."""
    folded = re.sub(r"[^a-z0-9]", "", text.casefold().replace("diploma", "d"))
    return _ROMANS.get(folded, folded)
