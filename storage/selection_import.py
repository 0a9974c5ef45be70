"""A list is held against what is known, and taken in whole or not at all. Blocking."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Engine, insert, select, update

from conversations.selection.decision import Decision
from conversations.selection.difference import Change, Difference, Known, difference
from conversations.selection.matching import Ref
from conversations.selection.sheet import Person, Sheet
from storage.keys import KeyStore
from storage.schema import applicants
from storage.schema_selection import candidate_lookups, candidates
from storage.sealing import Lookup, Seal, new_key
from storage.selection_decisions import (
    Author,
    Deciding,
    alone,
    decide,
    decided,
    fingerprint,
    note_import,
    reasons,
)
from storage.selection_people import Keyed, directory, keys_of, people, sealed
from storage.selection_signs import Signs
from storage.statements import ManyRows
from storage.writeset import Row

TRIES = 3
_NEWER = "ON CONFLICT (candidate_id, kind) DO UPDATE SET lookup = excluded.lookup"


class Shown(Struct, frozen=True):
    """What a list would change, and as of which state of everything else."""

    difference: Difference
    keys: tuple[Keyed, ...]
    as_of: tuple[object, ...]


class ChangedMeanwhileError(Exception):
    """Something of the selection changed since it was looked at: look again."""


class DoesNotFitError(Exception):
    """A row does not fit: nothing was taken in."""


class Taking(Struct, frozen=True):
    """Which list, for which stage of which posting; `chosen` is what was said of unclear rows."""

    posting: str
    stage: int
    sheet: Sheet
    chosen: Mapping[int, Ref] = {}


class _Rows(Struct):
    """Everything that one import writes."""

    keys: list[Row]
    applicants: list[Row]
    candidates: list[Row]
    lookups: list[Row]
    changed: list[Row]
    deciding: list[Deciding]


class Imports:
    """`read` and `write` are the engines of a process."""

    def __init__(
        self,
        engines: tuple[Engine, Engine],
        keys: KeyStore,
        lookup: Lookup,
        new_id: Callable[[], int],
    ) -> None:
        self._read, self._write = engines
        self._keys, self._lookup, self._new_id = keys, lookup, new_id
        self._signs = Signs(lookup)
        self._last: tuple[Taking, Shown] | None = None

    def preview(self, taking: Taking) -> Shown:
        """Exactly what would change; nothing does."""
        shown = self._shown(taking)
        self._last = (taking, shown)
        return shown

    def _shown(self, taking: Taking) -> Shown:
        keys = tuple(keys_of(self._lookup, row.person) for row in taking.sheet.rows)
        with self._read.connect() as connection:
            as_of = fingerprint(connection, taking.posting)
            known = Known(
                taking.stage,
                directory(connection, taking.posting, keys),
                self._decided(connection, taking),
                taking.chosen,
            )
        return Shown(difference(taking.sheet, keys, known), keys, as_of)

    def take(self, taking: Taking, author: int, at: int, digest: bytes = b"") -> Difference:
        """Everything or nothing; what is known already changes nothing. With `digest` only what
        was shown under it. Raises `DoesNotFitError` and `ChangedMeanwhileError`.
        """
        for _ in range(TRIES):
            shown = self._seen(taking) or self.preview(taking)
            if digest and digest != shown.difference.digest:
                raise ChangedMeanwhileError
            if not shown.difference.fits:
                raise DoesNotFitError
            if shown.difference.empty or self._taken(taking, shown, Author(author, at)):
                return shown.difference
        raise ChangedMeanwhileError

    def _seen(self, taking: Taking) -> Shown | None:
        """What was shown just now; whether it still holds is asked again as it is taken in."""
        last, self._last = self._last, None
        return last[1] if last and last[0] == taking else None

    def _decided(self, connection: Connection, taking: Taking) -> dict[int, dict[int, Decision]]:
        found = decided(connection, taking.posting)
        for (candidate, stage), reason in reasons(connection, self._keys, taking.posting).items():
            before = found[candidate][stage]
            found[candidate][stage] = msgspec.structs.replace(before, reason=reason)
        return found

    def _taken(self, taking: Taking, shown: Shown, author: Author) -> bool:
        """False where something changed since it was shown."""
        number = self._new_id()
        author = msgspec.structs.replace(author, import_id=number)
        rows = self._rows(taking, shown, author.at)
        if rows.keys:
            self._keys.add(rows.keys)
        with self._write.begin() as connection:
            alone(connection)
            if fingerprint(connection, taking.posting) != shown.as_of:
                return False
            _write(connection, rows)
            decide(connection, rows.deciding, taking.posting, author, self._signs)
            note_import(connection, _import_row(taking, shown, author))
        return True

    def _rows(self, taking: Taking, shown: Shown, at: int) -> _Rows:
        rows = _Rows([], [], [], [], [], [])
        known = self._seals(shown.difference.changes)
        keyed = dict(zip((row.at for row in taking.sheet.rows), shown.keys, strict=True))
        for change in shown.difference.changes:
            keys = keyed[change.row.at]
            if change.of is not None and change.of.kind == "candidate":
                number, (seal, person) = change.of.id, known[change.of.id]
                if change.contact:
                    self._renew(rows, number, (seal, person, change.row.person), at)
            else:
                number, seal = self._add(rows, taking.posting, change, at)
            if change.contact or change.kind == "new":
                rows.lookups += _lookups(taking.posting, number, keys)
            if change.kind != "same":
                rows.deciding.append(Deciding(number, seal, taking.stage, change.row.decision))
        return rows

    def _seals(self, changes: Sequence[Change]) -> dict[int, tuple[Seal, Person]]:
        """Seal and contents of the candidates that are known already."""
        wanted = [each.of.id for each in changes if each.of and each.of.kind == "candidate"]
        with self._read.connect() as connection:
            found = people(connection, self._keys, wanted)
            owners = owners_of(connection, wanted)
        seals = self._keys.seals(list(owners.values()))
        return {
            number: (seals[owner], found[number])
            for number, owner in owners.items()
            if owner in seals
        }

    def _add(self, rows: _Rows, posting: str, change: Change, at: int) -> tuple[int, Seal]:
        number, owner, key = self._new_id(), self._new_id(), new_key()
        seal = Seal(key)
        rows.keys.append(self._keys.row(owner, key, at))
        rows.applicants.append({"id": owner, "created_at": at})
        rows.candidates.append(
            {
                "id": number,
                "posting": posting,
                "applicant_id": owner,
                "case_id": change.of.id if change.of else 0,
                "sealed": sealed(seal, number, change.row.person),
                "created_at": at,
                "changed_at": at,
            }
        )
        return number, seal

    def _renew(self, rows: _Rows, number: int, known: tuple[Seal, Person, Person], at: int) -> None:
        """What the list says of them stands over what was known."""
        seal, before, said = known
        kept = msgspec.structs.asdict(before)
        new = {name: value for name, value in msgspec.structs.asdict(said).items() if value}
        body = sealed(seal, number, Person(**(kept | new)))
        rows.changed.append({"of_id": number, "new_sealed": body, "new_at": at})


def owners_of(connection: Connection, wanted: Sequence[int]) -> dict[int, int]:
    """The owner of the key of each candidate."""
    found: dict[int, int] = {}
    for at in range(0, len(wanted), 5_000):
        which = candidates.c.id.in_(wanted[at : at + 5_000])
        rows = connection.execute(select(candidates.c.id, candidates.c.applicant_id).where(which))
        found.update({row.id: row.applicant_id for row in rows})
    return found


def _write(connection: Connection, rows: _Rows) -> None:
    if rows.applicants:
        connection.execute(insert(applicants), rows.applicants)
        connection.execute(insert(candidates), rows.candidates)
    for row in rows.changed:
        which = update(candidates).where(candidates.c.id == row["of_id"])
        connection.execute(which.values(sealed=row["new_sealed"], changed_at=row["new_at"]))
    if rows.lookups:
        ManyRows(candidate_lookups, _NEWER).run(connection, rows.lookups)


def _lookups(posting: str, number: int, keys: Keyed) -> list[Row]:
    return [
        {"candidate_id": number, "kind": kind, "posting": posting, "lookup": key}
        for kind, key in keys.items()
    ]


def _import_row(taking: Taking, shown: Shown, author: Author) -> Row:
    found = shown.difference
    return {
        "id": author.import_id,
        "posting": taking.posting,
        "stage": taking.stage,
        "digest": hashlib.sha256(found.digest).digest(),
        "rows": len(found.changes),
        "added": found.count("new") + found.count("added"),
        "changed": found.count("changed"),
        "author_id": author.id,
        "at": author.at,
    }
