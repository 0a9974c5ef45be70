"""Events that cannot be handled: counted by try, and set aside after the third."""

from sqlalchemy import Connection, select

from storage.dialects import insert_into
from storage.schema import quarantine

MOST_TRIES = 3


def tried(connection: Connection, event: bytes, channel: str, reason: str, at: int) -> int:
    """Notes one failed try of an event; returns how many there were. `reason` names an error's
    type, never what somebody wrote.
    """
    new = insert_into(quarantine, connection.dialect.name)
    row = {"event": event, "channel": channel, "tries": 1, "reason": reason[:64], "at": at}
    again = {"tries": quarantine.c.tries + 1, "reason": reason[:64], "at": at}
    connection.execute(new.on_conflict_do_update(index_elements=["event"], set_=again), row)
    wanted = select(quarantine.c.tries).where(quarantine.c.event == event)
    return int(connection.execute(wanted).scalar_one())
