"""Who is signed in, and the links that sign in once. Only keyed hashes are stored.

Blocking, as `People` is, and by the world's own time.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, insert, select, update

from storage.cases import millis
from storage.schema_staff import staff_links, staff_sessions
from storage.sealing import Lookup
from storage.staff import Member, People

IDLE, LASTS = timedelta(minutes=30), timedelta(hours=12)
LINK_LASTS = timedelta(minutes=15)
_SEEN_EVERY = timedelta(minutes=1)
_TOKEN_BYTES = 32


class Sessions:
    """A token is 43 signs that nobody can guess; a session's stands in a browser's cookie alone."""

    def __init__(self, read: Engine, write: Engine, lookup: Lookup, people: People) -> None:
        self._read, self._write, self._lookup, self._people = read, write, lookup, people

    def begin(self, member: Member, now: datetime) -> str:
        """A new session; what ran out is swept away."""
        token = new_token()
        row = {
            "lookup": self._session(token),
            "staff_id": member.id,
            "created_at": millis(now),
            "seen_at": millis(now),
            "expires_at": millis(now + LASTS),
        }
        with self._write.begin() as connection:
            connection.execute(delete(staff_sessions).where(_is_over(millis(now))))
            connection.execute(insert(staff_sessions), row)
        return token

    def whose(self, token: str, now: datetime, *, here: bool = True) -> Member | None:
        """Who is signed in by this token; None where it is over, or they are disabled. Not `here`:
        a page asked by itself, which keeps nobody signed in.
        """
        key = self._session(token)
        wanted = select(staff_sessions).where(staff_sessions.c.lookup == key)
        with self._read.connect() as connection:
            row = connection.execute(wanted.where(~_is_over(millis(now)))).first()
        member = self._people.by_id(row.staff_id) if row else None
        if row is None or member is None or member.disabled:
            return None
        if here and row.seen_at < millis(now - _SEEN_EVERY):
            seen = update(staff_sessions).where(staff_sessions.c.lookup == key)
            with self._write.begin() as connection:
                connection.execute(seen.values(seen_at=millis(now)))
        return member

    def end(self, token: str) -> None:
        mine = staff_sessions.c.lookup == self._session(token)
        with self._write.begin() as connection:
            connection.execute(delete(staff_sessions).where(mine))

    def end_all(self, member: Member) -> None:
        """Wherever they are signed in, and whatever link of theirs is unused."""
        with self._write.begin() as connection:
            for table in (staff_sessions, staff_links):
                connection.execute(delete(table).where(table.c.staff_id == member.id))

    def make_link(self, member: Member, now: datetime, lasts: timedelta = LINK_LASTS) -> str:
        """The token of a way to sign in once."""
        token = new_token()
        row = {
            "lookup": self._link(token),
            "staff_id": member.id,
            "made_at": millis(now),
            "expires_at": millis(now + lasts),
        }
        with self._write.begin() as connection:
            connection.execute(insert(staff_links), row)
        return token

    def opens(self, token: str, now: datetime) -> bool:
        """Whether this link still signs somebody in. Consumes nothing: previews open links."""
        with self._read.connect() as connection:
            row = connection.execute(select(staff_links).where(*self._open(token, now))).first()
        return row is not None

    def use_link(self, token: str, now: datetime) -> Member | None:
        """Whose it is, once; None from then on, too late, or for what is no link of ours."""
        mine = update(staff_links).where(*self._open(token, now)).values(used_at=millis(now))
        with self._write.begin() as connection:
            number = connection.execute(mine.returning(staff_links.c.staff_id)).scalar()
        member = self._people.by_id(number) if number else None
        return member if member and not member.disabled else None

    def sign(self, token: str) -> str:
        """What a form of the page with this cookie carries: another site cannot know it."""
        return self._lookup.of("staff form", token).hex()

    def _open(self, token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
        mine = staff_links.c.lookup == self._link(token)
        return mine, staff_links.c.used_at.is_(None), staff_links.c.expires_at > millis(now)

    def _session(self, token: str) -> bytes:
        return self._lookup.of("staff session", token)

    def _link(self, token: str) -> bytes:
        return self._lookup.of("staff link", token)


def new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _is_over(now: int) -> ColumnElement[bool]:
    idle = now - int(IDLE.total_seconds() * 1000)
    return (staff_sessions.c.expires_at <= now) | (staff_sessions.c.seen_at <= idle)
