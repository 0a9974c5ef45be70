"""Candidates: whom keyed hashes lead to, and what is sealed of them. Blocking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, select

from conversations.selection.matching import Directory, Ref
from conversations.selection.sheet import Person
from storage.cases import place
from storage.keys import KeyStore
from storage.schema import addresses, cases, documents
from storage.schema_selection import candidate_lookups, candidates, person_lookups
from storage.sealing import Lookup, Seal

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
    rows = _all(connection, candidates, candidates.c.id, wanted)
    seals = keys.seals([row["applicant_id"] for row in rows])
    return {
        row["id"]: _opened(seals[row["applicant_id"]], row)
        for row in rows
        if row["applicant_id"] in seals
    }


def _opened(seal: Seal, row: Mapping[str, Any]) -> Person:
    return _PERSON.decode(seal.open(row["sealed"], place("candidate", row["id"])))


def directory(connection: Connection, posting: str, wanted: Sequence[Keyed]) -> Directory:
    """Whoever is known by any of these hashes."""
    values = sorted({key for each in wanted for key in each.values()})
    found: dict[tuple[str, bytes], set[Ref]] = {}
    for row in _all(connection, candidate_lookups, candidate_lookups.c.lookup, values):
        if row["posting"] == posting:
            which = (row["kind"], bytes(row["lookup"]))
            found.setdefault(which, set()).add(Ref("candidate", row["candidate_id"]))
    talks = list(_talks(connection, posting, values))
    owners = _owners(connection, [case for *_, case in talks])
    for kind, key, case in talks:
        ref = Ref("candidate", owners[case]) if case in owners else Ref("case", case)
        found.setdefault((kind, key), set()).add(ref)
    refs = {ref for group in found.values() for ref in group}
    frozen = {which: frozenset(group) for which, group in found.items()}
    return Directory(frozen, _known(connection, refs))


def talks_of(connection: Connection, posting: str, wanted: Mapping[int, Keyed]) -> dict[int, int]:
    """The case that the hashes of each candidate agree on, of who stands on no list yet."""
    values = sorted({key for keyed in wanted.values() for key in keyed.values()})
    found: dict[tuple[str, bytes], set[int]] = {}
    for kind, key, case in _talks(connection, posting, values):
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
    for row in _all(connection, candidate_lookups, candidate_lookups.c.candidate_id, wanted):
        found.setdefault(row["candidate_id"], {})[row["kind"]] = bytes(row["lookup"])
    return found


def _talks(
    connection: Connection, posting: str, values: Sequence[bytes]
) -> Iterator[tuple[str, bytes, int]]:
    """Kind, hash and case of everybody who talked here and is known by one of `values`."""
    by_address = select(addresses.c.lookup, cases.c.id).join(
        cases, cases.c.applicant_id == addresses.c.applicant_id
    )
    by_phone = select(person_lookups.c.lookup, cases.c.id).join(
        cases, cases.c.applicant_id == person_lookups.c.applicant_id
    )
    by_card = select(documents.c.person, cases.c.id).join(cases, cases.c.id == documents.c.case_id)
    for part in _parts(values):
        for kind, wanted, column in (
            ("email", by_address, addresses.c.lookup),
            ("phone", by_phone, person_lookups.c.lookup),
            ("nik", by_card, documents.c.person),
        ):
            rows = connection.execute(wanted.where(column.in_(part), cases.c.posting == posting))
            yield from ((kind, bytes(key), case) for key, case in rows)


def _owners(connection: Connection, wanted: Sequence[int]) -> dict[int, int]:
    """The candidate of each case that has one."""
    rows = _all(connection, candidates, candidates.c.case_id, wanted)
    return {row["case_id"]: row["id"] for row in rows}


def _known(connection: Connection, refs: Iterable[Ref]) -> dict[Ref, Keyed]:
    refs = list(refs)
    held = lookups_of(connection, sorted(ref.id for ref in refs if ref.kind == "candidate"))
    known = {Ref("candidate", number): keyed for number, keyed in held.items()}
    wanted = sorted(ref.id for ref in refs if ref.kind == "case")
    for row in _all(connection, documents, documents.c.case_id, wanted):
        if card := bytes(row["person"]):
            known[Ref("case", row["case_id"])] = {"nik": card}
    return known


def _all(
    connection: Connection, table: Table, column: ColumnElement[Any], wanted: Sequence[Any]
) -> list[Mapping[str, Any]]:
    """Rows whose `column` is one of `wanted`, however many these are."""
    found: list[Mapping[str, Any]] = []
    for part in _parts(wanted):
        found += connection.execute(select(table).where(column.in_(part))).mappings()
    return found


def _parts(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(wanted), AT_ONCE):
        yield wanted[at : at + AT_ONCE]
