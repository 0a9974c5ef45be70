"""Whom a row is about, found by keyed hashes. Where these do not agree a person decides."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

Keys = Mapping[str, bytes]
"""Keyed hashes by kind (`email`, `phone`, `nik`, `number`)."""
FIXED = ("nik", "number")
"""What does not change: another one is another person."""


class Ref(Struct, frozen=True, order=True):
    """Somebody known: a candidate, or the talk of one who stands on no list yet."""

    kind: Literal["candidate", "case"]
    id: int


class Directory(Struct, frozen=True):
    """`found` are those known by a hash, `known` the hashes of each candidate."""

    found: Mapping[tuple[str, bytes], frozenset[Ref]]
    known: Mapping[Ref, Keys]


class Match(Struct, frozen=True):
    """`of` is None for somebody new; `choices` are those among whom a person has to choose."""

    of: Ref | None = None
    choices: tuple[Ref, ...] = ()


def match(keys: Keys, directory: Directory) -> Match:
    """The one whom every hash that is known agrees on."""
    groups = [directory.found.get((kind, key), frozenset()) for kind, key in keys.items()]
    hits = [group for group in groups if group]
    if not hits:
        return Match()
    agreed = frozenset.intersection(*hits)
    fitting = sorted(ref for ref in agreed if not _contradicts(keys, directory.known.get(ref, {})))
    if len(fitting) == 1:
        return Match(fitting[0])
    return Match(choices=tuple(sorted(frozenset.union(*hits))))


def _contradicts(keys: Keys, known: Keys) -> bool:
    """Is something that does not change another one?"""
    return any(kind in keys and kind in known and keys[kind] != known[kind] for kind in FIXED)


def several(refs: Sequence[Ref | None]) -> set[int]:
    """Places at which somebody is named who was named before."""
    seen: set[Ref] = set()
    again = set()
    for at, ref in enumerate(refs):
        if ref is not None and ref in seen:
            again.add(at)
        if ref is not None:
            seen.add(ref)
    return again
