"""Does a spoken role count? A word of the wanted roles, together with a word of the fields."""

import re
from functools import lru_cache

_FILLERS = frozenset({
    "tenaga", "ahli", "lapangan", "senior", "junior", "madya", "muda", "utama", "staf", "dinas",
    "kota", "kabupaten", "usaha", "dan", "atau", "and", "or", "the", "of", "for", "field",
})  # fmt: skip
_FIELDS = {
    "ukm": "umkm", "kumkm": "umkm", "mikro": "umkm", "kecil": "umkm", "menengah": "umkm",
    "umk": "umkm", "ikm": "umkm", "cooperative": "koperasi", "cooperatives": "koperasi",
    "msme": "umkm", "msmes": "umkm", "kukm": "umkm", "ppkl": "koperasi",
}  # fmt: skip
_ROLES = {
    "companion": "pendamping", "facilitator": "fasilitator", "extension": "penyuluh",
    "counsellor": "penyuluh", "counselor": "penyuluh", "pendampingan": "pendamping",
    "penyuluhan": "penyuluh",
}  # fmt: skip
_IMPLIES = {"ppkl": "penyuluh"}  # petugas penyuluh koperasi lapangan


@lru_cache(maxsize=4096)
def counts(role: str, roles: tuple[str, ...], fields: tuple[str, ...]) -> bool | None:
    """Is it one of `roles` for one of `fields`? None where no role is said."""
    words = re.findall(r"\w+", role.casefold().replace("_", " "))
    if not words:
        return None
    known = [_ROLES.get(word, word) for word in words]
    named = {*known, *(_IMPLIES[word] for word in words if word in _IMPLIES)}
    if named.isdisjoint(roles):
        return False
    rest = [word for word in known if word not in roles and word not in _FILLERS]
    return not rest or any(_FIELDS.get(word, word) in fields for word in rest)
