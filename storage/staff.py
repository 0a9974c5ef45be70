"""Who works for the Dinas and by what they are known. Blocking: call in a thread, or by `asked`.

Times are the world's own, not a demonstration's: sessions, links and one-time codes go by the
clocks of other devices.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import ColumnElement, Engine, Row, Update, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from storage.cases import millis, place
from storage.keys import KeyStore
from storage.refusals import DatabaseDownError
from storage.schema import audit
from storage.schema_staff import staff
from storage.sealing import Lookup

T = TypeVar("T")
ROLES = ("reader", "verifier", "broadcaster", "selector", "approver", "administrator")


class Member(Struct, frozen=True):
    """One of the staff. `telegram`, `password`: whether they are reached, or sign in, by it."""

    id: int
    name: str
    roles: frozenset[str]
    telegram: bool = False
    password: bool = False
    disabled: bool = False

    @property
    def actor(self) -> str:
        """Who did something, as the audit names them."""
        return f"staff:{self.id}"


class Credentials(Struct, frozen=True):
    """What a sign-in is held against: the hash of the password and the one-time secret."""

    member: Member
    password: str
    secret: str


class TakenError(ValueError):
    """Somebody is known by this already: `name` or `telegram`."""


class People:
    """The staff. `read` and `write` are the engines of a process."""

    def __init__(self, read: Engine, write: Engine, keys: KeyStore, lookup: Lookup) -> None:
        self._read, self._write, self._keys, self._lookup = read, write, keys, lookup

    def add(self, name: str, roles: frozenset[str], now: datetime, telegram: str = "") -> Member:
        """A new one, reached at the Telegram id where one is given. Raises `TakenError`."""
        row = {"name": name, "roles": " ".join(sorted(roles)), "created_at": millis(now)}
        if self.named(name) is not None:
            raise TakenError("name")
        try:
            with self._write.begin() as connection:
                number = connection.execute(insert(staff).returning(staff.c.id), row).scalar_one()
                if telegram:
                    reached = self._reached(number, telegram)
                    connection.execute(update(staff).where(staff.c.id == number), reached)
        except IntegrityError:
            raise TakenError("name" if self.named(name) else "telegram") from None
        return Member(number, name, roles, telegram=bool(telegram))

    def all(self) -> list[Member]:
        """Everybody, also who is disabled, by name."""
        with self._read.connect() as connection:
            return [
                _member(row) for row in connection.execute(select(staff).order_by(staff.c.name))
            ]

    def named(self, name: str) -> Member | None:
        return self._one(staff.c.name == name)

    def by_id(self, number: int) -> Member | None:
        return self._one(staff.c.id == number)

    def by_telegram(self, telegram: str) -> Member | None:
        """Who works here and writes from this Telegram id; None for everybody else."""
        found = self._one(staff.c.telegram_lookup == self._lookup.of("staff telegram", telegram))
        return found if found and not found.disabled else None

    def reached_by_telegram(self, role: str) -> list[str]:
        """The Telegram ids of those who have `role` and work here now."""
        wanted = select(staff).where(staff.c.disabled_at.is_(None))
        with self._read.connect() as connection:
            rows = connection.execute(wanted.where(staff.c.sealed_telegram.is_not(None))).all()
        return [
            self._keys.master.open(row.sealed_telegram, _telegram_of(row.id)).decode()
            for row in rows
            if role in row.roles.split()
        ]

    def telegram_of(self, number: int) -> str:
        """The Telegram id of one of them; "" where there is none."""
        wanted = select(staff.c.sealed_telegram).where(staff.c.id == number)
        with self._read.connect() as connection:
            sealed = connection.execute(wanted).scalar()
        return self._keys.master.open(sealed, _telegram_of(number)).decode() if sealed else ""

    def disable(self, number: int, now: datetime) -> None:
        """They cannot sign in any more; their sessions end with their next request."""
        gone = update(staff).where(staff.c.id == number, staff.c.disabled_at.is_(None))
        self._change(gone.values(disabled_at=millis(now)))

    def enable(self, number: int) -> None:
        self._change(update(staff).where(staff.c.id == number).values(disabled_at=None))

    def set_password(self, number: int, hashed: str, secret: str) -> None:
        """From now on they sign in by these, too."""
        sealed = self._keys.master.close(secret.encode(), _secret_of(number))
        new = {"password": hashed, "sealed_secret": sealed, "last_step": 0}
        self._change(update(staff).where(staff.c.id == number).values(new))

    def rehash(self, number: int, hashed: str) -> None:
        """The same password, hashed as is done today."""
        self._change(update(staff).where(staff.c.id == number).values(password=hashed))

    def credentials(self, name: str) -> Credentials | None:
        """Of somebody who works here and has a password."""
        wanted = select(staff).where(staff.c.name == name, staff.c.disabled_at.is_(None))
        with self._read.connect() as connection:
            row = connection.execute(wanted).first()
        if row is None or not row.password or not row.sealed_secret:
            return None
        secret = self._keys.master.open(row.sealed_secret, _secret_of(row.id)).decode()
        return Credentials(_member(row), row.password, secret)

    def use_step(self, number: int, step: int) -> bool:
        """Takes the one-time code of this time step; False where it, or a later one, was taken."""
        mine = update(staff).where(staff.c.id == number, staff.c.last_step < step)
        with self._write.begin() as connection:
            return connection.execute(mine.values(last_step=step)).rowcount == 1

    def note(self, actor: str, act: str, now: datetime, case_id: int = 0) -> None:
        """A row of the audit, committed when this returns. `case_id` 0: of no case."""
        row = {"case_id": case_id, "actor": actor, "act": act, "at": millis(now)}
        with self._write.begin() as connection:
            connection.execute(insert(audit), row)

    def _one(self, condition: ColumnElement[bool]) -> Member | None:
        with self._read.connect() as connection:
            row = connection.execute(select(staff).where(condition)).first()
        return _member(row) if row else None

    def _change(self, statement: Update) -> None:
        with self._write.begin() as connection:
            connection.execute(statement)

    def _reached(self, number: int, telegram: str) -> dict[str, bytes]:
        return {
            "telegram_lookup": self._lookup.of("staff telegram", telegram),
            "sealed_telegram": self._keys.master.close(telegram.encode(), _telegram_of(number)),
        }


async def asked(work: Callable[..., T], *arguments: object, **named: object) -> T:
    """What `work` returns, asked in a thread. Raises `DatabaseDownError`."""
    try:
        return await asyncio.to_thread(work, *arguments, **named)
    except SQLAlchemyError as error:
        raise DatabaseDownError(type(error).__name__) from None


def _member(row: Row[Any]) -> Member:
    return Member(
        row.id,
        row.name,
        frozenset(row.roles.split()),
        row.sealed_telegram is not None,
        row.password is not None,
        row.disabled_at is not None,
    )


def _telegram_of(number: int) -> bytes:
    return place("staff telegram", number)


def _secret_of(number: int) -> bytes:
    return place("staff secret", number)
