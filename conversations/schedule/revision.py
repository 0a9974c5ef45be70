"""Which dates of a posting hold, counted by the amendments that moved one."""

from datetime import datetime

from msgspec import Struct

from conversations.posting.edition import Edition


class Revision(Struct, frozen=True):
    """`number` is that of the last amendment that moved a date, which holds from `since` on (UTC);
    0 and None where none did.
    """

    number: int = 0
    since: datetime | None = None


def dates_of(edition: Edition) -> Revision:
    """The dates that `edition` goes by."""
    moved = [laid.row for laid in edition.history if laid.row.amendment.kind == "date"]
    return Revision(moved[-1].revision, moved[-1].at) if moved else Revision()
