"""A store over each database."""

from tests.storage.conftest import ids, store

__all__ = ["ids", "store"]
