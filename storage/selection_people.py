"""Candidates: whom keyed hashes lead to, and what is sealed of them. Blocking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

from conversations.selection.matching import Directory, Ref
from conversations.selection.sheet import Person
from storage.cases import place
from storage.keys import KeyStore
from storage.schema import addresses, cases, documents
from storage.schema_selection import candidate_lookups, candidates, person_lookups
from storage.sealing import Lookup, Seal
from storage.statements import mark

AT_ONCE = 5_000
_PERSON = msgspec.json.Decoder(Person)
_ENCODE = msgspec.json.Encoder().encode
_KINDS = {"email": "address:email", "nik": "nik", "phone": "phone", "number": "registration"}
Keyed = dict[str, bytes]


def keys_of(lookup: Lookup, person: Person) -> Keyed:
    """The keyed hashes of what a list says, as they stand beside talks and documents too."""
    return {kind: lookup.of(_KINDS[kind], value) for kind, value in person.keys.items()}


def phone_key(lookup: Lookup, phone: str) -> bytes:
    return lookup.of(_KINDS["phone"], phone)


def sealed(seal: Seal, candidate: int, person: Person) -> bytes:
    return seal.close(_ENCODE(person), place("candidate", candidate))


def people(connection: Connection, keys: KeyStore, wanted: Sequence[int]) -> dict[int, Person]:
    """What is known of candidates, by their id; without those who were erased."""
    rows = list(_rows(connection, candidates, "id, applicant_id, sealed", "id", wanted))
    seals = keys.seals([owner for _, owner, _ in rows])
    return {
        number: _opened(seals[owner], number, bytes(body))
        for number, owner, body in rows
        if owner in seals
    }


def _opened(seal: Seal, number: int, body: bytes) -> Person:
    return _PERSON.decode(seal.open(body, place("candidate", number)))


def directory(connection: Connection, posting: str, wanted: Sequence[Keyed]) -> Directory:
    """Whoever is known by any of these hashes."""
    values = sorted({key for each in wanted for key in each.values()})
    found: dict[tuple[str, bytes], set[Ref]] = {}
    known = _rows(
        connection, candidate_lookups, "kind, lookup, candidate_id, posting", "lookup", values
    )
    for kind, key, number, of in known:
        if of == posting:
            found.setdefault((kind, bytes(key)), set()).add(Ref("candidate", number))
    talks = list(_talks(connection, posting, wanted))
    owners = _owners(connection, sorted({case for *_, case in talks}))
    for kind, key, case in talks:
        ref = Ref("candidate", owners[case]) if case in owners else Ref("case", case)
        found.setdefault((kind, key), set()).add(ref)
    refs = {ref for group in found.values() for ref in group}
    frozen = {which: frozenset(group) for which, group in found.items()}
    return Directory(frozen, _known(connection, refs))


def talks_of(connection: Connection, posting: str, wanted: Mapping[int, Keyed]) -> dict[int, int]:
    """The case that the hashes of each candidate agree on, of who stands on no list yet."""
    found: dict[tuple[str, bytes], set[int]] = {}
    for kind, key, case in _talks(connection, posting, list(wanted.values())):
        found.setdefault((kind, key), set()).add(case)
    taken = _owners(connection, sorted({case for cases in found.values() for case in cases}))
    agreed = {}
    for number, keyed in wanted.items():
        groups = [found[which] for which in keyed.items() if which in found]
        cases = set.intersection(*groups) - set(taken) if groups else set()
        if len(cases) == 1:
            agreed[number] = cases.pop()
    return agreed


def lookups_of(connection: Connection, wanted: Sequence[int]) -> dict[int, Keyed]:
    """Every hash of candidates, by their id."""
    found: dict[int, Keyed] = {}
    columns = "candidate_id, kind, lookup"
    for number, kind, key in _rows(connection, candidate_lookups, columns, "candidate_id", wanted):
        found.setdefault(number, {})[kind] = bytes(key)
    return found


def _talks(
    connection: Connection, posting: str, wanted: Sequence[Keyed]
) -> Iterator[tuple[str, bytes, int]]:
    """Kind, hash and case of everybody who talked here and is known by one of these."""
    for kind, table, column, joined in _TALKS:
        values = sorted({each[kind] for each in wanted if kind in each})
        rows = list(_rows(connection, table, f"{column}, {joined}", column, values))
        of_case = _cases_of(connection, posting, joined, sorted({row[1] for row in rows}))
        yield from (
            (kind, bytes(key), case) for key, owner in rows for case in of_case.get(owner, ())
        )


def _cases_of(
    connection: Connection, posting: str, joined: str, owners: Sequence[int]
) -> dict[int, list[int]]:
    """The cases of one posting by their owner, or by themselves."""
    column = "applicant_id" if joined == "applicant_id" else "id"
    found: dict[int, list[int]] = {}
    for owner, case, of in _rows(connection, cases, f"{column}, id, posting", column, owners):
        if of == posting:
            found.setdefault(owner, []).append(case)
    return found


def _owners(connection: Connection, wanted: Sequence[int]) -> dict[int, int]:
    """The candidate of each case that has one."""
    return dict(_rows(connection, candidates, "case_id, id", "case_id", wanted))


def _known(connection: Connection, refs: Iterable[Ref]) -> dict[Ref, Keyed]:
    refs = list(refs)
    held = lookups_of(connection, sorted(ref.id for ref in refs if ref.kind == "candidate"))
    known = {Ref("candidate", number): keyed for number, keyed in held.items()}
    wanted = sorted(ref.id for ref in refs if ref.kind == "case")
    for case, card in _rows(connection, documents, "case_id, person", "case_id", wanted):
        if bytes(card):
            known[Ref("case", case)] = {"nik": bytes(card)}
    return known


def _rows(
    connection: Connection, table: Table, columns: str, of: str, wanted: Sequence[Any]
) -> Iterator[Any]:
    """Rows whose column `of` is one of `wanted`, however many these are: as text, since preparing
    tens of thousands of values through Core takes longer than the database.
    """
    for at in range(0, len(wanted), AT_ONCE):
        part = tuple(wanted[at : at + AT_ONCE])
        marks = ", ".join([mark(connection)] * len(part))
        statement = f"SELECT {columns} FROM {table.name} WHERE {of} IN ({marks})"  # noqa: S608 - names of our own tables
        yield from connection.exec_driver_sql(statement, part)


_TALKS = (
    ("email", addresses, "lookup", "applicant_id"),
    ("phone", person_lookups, "lookup", "applicant_id"),
    ("nik", documents, "person", "case_id"),
)
"""Where hashes of those who talk here stand, and what leads to their case."""
