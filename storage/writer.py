"""The one writer of a process: a thread that commits everything that arrived meanwhile at once."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from msgspec import Struct
from sqlalchemy import Connection, Engine

from storage.batch import Statements, apply
from storage.keys import KeyStore
from storage.notes import Note, Notes
from storage.refusals import DatabaseDownError, NotStorableError, Refusal, refusal
from storage.writeset import Result, WriteSet

__all__ = ["DatabaseDownError", "NotStorableError", "Task", "Writer"]
T = TypeVar("T")
Task = Callable[[Connection], Any]
MOST = 256
log = logging.getLogger(__name__)


class _Job(Struct, eq=False):
    work: WriteSet | Task
    done: asyncio.Future[Any]
    outcome: object = None


class Writer:
    """Takes work from one event loop; each is answered after the commit that holds it."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self._engine, self._keys = engine, keys
        self._statements = Statements(engine.dialect.name)
        self._notes = Notes(engine.dialect.name)
        self._kept: list[Note] = []
        self._waiting: queue.SimpleQueue[_Job | Note | None] = queue.SimpleQueue()
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
        self._waiting.put(note)

    async def close(self) -> None:
        """Commits what is waiting and ends the thread."""
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)

    async def _done(self, work: WriteSet | Task) -> object:
        job = _Job(work, self._loop.create_future())
        self._waiting.put(job)
        return await job.done

    def _run(self) -> None:
        going = True
        while going:
            batch = [self._waiting.get()]
            while len(batch) < MOST and not self._waiting.empty():
                batch.append(self._waiting.get())
            going = None not in batch
            jobs = [each for each in batch if isinstance(each, _Job)]
            self._kept += [each for each in batch if not isinstance(each, _Job) and each]
            self._write(jobs)
            self._loop.call_soon_threadsafe(_answer, jobs)

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
            return refusal(error)
        return None

    def _commit(self, jobs: Sequence[_Job], notes: Sequence[Note]) -> None:
        sets = [job.work for job in jobs if isinstance(job.work, WriteSet)]
        if keys := [each.newcomer.key for each in sets if each.newcomer]:
            self._keys.add(keys)
        with self._engine.begin() as connection:
            self._notes.apply(connection, notes)
            results = iter(apply(connection, sets, self._statements))
            outcomes: list[object] = [
                None if isinstance(job.work, WriteSet) else job.work(connection) for job in jobs
            ]
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
