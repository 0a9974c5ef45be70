"""Opens databases: SQLite with full sync and one writer, or PostgreSQL."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

# Each size of a batch has a statement of its own, which is read anew where it is not remembered.
_SQLITE = {"isolation_level": None, "check_same_thread": False, "cached_statements": 256}
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "cache_size=-16384",
    "temp_store=MEMORY",
)


def open_engine(url: str, *, writes: bool = True) -> Engine:
    """An engine; where the database has but one write lock, a writing one takes it at the start
    of each transaction, so that no reader waits and no upgrade of a lock fails.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=4, max_overflow=0, pool_pre_ping=True)
    engine = create_engine(url, connect_args=_SQLITE)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin_write if writes else _begin_read)
    return engine


class Engines:
    """What one process opens of its database: to write, to read, and the wrapped keys."""

    def __init__(self, url: str) -> None:
        self.write = open_engine(url)
        self.read = open_engine(url, writes=False)
        self.keys = open_engine(keys_url(url))
        self.lead = open_engine(url, writes=False)

    def close(self) -> None:
        for engine in (self.write, self.read, self.keys, self.lead):
            engine.dispose()


def keys_url(url: str) -> str:
    """Where the wrapped keys lie: a file beside the SQLite file, the same server otherwise."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return url
    return parsed.set(database=f"{parsed.database}.keys").render_as_string(hide_password=False)


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
