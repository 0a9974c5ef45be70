"""Finds the case of an address, and keeps the hot ones at hand."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, and_, bindparam, func, literal_column, or_, select

from conversations.dialog.event import Address
from conversations.dialog.join_kept import Person
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.stored import decode, encode
from storage.delivery import Delivery, Trail
from storage.keys import KeyStore
from storage.outbox import BULK, is_open
from storage.schema import BESIDE, addresses, cases, outbox
from storage.sealing import Lookup, Seal, new_key
from storage.writeset import Newcomer, Row

HOT = 2048
_MESSAGE = msgspec.json.Decoder(Message)


class Standing(Struct, frozen=True):
    """Which of several people at an address a case is of (0: the only one), and who they all are.
    `base` is the row of the first of them.
    """

    number: int = 0
    base: int = 0
    people: tuple[Person, ...] = ()


ALONE = Standing()


class Case(Struct, eq=False):
    """One applicant's work on one posting, as last committed. `version` 0 is a new one."""

    address: Address
    posting: str
    address_id: int
    applicant_id: int
    seal: Seal
    id: int
    version: int = 0
    state: State = field(default_factory=State)
    created_at: int = 0
    newcomer: Newcomer | None = None
    trail: Trail = field(default_factory=Trail)
    standing: Standing = ALONE

    def after(self, state: State, at: int) -> "Case":
        """The case once a turn that left `state` is committed."""
        born = self.created_at or at
        return replace(self, version=self.version + 1, state=state, created_at=born, newcomer=None)


class KeyErasedError(LookupError):
    """The person was erased; what is left of them cannot be read."""


class Cases:
    """Blocking reads (call in a reader's thread); `hot` answers without any."""

    def __init__(
        self, engine: Engine, keys: KeyStore, lookup: Lookup, new_id: Callable[[], int]
    ) -> None:
        self._engine, self._keys, self._lookup, self._new_id = engine, keys, lookup, new_id
        self._hot: OrderedDict[tuple[Address, str], Case] = OrderedDict()
        self._at: dict[int, tuple[Address, str]] = {}

    def lookup(self, address: Address) -> bytes:
        """Of the address itself; of each but the first who share it, one of their own."""
        more = f"\0{address.person}" if address.person > 1 else ""
        return self._lookup.of(f"address:{address.channel}", address.external_id + more)

    def hot(self, address: Address, posting: str) -> Case | None:
        case = self._hot.get((address, posting))
        if case is not None:
            self._hot.move_to_end((address, posting))
        return case

    def keep(self, case: Case) -> None:
        """Remembers `case` as the committed one, whatever other addresses of it remember."""
        key = (case.address, case.posting)
        if (other := self._at.get(case.id)) and other != key:
            self._hot.pop(other, None)
        self._hot[key], self._at[case.id] = case, key
        if len(self._hot) > HOT:
            _, oldest = self._hot.popitem(last=False)
            self._at.pop(oldest.id, None)

    def forget(self, case: Case) -> None:
        """Also where it is remembered at another address."""
        self._hot.pop((case.address, case.posting), None)
        if other := self._at.pop(case.id, None):
            self._hot.pop(other, None)

    def forget_people(self, applicants: Collection[int]) -> None:
        """Nothing of these people stays at hand."""
        for case in [each for each in self._hot.values() if each.applicant_id in applicants]:
            self.forget(case)

    def reading(self) -> AbstractContextManager[Connection]:
        """For one question of whoever works beside."""
        return self._engine.connect()

    def find(self, address: Address, posting: str) -> Case | None:
        """The stored case. Raises `KeyErasedError`."""
        which = {"lookup": self.lookup(address), "posting": posting}
        with self._engine.connect() as connection:
            row = connection.execute(_FIND_ONE if address.person else _FIND, which).first()
        return self._found(address, posting, row) if row else None

    def at(self, address_id: int, posting: str) -> Case | None:
        """The stored case of whose address this is, as it is found there."""
        with self._engine.connect() as connection:
            which = {"address_id": address_id, "posting": posting}
            row = connection.execute(_FIND_ROW, which).first()
        seal = self._keys.seal(row.applicant_id) if row else None
        if row is None or seal is None or row.person < 0:
            return None
        return self._found(address_of(row, seal, row.address_id), posting, row)

    def _found(self, address: Address, posting: str, row: Any) -> Case:  # noqa: ANN401 - a row
        if (seal := self._keys.seal(row.applicant_id)) is None:
            raise KeyErasedError
        person = (address, posting, row.address_id, row.applicant_id, seal)
        standing = self._standing(row, posting) if row.person else ALONE
        if row.id is None:
            return Case(*person, self._new_id(), standing=standing)
        state = decode(seal.open(row.state, place("case", row.id)))
        trail = Trail(self._open(address.channel, row.address_id))
        born = row.created_at
        return Case(*person, row.id, row.version, state, born, None, trail, standing)

    def _standing(self, row: Any, posting: str) -> Standing:  # noqa: ANN401 - a row
        base = row.beside or row.address_id
        with self._engine.connect() as connection:
            found = connection.execute(_BESIDE, {"base": base, "posting": posting}).all()
        people = []
        for each in found:
            seal = self._keys.seal(each.applicant_id)
            if seal is not None and each.state:
                label = decode(seal.open(each.state, place("case", each.id))).together.label
                people.append(Person(each.person, label))
        return Standing(row.person, base, tuple(people))

    def sent_id(self, case_id: int, seq: int) -> str:
        """The channel's id of a message that was sent; "" where there is none."""
        wanted = {"case_id": case_id, "seq": seq}
        with self._engine.connect() as connection:
            return connection.execute(_SENT_ID, wanted).scalar() or ""

    def deliveries(self, channel: str, rows: Sequence[Row]) -> list[Delivery]:
        """Claimed rows, opened; without those of people who were erased."""
        seals = self._keys.seals([row["applicant_id"] for row in rows])
        found = ((row, seals.get(row["applicant_id"])) for row in rows)
        return [self._delivery(channel, row, seal) for row, seal in found if seal]

    def _delivery(self, channel: str, row: Row, seal: Seal) -> Delivery:
        external_id = seal.open(row["sealed_id"], place("address", row["address_id"])).decode()
        body = seal.open(row["body"], place("outbox", row["case_id"], row["seq"]))
        address = Address(channel, external_id, row["person"])
        hot = self._hot_at(row["address_id"], address, row["posting"])
        if hot:  # nothing before this row is open any more, whoever sent it
            hot.trail.open = {seq for seq in hot.trail.open if seq >= row["seq"]}
        return Delivery(
            row["case_id"],
            row["seq"],
            row["lease"],
            address,
            row["address_id"],
            _MESSAGE.decode(body),
            row["language"],
            self.sent_id(row["case_id"], row["replaces"]) if row["replaces"] else "",
            hot.trail if hot else Trail(),
            row["kind"],
        )

    def _hot_at(self, address_id: int, address: Address, posting: str) -> Case | None:
        """The case of this very row, where it is at hand."""
        hot = self.hot(address, posting) or self.hot(replace(address, person=0), posting)
        return hot if hot and hot.address_id == address_id else None

    def _open(self, channel: str, address_id: int) -> set[int]:
        wanted = {"channel": channel, "address_id": address_id}
        with self._engine.connect() as connection:
            return set(connection.execute(_OPEN, wanted).scalars())

    def new(self, address: Address, posting: str, now: int) -> Case:
        """A case for somebody who was never here; nothing is stored yet."""
        applicant_id, address_id, key = self._new_id(), self._new_id(), new_key()
        case = Case(address, posting, address_id, applicant_id, Seal(key), self._new_id())
        sealed = case.seal.close(address.external_id.encode(), place("address", address_id))
        case.newcomer = Newcomer(
            self._keys.row(applicant_id, key, now),
            {"id": applicant_id, "created_at": now},
            {
                "id": address_id,
                "applicant_id": applicant_id,
                "channel": address.channel,
                "lookup": self.lookup(address),
                "sealed_id": sealed,
                "blocked_at": 0,
                "created_at": now,
            },
        )
        return case


