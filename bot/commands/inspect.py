"""`pandu inspect`: looks into files, JSON lines in and out, one for one, in order."""

import argparse
import asyncio
import sys
from asyncio import Queue, Task, TaskGroup
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from bot.inspection.asks import MOST_BYTES
from bot.inspection.examiner import Examiner
from bot.inspection.inspector import Inspector
from bot.inspection.reading.reader import Reader
from bot.postings import find_posting, load_edition, shipped
from bot.texts import load_phrases
from conversations.documents.findings import Looked, codes_of, in_words
from conversations.posting.edition import Edition
from conversations.posting.reader import PostingError
from conversations.texts.phrases import Phrases

Answer = dict[str, object]
AT_ONCE = 2
MEGABYTE = 2**20


class Line(Struct):
    file: str
    slot: str
    upload_name: str = ""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posting", default="", help="slug of a shipped posting, or its folder")
    parser.add_argument("--language", default="id", help="language of the advice")
    parser.add_argument(
        "--max-mb", type=int, default=MOST_BYTES // MEGABYTE, help="size of one file"
    )


def run(args: argparse.Namespace) -> int:
    """Two files at once, each in a process of its own; nothing is written anywhere."""
    try:
        edition = load_edition(find_posting(args.posting or shipped()[0]))
        phrases = load_phrases(only="documents")[args.language]
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError:
        print(f"no texts in this language: {args.language[:20]}", file=sys.stderr)
        return 2
    asyncio.run(Desk(edition, phrases, args.max_mb).answer_all(sys.stdin.buffer))
    return 0


class Desk:
    """Reads, looks and prints at the same time, and prints in the order of the lines."""

    def __init__(self, edition: Edition, phrases: Phrases, most_mb: int) -> None:
        self._slots = tuple(slot.id for slot in edition.posting.slots)
        self._phrases, self._most_mb = phrases, most_mb
        self._reader = Reader()
        inspector = Inspector(AT_ONCE, most_mb * MEGABYTE)
        self._examiner = Examiner(inspector, self._reader, edition)
        self._begun: Queue[Task[Answer] | None] = Queue(AT_ONCE)

    async def answer_all(self, lines: BinaryIO) -> None:
        async with TaskGroup() as group:
            printing = group.create_task(self._print())
            while line := await asyncio.to_thread(lines.readline):
                await self._begun.put(group.create_task(self._answer(line)))
            await self._begun.put(None)
            await printing
        await self._reader.close()

    async def _print(self) -> None:
        while looking := await self._begun.get():
            sys.stdout.buffer.write(msgspec.json.encode(await looking) + b"\n")
            sys.stdout.buffer.flush()

    async def _answer(self, line: bytes) -> Answer:
        try:
            asked = msgspec.json.decode(line, type=Line)
            if asked.slot not in self._slots:
                return {"error": f"slot: one of {', '.join(self._slots)}"}
            path, most = Path(asked.file), self._most_mb * MEGABYTE
            data = await asyncio.to_thread(_bytes, path, most)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return {"error": 'not a line such as {"file": "ktp.jpg", "slot": "ktp"}'}
        except (OSError, ValueError):  # a name with a NUL is a ValueError
            return {"error": "file: cannot be read"}
        name = asked.upload_name or path.name
        looked = await self._examiner.look(data, name, asked.slot)
        return {"file": asked.file, **self._told(looked)}

    def _told(self, looked: Looked) -> Answer:
        return {
            "verdict": looked.verdict,
            "findings": codes_of(looked.findings),
            "fields": looked.fields,
            "gps_stripped": looked.gps_stripped,
            "advice": in_words(looked.findings, self._phrases, most_mb=self._most_mb),
            "pages": looked.pages,
            "unread": looked.unread,
        }


def _bytes(path: Path, most: int) -> bytes:
    """One more than is allowed at most: enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(most + 1)
