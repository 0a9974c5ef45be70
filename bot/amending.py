"""Keeps what a process serves up with the amendments of the posting, while it runs."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from bot.answers import load_answers
from conversations.dialog.scene import Answer
from conversations.posting.amend import amended
from conversations.posting.amendment import AmendmentError, Row
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from handlers.parts import Parts
from storage.writer import DatabaseDownError

BEAT = 1.0
Take = Callable[[Edition], None]
log = logging.getLogger(__name__)


class Amending:
    """`run` is its life. `takers` are called with each new edition, once the dialog has it."""

    def __init__(self, published: Edition, phrases: Mapping[str, Phrases], parts: Parts) -> None:
        self._published, self._phrases, self._parts = published, phrases, parts
        self._refused = 0
        self.takers: list[Take] = []

    async def run(self) -> None:
        """Until cancelled. No message waits for this: it looks once in a beat."""
        while True:
            try:
                await self.look()
            except DatabaseDownError:
                log.warning("the database is down: amendments are not looked for")
            await asyncio.sleep(BEAT)

    async def look(self) -> bool:
        """Takes what was published meanwhile; True where there was something."""
        known = max(self._parts.dialog.edition.revision, self._refused)
        rows = await self._parts.store.amendments.changed(self._parts.slug, known)
        if rows is None:
            return False
        try:
            edition, reply = await asyncio.to_thread(self._built, rows)
        except AmendmentError:
            self._refused = rows[-1].revision if rows else 0
            log.exception("an amendment does not fit the posting: it is left out")
            return False
        self._parts.dialog.serve(edition, reply)
        for take in self.takers:
            take(edition)
        log.info("the posting is served as of revision %d", edition.revision)
        return True

    def _built(self, rows: tuple[Row, ...]) -> tuple[Edition, Answer]:
        edition = amended(self._published, rows, self._phrases)
        return edition, load_answers(edition, self._phrases).reply
