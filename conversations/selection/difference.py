"""What an import would change, exactly. Nothing is taken in while one row does not fit."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from conversations.selection.decision import Decided, Decision, may_change
from conversations.selection.matching import Directory, Keys, Match, Ref, match, several
from conversations.selection.sheet import Fault, Row, Sheet

Kind = Literal["new", "added", "changed", "same"]
NEW = Ref("candidate", 0)
"""What a person chooses for somebody who is not known yet."""


class Known(Struct, frozen=True):
    """Everything that a list is held against. `chosen` is what a person said of ambiguous rows."""

    stage: int
    directory: Directory
    decided: Mapping[int, Decided]
    chosen: Mapping[int, Ref] = {}


class Change(Struct, frozen=True):
    """One row that fits. `of` is None for somebody new, `before` what was decided until now.
    `contact`: the list says something of them that was not known.
    """

    row: Row
    kind: Kind
    of: Ref | None
    before: Decision | None = None
    contact: bool = False


class Ambiguous(Struct, frozen=True):
    """A row for a person: who of these is it?"""

    row: Row
    choices: tuple[Ref, ...]


class Difference(Struct, frozen=True):
    """`untouched` are candidates with a decision in this stage whom the list does not name."""

    stage: int
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    ambiguous: tuple[Ambiguous, ...]
    untouched: tuple[int, ...]

    @property
    def fits(self) -> bool:
        return not self.faults and not self.ambiguous

    @property
    def empty(self) -> bool:
        """Would nothing change?"""
        return all(each.kind == "same" and not each.contact for each in self.changes)

    def count(self, kind: Kind) -> int:
        return sum(each.kind == kind for each in self.changes)

    @property
    def digest(self) -> bytes:
        """32 bytes, by which a preview and what is taken in are known to be the same."""
        return hashlib.sha256(msgspec.json.encode(self)).digest()


def difference(sheet: Sheet, keys: Sequence[Keys], known: Known) -> Difference:
    """`keys` are the hashes of each row of `sheet`."""
    matches = [_matched(row, each, known) for row, each in zip(sheet.rows, keys, strict=True)]
    again = several([each.of for each in matches])
    changes, faults, ambiguous = [], list(sheet.faults), []
    for at, (row, found) in enumerate(zip(sheet.rows, matches, strict=True)):
        if found.choices:
            ambiguous.append(Ambiguous(row, found.choices))
        elif at in again:
            faults.append(Fault(row.at, "twice"))
        elif isinstance(got := _change(row, keys[at], found.of, known), Fault):
            faults.append(got)
        else:
            changes.append(got)
    named = {each.of.id for each in matches if each.of and each.of.kind == "candidate"}
    untouched = (id_ for id_, decided in known.decided.items() if known.stage in decided)
    return Difference(
        known.stage,
        tuple(changes),
        tuple(sorted(set(faults), key=lambda fault: (fault.at, fault.code))),
        tuple(ambiguous),
        tuple(sorted(set(untouched) - named)),
    )


def _matched(row: Row, keys: Keys, known: Known) -> Match:
    found = match(keys, known.directory)
    chosen = known.chosen.get(row.at)
    if found.choices and chosen is not None:
        if chosen == NEW:
            return Match()
        return Match(chosen) if chosen in found.choices else found
    return found


def _change(row: Row, keys: Keys, of: Ref | None, known: Known) -> Change | Fault:
    decided = known.decided.get(of.id, {}) if of and of.kind == "candidate" else {}
    if known.stage > 1 and not decided:
        return Fault(row.at, "unknown")
    before = decided.get(known.stage)
    if not may_change(decided, known.stage, row.decision):
        return Fault(row.at, "stands_on" if before else "out")
    contact = of is None or bool(_unknown(keys, known.directory.known.get(of, {})))
    if before is None:
        kind: Kind = "added" if of and of.kind == "candidate" else "new"
        return Change(row, kind, of, None, contact)
    return Change(row, "same" if before == row.decision else "changed", of, before, contact)


def _unknown(keys: Keys, known: Keys) -> set[str]:
    """Kinds that are new, or other than before."""
    return {kind for kind, key in keys.items() if known.get(kind) != key}
