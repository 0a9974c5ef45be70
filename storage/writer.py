"""The one writer of a process: a thread that commits everything that arrived meanwhile at once."""

import asyncio
import queue
import threading
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Engine

from storage.batch import Statements, apply, apply_fetched
from storage.keys import KeyStore
from storage.writeset import Fetched, Result, WriteSet

MOST = 256


class DatabaseDownError(Exception):
    """Nothing was committed; the sender may repeat the event."""


class _Job(Struct, eq=False):
    work: WriteSet
    done: asyncio.Future[Result]
    outcome: Result | BaseException | None = None


class Writer:
    """Takes write-sets from one event loop; each is answered after the commit that holds it."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self._engine, self._keys = engine, keys
        self._statements = Statements(engine.dialect.name)
        self._waiting: queue.SimpleQueue[_Job | Fetched | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def commit(self, work: WriteSet) -> Result:
        """Waits for the commit. Raises `DatabaseDownError` where it failed."""
        job = _Job(work, self._loop.create_future())
        self._waiting.put(job)
        return await job.done

    def note(self, fetched: Fetched) -> None:
        """Joins the next commit; nobody waits for it."""
        self._waiting.put(fetched)

    async def close(self) -> None:
        """Commits what is waiting and ends the thread."""
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        going = True
        while going:
            batch = [self._waiting.get()]
            while len(batch) < MOST and not self._waiting.empty():
                batch.append(self._waiting.get())
            going = None not in batch
            jobs = [each for each in batch if isinstance(each, _Job)]
            self._write(jobs, [each for each in batch if isinstance(each, Fetched)])
            self._loop.call_soon_threadsafe(_answer, jobs)

    def _write(self, jobs: Sequence[_Job], fetched: Sequence[Fetched]) -> None:
        try:
            self._commit(jobs, fetched)
        except Exception as error:  # noqa: BLE001 - the thread must outlive whatever one set does
            if len(jobs) + len(fetched) > 1:
                for job in jobs:
                    self._write([job], [])
            elif jobs:
                jobs[0].outcome = DatabaseDownError(type(error).__name__)

    def _commit(self, jobs: Sequence[_Job], fetched: Sequence[Fetched]) -> None:
        if keys := [job.work.newcomer.key for job in jobs if job.work.newcomer]:
            self._keys.add(keys)
        with self._engine.begin() as connection:
            results = apply(connection, [job.work for job in jobs], self._statements)
            if fetched:
                apply_fetched(connection, fetched)
        for job, result in zip(jobs, results, strict=True):
            job.outcome = result


def _answer(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.done.done():
            continue
        if isinstance(job.outcome, BaseException):
            job.done.set_exception(job.outcome)
        elif job.outcome is not None:
            job.done.set_result(job.outcome)
