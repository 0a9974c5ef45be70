"""Pictures by their codes: drawn when first asked for; what they say is kept on the disk."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.clock import Clock
from bot.pictures.draw import draw
from conversations.dialog.engine import Dialog
from conversations.dialog.genuineness import Genuine
from conversations.pictures.sheet import Sheet
from conversations.pictures.sheets import sheets_of
from conversations.texts.phrases import Phrases

CODE = re.compile(r"[a-z2-9]{8}")
MOST = 64
"""Pictures in memory, about 250 kB each."""


class Kept(Struct, frozen=True):
    """What a picture says, and when it was first made."""

    sheet: Sheet
    made: datetime


class Pictures:
    """Of the posting that `dialog` is about. `home` is where codes are verified; what pictures of
    earlier states said stays in `folder`, so that these are still told from forgeries.
    """

    def __init__(
        self,
        dialog: Dialog,
        phrases: Mapping[str, Phrases],
        clock: Clock,
        folder: Path,
        home: str,
    ) -> None:
        self._dialog, self._phrases, self._clock = dialog, phrases, clock
        self._folder, self._home = folder, home
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._one = asyncio.Lock()

    def now(self) -> dict[str, Sheet]:
        """The pictures of the announcement as it stands, by code."""
        return {sheet.code: sheet for sheet in sheets_of(self._dialog.edition, self._phrases)}

    def kept(self, code: str) -> Kept | None:
        """What a genuine picture says; None for any other code."""
        if not CODE.fullmatch(code):
            return None
        file = self._folder / f"{code}.json"
        if file.is_file():
            return msgspec.json.decode(file.read_bytes(), type=Kept)
        sheet = self.now().get(code)
        return self._keep(file, Kept(sheet, self._clock.now())) if sheet else None

    def genuine(self, code: str) -> Genuine | None:
        """What is told of a code in the chat; None for any that is none of a picture's."""
        kept = self.kept(code)
        if kept is None:
            return None
        return Genuine(
            kept.sheet.code,
            "picture",
            kept.made.isoformat(),
            kept.sheet.title,
            standing="current" if code in self.now() else "outdated",
        )

    async def png(self, code: str) -> bytes | None:
        """The picture; None where the code is none of ours."""
        if code not in self._drawn:
            async with self._one:  # drawing takes a core: one at a time
                if code not in self._drawn and not await self._draw(code):
                    return None
        self._drawn.move_to_end(code)
        return self._drawn[code]

    async def _draw(self, code: str) -> bool:
        kept = self.kept(code)
        if kept is None:
            return False
        verify = self._phrases[kept.sheet.language]("pictures.verify")
        address = f"{self._home.partition('://')[2]}/cek/{code}"
        self._drawn[code] = await asyncio.to_thread(draw, kept.sheet, verify, address)
        while len(self._drawn) > MOST:
            self._drawn.popitem(last=False)
        return True

    def _keep(self, file: Path, kept: Kept) -> Kept:
        """A reader sees all of it or nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(kept))
        part.replace(file)
        return kept
