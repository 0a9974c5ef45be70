"""Brings a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.engines import keys_url, open_engine
from storage.schema import key_metadata

_PLACE = Path(__file__).parent / "migrations"
_LOCK = 7_263_845


def migrate(url: str, revision: str = "head") -> None:
    """Up (or, to a given revision, down). Safe to call from several processes at once."""
    engine = open_engine(url)
    with engine.begin() as connection:
        _lock(connection)
        _move(connection, revision)
    engine.dispose()
    keys = open_engine(keys_url(url))
    with keys.begin() as connection:
        _lock(connection)
        key_metadata.create_all(connection)
    keys.dispose()


def _lock(connection: Connection) -> None:
    """One process at a time; elsewhere the transaction itself is that."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def _move(connection: Connection, revision: str) -> None:
    config = alembic_config(connection)
    if revision in {"head", "heads"}:
        command.upgrade(config, revision)
    else:
        command.downgrade(config, revision)


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(_PLACE))
    config.attributes["connection"] = connection
    return config
