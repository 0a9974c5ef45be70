"""Migrations go up, down and up again, and the tables in code are the tables in the database."""

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from storage.engines import open_engine
from storage.migrate import alembic_config, migrate
from storage.schema import key_metadata


def revisions() -> list[str]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    engine.dispose()
    return [each.revision for each in reversed(list(script.walk_revisions()))]


def test_stairway(database_url: str) -> None:
    for at, revision in enumerate(revisions()):
        _to(database_url, "upgrade", revision)
        _to(database_url, "downgrade", revisions()[at - 1] if at else "base")
        _to(database_url, "upgrade", revision)


def test_down_leaves_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url, "base")
    engine = create_engine(database_url)
    left = set(inspect(engine).get_table_names()) - {*key_metadata.tables}  # a store of its own
    assert left == {"alembic_version"}
    engine.dispose()


def test_models_and_database_are_the_same(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    with engine.begin() as connection:
        command.check(alembic_config(connection))
    engine.dispose()


def _to(url: str, how: str, revision: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        getattr(command, how)(alembic_config(connection), revision)
    engine.dispose()