def row_of(case: Case, state: State, now: int) -> Row:
    """The case's next row: the sealed state, and the columns that stay open for staff."""
    return {
        "id": case.id,
        "applicant_id": case.applicant_id,
        "posting": case.posting,
        "version": case.version + 1,
        "state": case.seal.close(encode(state), place("case", case.id)),
        "language": state.language,
        "progress": state.progress,
        "verdict": state.verdict,
        "consented": int(bool(state.consent)),
        "last_seen": now,
        "created_at": case.created_at or now,
        "stopped": _moment(state.stopped),
        "rhythm": state.reminders,
        "sent": _moment(state.form_sent),
        "missing": state.missing or "",
        "zone": state.zone,
        "with_staff": _moment(state.with_staff.since),
        "blocked": _moment(state.blocked),
    }


def _moment(iso: str) -> int:
    return millis(datetime.fromisoformat(iso)) if iso else 0


def place(table: str, *row: int) -> bytes:
    """What a sealed value is bound to: its table and row."""
    return (table + ":%d" * len(row) % row).encode()


def millis(moment: datetime) -> int:
    """UTC milliseconds since 1970, as the tables hold time."""
    return int(moment.timestamp() * 1000)


_BASE = addresses.alias("base")
_COLUMNS = (
    addresses.c.id.label("address_id"),
    addresses.c.applicant_id,
    addresses.c.channel,
    addresses.c.sealed_id,
    addresses.c.person,
    addresses.c.beside,
    cases.c.id,
    cases.c.version,
    cases.c.state,
    cases.c.created_at,
)
_OF_CASE = (cases.c.applicant_id == addresses.c.applicant_id) & (
    cases.c.posting == bindparam("posting")
)
_WRITES = func.coalesce(func.nullif(_BASE.c.writes, 0), _BASE.c.id)
_FIND = (
    select(*_COLUMNS)
    .select_from(_BASE.join(addresses, addresses.c.id == _WRITES).outerjoin(cases, _OF_CASE))
    .where(_BASE.c.lookup == bindparam("lookup"))
)
_ONE = select(*_COLUMNS).select_from(addresses.outerjoin(cases, _OF_CASE))
_FIND_ONE = _ONE.where(addresses.c.lookup == bindparam("lookup"))
_FIND_ROW = _ONE.where(addresses.c.id == bindparam("address_id"))
_BESIDE = (
    select(*_COLUMNS)
    .select_from(addresses.outerjoin(cases, _OF_CASE))
    .where(
        or_(
            addresses.c.id == bindparam("base"),
            and_(addresses.c.beside == bindparam("base"), literal_column(f"addresses.{BESIDE}")),
        )
    )
    .order_by(addresses.c.person)
)


def address_of(row: Any, seal: Seal, address_id: int) -> Address:  # noqa: ANN401 - a row
    """Where that is, and which of its people."""
    name = seal.open(row.sealed_id, place("address", address_id)).decode()
    return Address(row.channel, name, max(row.person, 0))


_SENT_ID = select(outbox.c.sent_id).where(
    outbox.c.case_id == bindparam("case_id"), outbox.c.seq == bindparam("seq")
)
_OPEN = select(outbox.c.seq).where(
    outbox.c.channel == bindparam("channel"),
    outbox.c.address_id == bindparam("address_id"),
    is_open(),
    outbox.c.kind != BULK,
)
