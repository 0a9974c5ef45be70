"""The parts of a store that have a name of their own, each made when it is asked for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from storage.backup_doubts import Restored
from storage.blobs import Blobs
from storage.cases import Cases, millis
from storage.counts import Counts
from storage.crossing import Crossing, Tools
from storage.documents import Documents, Inside
from storage.engines import Engines
from storage.gauges import Gauge, gauges, not_started
from storage.handovers import Handovers
from storage.keys import KeyStore
from storage.outbox import Ledger
from storage.planning import Planning, Surroundings
from storage.reaching import Reaching
from storage.sealing import Lookup
from storage.selection_chat import Repeating
from storage.verify import Verification
from storage.windows import Windows
from storage.writer import Writer


class Rooms:
    """What they share is set by the store."""

    counts: Counts
    worker: int
    lookup: Lookup
    _cases: Cases
    _engines: Engines
    _keys: KeyStore
    _ledger: Ledger
    _new_id: Callable[[], int]
    _reaching: Reaching
    _readers: ThreadPoolExecutor
    _writer: Writer

    def documents(self, blobs: Blobs) -> Documents:
        """The documents whose bytes lie in `blobs`."""
        return Documents(self._inside(), blobs)

    def planning(self) -> Planning:
        """What is planned to be said unasked."""
        return Planning(self._surroundings(), self.worker)

    def repeating(self) -> Repeating:
        """Published results that a talk repeats."""
        return Repeating(self._surroundings())

    def handovers(self) -> Handovers:
        """Talks with staff, and what is reported to them."""
        return Handovers(self._surroundings(), self._reaching, self.lookup, self._new_id)

    def crossing(self) -> Crossing:
        """Events that lead from one case to another."""
        tools = Tools(self.lookup, self._reaching, self._new_id, self.worker)
        return Crossing(self._surroundings(), tools)

    def windows(self) -> Windows:
        """When people last spoke where that counts, and what is told of messages afterwards."""
        return Windows(self._surroundings())

    def gauges(self, now: datetime) -> list[Gauge]:
        """How long what is open has been waiting. Blocking."""
        with self._engines.read.connect() as connection:
            return gauges(connection, millis(now))

    def not_started(self, now: datetime) -> int:
        """What is due for minutes and nobody took up. Blocking."""
        with self._engines.read.connect() as connection:
            return not_started(connection, millis(now))

    def restored(self) -> Restored:
        """What a backup that was just put in cannot know."""
        return Restored(self._inside())

    def verification(self, blobs: Blobs) -> Verification:
        """Of everything that is stored here and in `blobs`."""
        return Verification(self._inside(), blobs)

    def _inside(self) -> Inside:
        read, keys, lookup = self._engines.read, self._keys, self.lookup
        return Inside(read, self._readers, self._writer, keys, lookup, self._new_id)

    def _surroundings(self) -> Surroundings:
        read, keys = self._engines.read, self._keys
        return Surroundings(read, self._readers, self._writer, keys, self._cases, self._ledger)
