"""What the program's database says of the messages of a test."""

from typing import NamedTuple

from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import Engine

from storage.schema import addresses, cases, inbox, outbox, quarantine
from storage.schema_windows import loose_statuses
from tests.running.program import Running


def engine_of(program: Running) -> Engine:
    return create_engine(f"sqlite:///{program.app.state.settings.data_dir / 'pandu.sqlite3'}")


def counts(program: Running) -> dict[str, int]:
    """Rows of the tables by name."""
    tables = (addresses, cases, inbox, quarantine, loose_statuses)
    engine = engine_of(program)
    with engine.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }
    engine.dispose()
    return found


class Sent(NamedTuple):
    """One message."""

    key: str
    status: str
    reason: str
    channel: str


def rows(program: Running) -> list[Sent]:
    """Every message, in order."""
    columns = (outbox.c.key, outbox.c.status, outbox.c.reason, outbox.c.channel)
    engine = engine_of(program)
    with engine.connect() as connection:
        found = connection.execute(select(*columns).order_by(outbox.c.case_id, outbox.c.seq)).all()
    engine.dispose()
    return [Sent(*row) for row in found]


def changed(program: Running, statement: str) -> None:
    """Runs SQL."""
    engine = engine_of(program)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
