"""A channel's shared pace: how many may go out in a second, and until when none may."""

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, update

from storage.dialects import database_now, insert_into
from storage.schema import channel_limits


class Pacing:
    """The statements of one kind of database. Rows are locked for the length of a claim."""

    def __init__(self, dialect: str) -> None:
        limits = channel_limits.c
        now = database_now(dialect).label("now")
        wanted = select(limits.paused_until, limits.second, limits.used, now)
        mine = wanted.where(limits.channel == bindparam("of_channel"))
        self._wanted = mine.with_for_update() if dialect == "postgresql" else mine
        self._first = insert_into(channel_limits, dialect).on_conflict_do_nothing()

    def permits(self, connection: Connection, channel: str, rate: int) -> int:
        """How many of this second's `rate` are left; none during a pause."""
        row = self._row(connection, channel)
        if row.paused_until > row.now:
            return 0
        return max(0, rate - row.used) if row.second == row.now // 1000 else rate

    def use(self, connection: Connection, channel: str, permits: int) -> None:
        """Takes them, in the transaction that counted them."""
        row = self._row(connection, channel)
        second = row.now // 1000
        used = row.used if row.second == second else 0
        self._change(connection, channel, second=second, used=used + permits)

    def pause(self, connection: Connection, channel: str, wait: int) -> None:
        """Nothing goes out for `wait` milliseconds; a longer pause stays."""
        row = self._row(connection, channel)
        self._change(connection, channel, paused_until=max(row.paused_until, row.now + wait))

    def _row(self, connection: Connection, channel: str) -> "_Row":
        wanted = {"of_channel": channel}
        row = connection.execute(self._wanted, wanted).first()
        if row is None:
            new = {"channel": channel, "paused_until": 0, "second": 0, "used": 0}
            connection.execute(self._first, new)
            row = connection.execute(self._wanted, wanted).one()
        return _Row(*row)

    def _change(self, connection: Connection, channel: str, **values: int) -> None:
        mine = channel_limits.c.channel == channel
        connection.execute(update(channel_limits).where(mine).values(**values))


class _Row(Struct, frozen=True):
    paused_until: int
    second: int
    used: int
    now: int
