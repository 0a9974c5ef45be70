"""Brings a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.engines import open_engine

_PLACE = Path(__file__).parent / "migrations"
_LOCK = 7_263_845


def migrate(url: str, revision: str = "head") -> None:
    """Up (or, to a given revision, down). Safe to call from several processes at once."""
    engine = open_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        _move(connection, revision)
    engine.dispose()


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
