"""Attends to documents that wait for their bytes or for a look, a few at once.

Everything that waits lies in rows: a kill loses nothing, and the next process goes on with them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from time import monotonic

from bot.clock import Clock
from bot.inspection.examiner import Examiner
from bot.intake.holding import Tell, end_holds
from conversations.dialog.event import LookedAt
from conversations.documents.contents.lines import whole
from conversations.documents.contents.which_document import which_document
from conversations.documents.findings import Finding, Looked, needs_a_person
from conversations.documents.which_slot import HEAD
from handlers.document_looked import document_looked, is_harmful
from handlers.message_received import TooBusyError
from handlers.parts import Parts
from storage.blobs import BlobsDownError
from storage.cases import KeyErasedError
from storage.document_rows import Document
from storage.documents import MOST_TRIES
from storage.sealing import Seal
from storage.writer import DatabaseDownError, NotStorableError

AT_ONCE = 2
BEAT = 1.0
SWEEP_EVERY = 60.0
AGAIN_MS = 3_000
MOST_FETCHES = 12
"""With growing waits: half an hour of a channel that does not answer."""
log = logging.getLogger(__name__)


class FileLostError(Exception):
    """The channel does not have the file, or not any more."""


class FileTooLargeError(Exception):
    """The channel has more bytes than one file may have; none of them was kept."""


class FetchFailedError(Exception):
    """The channel did not give the file this time."""


TRANSIENT = (
    *(DatabaseDownError, NotStorableError),  # what cannot be stored is left to a person at last
    *(BlobsDownError, FetchFailedError, TooBusyError),
)
Fetch = Callable[[str], Awaitable[bytes]]


class Intake:
    """`run` is its life. `fetch` gets bytes by the channel's own id of a file, and raises
    `FileLostError` or `FetchFailedError`; `tell` is called with turns, by channel.
    """

    def __init__(self, parts: Parts, clock: Clock, examiner: Examiner) -> None:
        self._parts, self._clock, self.examiner = parts, clock, examiner
        self.fetch: dict[str, Fetch] = {}
        self.tell: dict[str, Tell] = {}
        self._due = asyncio.Event()
        self._going: set[asyncio.Task[None]] = set()
        self._swept = -SWEEP_EVERY

    def nudge(self) -> None:
        """Something arrived."""
        self._due.set()

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                await self._round()
                await self._next_beat()
        finally:
            for task in self._going:
                task.cancel()

    async def _round(self) -> None:
        try:
            if monotonic() - self._swept >= SWEEP_EVERY:
                self._swept = monotonic()
                await self._parts.documents.sweep(self._clock.now())
                await end_holds(self._parts, self._clock.now(), self.tell)
            if room := AT_ONCE - len(self._going):
                for document in await self._parts.documents.due(room):
                    self._begin(document)
        except (DatabaseDownError, BlobsDownError) as error:
            log.warning("documents wait: %s", type(error).__name__)

    def _begin(self, document: Document) -> None:
        task = asyncio.get_running_loop().create_task(self._attend(document))
        self._going.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._going.discard(task)
        self._due.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("a document was left: %s", type(error).__name__)

    async def _next_beat(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._due.wait(), BEAT)
        self._due.clear()

    async def _attend(self, document: Document) -> None:
        """One document; a failure of ours leaves it to be tried again."""
        try:
            said = await self._look(document)
            address = await self._parts.documents.address(document)
            now = self._clock.now()
            committed = await document_looked(address, document, said, self._parts, now)
            if is_harmful(said):
                log.warning("document %d is harmful", document.id)
        except KeyErasedError:
            await self._parts.documents.remove_all(document.applicant_id, self._clock.now())
        except TRANSIENT as error:
            log.warning("a document waits: %s", type(error).__name__)
            await self._parts.documents.later(document, AGAIN_MS * document.tries**2)
        else:
            if tell := self.tell.get(address.channel):
                tell(committed)

    async def _look(self, document: Document) -> LookedAt:
        """What there is to say of it. After its last try it is left to a person."""
        lost = document.state == "fetching"
        if document.tries > (MOST_FETCHES if lost else MOST_TRIES):
            return LookedAt(document=document.id, lost=lost, unreadable=not lost)
        seal = await self._parts.documents.seal_of(document)
        try:
            data, digest = await self._bytes(document, seal)
        except FileLostError:
            return LookedAt(document=document.id, lost=True)
        except FileTooLargeError:
            return LookedAt(document=document.id, findings=(Finding("too_large"),))
        looked = await self.examiner.look(data, document.name, document.slot)
        if looked.copies:
            await self._parts.documents.keep_copies(document, looked.copies, seal)
        return _said(document, looked, digest)

    async def _bytes(self, document: Document, seal: Seal) -> tuple[bytes, str]:
        """The file and its hash, fetched where it is not here yet."""
        if document.state == "stored":
            data = await self._parts.documents.original(document, seal)
            return data, (await asyncio.to_thread(sha256, data)).hexdigest()
        channel = (await self._parts.documents.address(document)).channel
        data = await self.fetch[channel](document.source)
        now = self._clock.now()
        return data, await self._parts.documents.keep(document, data, seal, now)


def _said(document: Document, looked: Looked, digest: str) -> LookedAt:
    return LookedAt(
        document=document.id,
        kind=looked.kind or "",
        pages=looked.pages,
        findings=looked.findings,
        fields=looked.fields,
        mended=looked.mended,
        head=next(
            (text[:HEAD] for text in looked.texts if text.strip()), whole(looked.lines)[:HEAD]
        ),
        digest=digest,
        unread=looked.unread,
        slot_guess=which_document(looked.lines),
        unreadable=needs_a_person(looked.findings) and looked.verdict != "reject",
    )
