"""Why a commit failed: the database cannot be reached, or it will never take this set."""

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError


class DatabaseDownError(Exception):
    """Nothing was committed; the sender may repeat the event."""


class NotStorableError(Exception):
    """Nothing was committed, and a repeat of the same would fail in the same way."""


Refusal = DatabaseDownError | NotStorableError


def refusal(error: Exception) -> Refusal:
    """What a failed commit means. It names the kind of `error` and nothing that was stored.

    Whatever is not surely the set's own fault counts as the database's: a repeat is harmless.
    """
    if isinstance(error, DBAPIError):
        own = not error.connection_invalidated and _is_of_the_values(error)
    else:
        own = not isinstance(error, OSError) and not _is_of_the_pool(error)
    return (NotStorableError if own else DatabaseDownError)(type(error).__name__)


def _is_of_the_values(error: DBAPIError) -> bool:
    """A driver that cannot bind a value says so without asking the database, so without a state;
    with one, a table is missing, and nobody's message is to blame.
    """
    if isinstance(error, ProgrammingError):
        return getattr(error.orig, "sqlstate", None) is None
    return isinstance(error, (IntegrityError, DataError))


def _is_of_the_pool(error: Exception) -> bool:
    """SQLAlchemy's own, except where it passes on what a value did to it."""
    return isinstance(error, SQLAlchemyError) and getattr(error, "orig", None) is None
