"""The one writer of a process: a thread that commits everything that arrived meanwhile at once."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar, cast

from msgspec import Struct
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.batch import Statements, apply
from storage.counts import Counts
from storage.keys import KeyStore
from storage.notes import Note, Notes
from storage.refusals import DatabaseDownError, NotStorableError, Refusal, refusal
from storage.writeset import Result, WriteSet

__all__ = ["DatabaseDownError", "NotStorableError", "Task", "Writer"]
T = TypeVar("T")
Task = Callable[[Connection], Any]
MOST = 256
NOTE_LAG = 0.02
"""Seconds that a note waits for a commit that is made anyway, before it gets one of its own."""
log = logging.getLogger(__name__)


class _Job(Struct, eq=False):
    work: WriteSet | Task
    done: asyncio.Future[Any]
    outcome: object = None


class Writer:
    """Takes work from one event loop; each is answered after the commit that holds it.

    One batch is with the thread at a time; what comes meanwhile is handed over at its end, and the
    first of a quiet time with all that comes in the same round of the loop: a commit alone costs
    as much as the rows of many turns.
    """

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self._engine, self._keys = engine, keys
        self.counts = Counts()
        self._statements = Statements(engine.dialect.name)
        self._notes = Notes(engine.dialect.name)
        self._kept: list[Note] = []
        self._gathered: list[_Job | Note] = []
        self._connection: Connection | None = None
        self._busy = self._pressing = self._lagging = False
        self._batches: queue.SimpleQueue[list[_Job | Note] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def commit(self, work: WriteSet) -> Result:
        """Waits for the commit. Raises `DatabaseDownError` or `NotStorableError`."""
        return cast("Result", await self._done(work))

    async def run(self, task: Callable[[Connection], T]) -> T:
        """What `task` returns, once its changes are committed. Raises as `commit` does."""
        return cast("T", await self._done(task))

    def note(self, note: Note) -> None:
        """Joins the next commit that succeeds; nobody waits for it."""
        self._gathered.append(note)
        if not self._busy:
            self._lag()

    async def close(self) -> None:
        """Commits what is waiting and ends the thread."""
        while self._gathered:
            self._hand_over()
        self._batches.put(None)
        await asyncio.to_thread(self._thread.join)

    def _done(self, work: WriteSet | Task) -> asyncio.Future[Any]:
        job = _Job(work, self._loop.create_future())
        self._gathered.append(job)
        if not self._busy:
            self._press()
        return job.done

    def _press(self) -> None:
        """Hands over once this round of the loop is through."""
        if not self._pressing:
            self._pressing = True
            self._loop.call_soon(self._pressed)

    def _lag(self) -> None:
        if not self._lagging:
            self._lagging = True
            self._loop.call_later(NOTE_LAG, self._lagged)

    def _pressed(self) -> None:
        self._pressing = False
        if not self._busy:
            self._hand_over()

    def _lagged(self) -> None:
        self._lagging = False
        if self._gathered and not self._busy:
            self._hand_over()

    def _hand_over(self) -> None:
        self._busy = True
        self._batches.put(self._gathered[:MOST])
        del self._gathered[:MOST]

    def _run(self) -> None:
        while batch := self._batches.get():
            jobs = [each for each in batch if isinstance(each, _Job)]
            self._kept += [each for each in batch if not isinstance(each, _Job)]
            self._write(jobs)
            self._loop.call_soon_threadsafe(self._answer, jobs)
        self._let_go()

    def _answer(self, jobs: Sequence[_Job]) -> None:
        self._busy = False
        _answer(jobs)
        if any(isinstance(each, _Job) for each in self._gathered):
            self._press()
        elif self._gathered:
            self._lag()

    def _write(self, jobs: Sequence[_Job]) -> None:
        if self._try(jobs, self._kept) is None:
            self._kept = []
            return
        for job in jobs:
            job.outcome = self._try([job], []) or job.outcome
        if self._kept:
            self._write_notes()

    def _write_notes(self) -> None:
        """Without the sets that failed; a note that can never be stored is let go."""
        failed = self._try([], self._kept)
        if isinstance(failed, NotStorableError):
            log.error("a note cannot be stored: %s", failed)
            self._kept = [each for each in self._kept if self._must_wait(each)]
        elif failed is None:
            self._kept = []

    def _must_wait(self, note: Note) -> bool:
        return isinstance(self._try([], [note]), DatabaseDownError)

    def _try(self, jobs: Sequence[_Job], notes: Sequence[Note]) -> Refusal | None:
        """Why nothing was committed, or None."""
        try:
            self._commit(jobs, notes)
        except Exception as error:  # noqa: BLE001 - the thread must outlive whatever one set does
            self._let_go()
            return refusal(error)
        return None

    def _let_go(self) -> None:
        """After an error, or at the end: the next commit opens a connection that is known to be
        good.
        """
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()

    def _commit(self, jobs: Sequence[_Job], notes: Sequence[Note]) -> None:
        sets = [job.work for job in jobs if isinstance(job.work, WriteSet)]
        if keys := [each.newcomer.key for each in sets if each.newcomer]:
            self._keys.add(keys)
        connection = self._connection = self._connection or self._engine.connect()
        with connection.begin():
            self._notes.apply(connection, notes)
            done = apply(connection, sets, self._statements)
            outcomes: list[object] = [
                None if isinstance(job.work, WriteSet) else job.work(connection) for job in jobs
            ]
        self.counts.commits += 1
        self.counts.events.update(done)
        results = iter(done)
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.outcome = next(results) if isinstance(job.work, WriteSet) else outcome


def _answer(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.done.done():
            continue
        if isinstance(job.outcome, Refusal):
            job.done.set_exception(job.outcome)
        else:
            job.done.set_result(job.outcome)
