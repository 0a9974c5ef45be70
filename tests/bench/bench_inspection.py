"""What a look at a file costs: the start of a child, a photo, a PDF, a page for staff, a kit."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable

import msgspec
from PIL import Image

from bot.inspection.asks import Look
from bot.inspection.inspector import COMMAND, ENVIRONMENT, Inspector
from bot.inspection.kit import build_kit
from tests.bench.figures import report, timed
from tests.inspection import make_files as make
from tests.inspection.test_kit import WHOLE, kit_of, words

ROUNDS = 10


def photo() -> bytes:
    """About 300 KB, as a phone's 8 megapixels are when a chat has packed them."""
    page = make.noisy(make.page(2448, 3264), 2)
    return make.jpeg(page, 40)


def looking(ask: Callable[[Inspector], Awaitable[object]]) -> Callable[[], object]:
    async def once() -> object:
        return await ask(Inspector())

    return lambda: asyncio.run(once())


def bench_a_child_that_only_starts() -> None:
    nothing = msgspec.msgpack.encode(Look(b"x", "", "cv"))

    def start() -> bytes:
        return subprocess.run(
            COMMAND, input=nothing, stdout=subprocess.PIPE, env=ENVIRONMENT, check=True
        ).stdout

    report("child: started, sealed, gone", timed(start, ROUNDS))


def bench_a_look() -> None:
    data, small = photo(), make.jpeg(make.page())
    pdf, scan = make.text_pdf(2), make.scan_pdf(make.page())
    report(f"look at a JPEG of {len(data) // 1000} KB, 8 megapixels",
           timed(looking(lambda i: i.look(data, "a.jpg", "ktp")), ROUNDS))  # fmt: skip
    report(f"look at a JPEG of {len(small) // 1000} KB, 2 megapixels",
           timed(looking(lambda i: i.look(small, "a.jpg", "ktp")), ROUNDS))  # fmt: skip
    report("look at a PDF of two pages of text",
           timed(looking(lambda i: i.look(pdf, "a.pdf", "cv")), ROUNDS))  # fmt: skip
    report("look at a PDF of one scanned page",
           timed(looking(lambda i: i.look(scan, "a.pdf", "ijazah")), ROUNDS))  # fmt: skip
    report("draw a page for staff", timed(looking(lambda i: i.page(pdf, 1)), ROUNDS))


def bench_pages_to_one_document() -> None:
    pages = [make.jpeg(make.page().resize((2480, 3508), Image.Resampling.BILINEAR))] * 4
    report("four photographed pages to one PDF",
           timed(looking(lambda i: i.pages_to_pdf(pages)), 5))  # fmt: skip


def bench_a_kit() -> None:
    kit = kit_of(WHOLE)
    report("a kit of twelve files with its cover sheet", timed(lambda: build_kit(kit, words()), 10))
