"""Words that mean the same whatever their spelling: places and levels of a scale."""

import re
from functools import lru_cache

_KINDS = re.compile(r"\b(kota|kab|kabupaten|adm|administrasi|city|regency|of|municipality)\b\.?")
_SHORT = {
    "jakpus": "jakarta pusat", "jakut": "jakarta utara", "jakbar": "jakarta barat",
    "jaksel": "jakarta selatan", "jaktim": "jakarta timur", "tangsel": "tangerang selatan",
    "kep seribu": "kepulauan seribu", "pulau seribu": "kepulauan seribu",
    "dki jakarta": "jakarta", "dki": "jakarta", "daerah khusus jakarta": "jakarta",
}  # fmt: skip
_SPOKEN = {
    "div": "d4", "diii": "d3", "dii": "d2", "di": "d1", "sarjana": "s1", "strata1": "s1",
    "stratai": "s1", "magister": "s2", "strata2": "s2", "stratasatu": "s1", "strataii": "s2",
    "doktor": "s3", "strata3": "s3", "strataiii": "s3", "smu": "sma", "slta": "sma", "stm": "smk",
    "smasederajat": "sma", "smasmk": "sma",
}  # fmt: skip


@lru_cache(maxsize=4096)
def same_place(said: str, listed: str) -> bool:
    """Is it the same place? Where only one says kota or kabupaten, the name decides.

    What stands beside a comma is tried alone: `Depok, Jawa Barat`. Jakarta alone is each of its
    cities.
    """
    return any(_same(part, listed) for part in said.split(","))


def _same(said: str, listed: str) -> bool:
    one, other = place(said), place(listed)
    if one != other:
        return one == "jakarta" and other.startswith("jakarta ")
    kinds = _kind(said), _kind(listed)
    return "" in kinds or kinds[0] == kinds[1]


@lru_cache(maxsize=4096)
def place(name: str) -> str:
    """A kota or kabupaten without its kind: `Kab. Bogor` and `Kota Bogor` are both `bogor`."""
    bare_name = _KINDS.sub(" ", name.casefold().replace(".", ". "))
    folded = " ".join(re.findall(r"[a-z]+", bare_name))
    return _SHORT.get(folded, folded)


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
    """Letters and digits only, in the usual short form: `D-IV` is `d4`, `Sarjana` is `s1`."""
    folded = re.sub(r"[^a-z0-9]", "", text.casefold().replace("diploma", "d"))
    return _SPOKEN.get(folded, folded)
