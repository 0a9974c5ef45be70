"""What a look at a database tells before anything is started. Blocking."""

from datetime import UTC, datetime
from time import monotonic

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec import Struct
from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.exc import SQLAlchemyError

from storage.cases import millis
from storage.dialects import database_now
from storage.engines import keys_url, open_engine
from storage.keys import INDEX_OWNER, KeyStore
from storage.migrate import alembic_config
from storage.schema import applicant_keys, channel_limits
from storage.sealing import MasterKey

Failed = SQLAlchemyError
"""What a database raises that cannot be reached."""


class Health(Struct, frozen=True):
    """`schema` is where the database stands ("": nothing there yet), `newest` where it should.
    `took`: seconds of a small read; `ahead`: seconds of its clock before this machine's.
    """

    schema: str
    newest: str
    took: float
    ahead: float


def database_health(url: str) -> Health:
    """Raises `Failed` where it cannot be reached, or not be written to."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            schema = MigrationContext.configure(connection).get_current_revision() or ""
            newest = ScriptDirectory.from_config(alembic_config(connection)).get_current_head()
            took, ahead = _asked(connection)
            if inspect(connection).has_table(channel_limits.name):
                connection.execute(update(channel_limits).values(used=channel_limits.c.used))
            connection.rollback()
    finally:
        engine.dispose()
    return Health(schema, newest or "", took, ahead)


def fits_keys(url: str, master: MasterKey) -> bool:
    """Is there anything that the key has to open, and does it? Raises `SealBrokenError`."""
    engine = open_engine(keys_url(url), writes=False)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(applicant_keys.name):
                return False
        return KeyStore(engine, master).seal(INDEX_OWNER) is not None
    finally:
        engine.dispose()


def _asked(connection: Connection) -> tuple[float, float]:
    begun = monotonic()
    told = connection.execute(select(database_now(connection.dialect.name))).scalar_one()
    took = monotonic() - begun
    return took, (told - millis(datetime.now(UTC))) / 1000
