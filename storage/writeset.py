"""What one event changes: rows that are committed together or not at all."""

from typing import Any, Literal

from msgspec import Struct, field

Row = dict[str, Any]
Result = Literal["done", "repeat", "outdated"]


class Newcomer(Struct):
    """The first rows of a person: their wrapped key, themselves, and their address."""

    key: Row
    applicant: Row
    address: Row


class WriteSet(Struct):
    """`case` holds the version after this set: it is dropped where another came between.

    `inbox` is None for what Pandu begins by itself; `planned` says for which occasion, `recipient`
    for which announcement, `result` for which published result.
    `audit`, `outbox`, `documents` and `reach` (what it did to those, and to the ways by which a
    person is reached) may be empty, as may `for_staff`, what it did to a talk with staff.
    """

    case: Row
    inbox: Row | None = None
    outbox: list[Row] = field(default_factory=list)
    audit: list[Row] = field(default_factory=list)
    newcomer: Newcomer | None = None
    documents: list[Row] = field(default_factory=list)
    planned: Row | None = None
    reach: list[Row] = field(default_factory=list)
    for_staff: list[Row] = field(default_factory=list)
    recipient: Row | None = None
    result: Row | None = None
