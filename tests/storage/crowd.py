"""Many stored applicants, made fast: the real rows, really sealed, in large inserts."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Table, insert

from conversations.dialog.event import Address, Inbound, Typed
from conversations.dialog.turn import Turn
from storage.cases import Case, Cases, millis, row_of
from storage.engines import Engines
from storage.keys import KeyStore
from storage.rows import WAITING, inbox_row, outbox_row
from storage.schema import addresses, applicants, cases, inbox, outbox
from storage.sealing import Lookup, MasterKey
from storage.writeset import Row

AT_ONCE = 2_000


class Crowd:
    """Applicants of `slug`, all as `turn` left them at `now`; their messages are sent."""

    def __init__(self, slug: str, turn: Turn, now: datetime) -> None:
        self._slug, self._turn, self._now, self._at = slug, turn, now, millis(now)

    def fill(self, url: str, master: MasterKey, new_id: Callable[[], int], count: int) -> None:
        """Adds `count` people, whose addresses `person` gives."""
        engines = Engines(url)
        keys = KeyStore(engines.keys, master)
        lookup = Lookup(keys.index_key(self._at))
        found = Cases(engines.read, keys, lookup, new_id)
        for start in range(0, count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, count))
            new = [found.new(person(number), self._slug, self._at) for number in numbers]
            keys.add([case.newcomer.key for case in new if case.newcomer])
            with engines.write.begin() as connection:
                for table, rows in self._rows(new, lookup):
                    connection.execute(insert(table), rows)
        engines.close()

    def _rows(self, new: list[Case], lookup: Lookup) -> Iterator[tuple[Table, list[Row]]]:
        people = [case.newcomer for case in new if case.newcomer]
        yield applicants, [each.applicant for each in people]
        yield addresses, [each.address for each in people]
        yield cases, [row_of(case, self._turn.state, self._at) for case in new]
        yield inbox, [self._heard(case, lookup) for case in new]
        yield outbox, [row for case in new for row in self._told(case)]

    def _heard(self, case: Case, lookup: Lookup) -> Row:
        event = lookup.of("event:telegram", f"first of {case.id}")
        said = Inbound("", case.address, Typed("halo"), self._now)
        return inbox_row(case, event, said, self._turn, self._at)

    def _told(self, case: Case) -> Iterator[Row]:
        for message in self._turn.messages:
            row = outbox_row(case, message, WAITING, self._at)
            yield row | {"status": "sent", "sent_id": "1", "leased_until": 0}


def person(number: int) -> Address:
    return Address("telegram", str(700_000_000 + number))
