"""The child as the program sees it: whatever becomes of it, there is an answer."""

import asyncio
import logging
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from PIL import Image

from bot.inspection import inspector as module
from bot.inspection.asks import Answer
from bot.inspection.inspector import Inspector, unreadable
from conversations.documents.findings import Finding, Looked, codes_of
from tests.inspection import make_files as make

SEALED = "from bot.inspection.asks import Answer; import msgspec, sys; "


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another program in the place of the child."""
    return lambda code: monkeypatch.setattr(module, "COMMAND", (sys.executable, "-c", code))


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (make.jpeg(make.page()), "jpeg", 1),
        (make.saved(make.card(900), "PNG"), "png", 1),
        (make.saved(make.card(900), "WEBP"), "webp", 1),
        (make.heic(make.card(900)), "heic", 1),
        (make.text_pdf(3), "pdf", 3),
        (make.scan_pdf(make.page()), "pdf", 1),
    ],
    ids=["jpeg", "png", "webp", "heic", "text", "scan"],
)
async def test_every_kind_is_read_by_a_sealed_child(
    data: bytes, kind: str, pages: int, caplog: pytest.LogCaptureFixture
) -> None:
    looked = await Inspector().look(data, "a", "ktp" if kind != "pdf" else "cv")
    assert (looked.kind, looked.verdict, looked.pages) == (kind, "accept", pages)
    assert caplog.text == ""


async def test_what_is_too_large_or_empty_starts_no_child(instead: Callable[[str], None]) -> None:
    instead("raise SystemExit(1)")
    inspector = Inspector(most_bytes=10)
    assert codes_of((await inspector.look(b"x" * 11, "a", "cv")).findings) == ("too_large",)
    assert codes_of((await inspector.look(b"", "a", "cv")).findings) == ("empty",)


ENDS = {
    "crash": "import os; os.abort()",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "an error": "raise MemoryError",
    "silence": "import sys; sys.stdin.buffer.read()",
    "closed at once": "import os; os.close(0); os.close(1)",
    "nonsense": "print('{}')",
    "other nonsense": SEALED + "sys.stdout.buffer.write(msgspec.msgpack.encode("
    "Answer(True, msgspec.Raw(msgspec.msgpack.encode([1])))))",
    "an answer, and then a crash": SEALED + "sys.stdout.buffer.write(msgspec.msgpack.encode("
    "Answer(True, msgspec.Raw(msgspec.msgpack.encode({}))))); sys.exit(3)",
}


@pytest.mark.parametrize("end", ENDS)
async def test_a_child_that_ends_badly_leaves_the_file_to_a_person(
    end: str, instead: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    inspector, good = Inspector(), Inspector()
    mine = asyncio.create_task(good.look(make.text_pdf(), "a.pdf", "cv"))
    await asyncio.sleep(0)
    instead(ENDS[end])
    assert await inspector.look(make.text_pdf(), "a.pdf", "cv") == unreadable(make.text_pdf())
    monkeypatch.undo()
    assert (await mine).pages == 2
    assert (await inspector.look(make.text_pdf(), "a.pdf", "cv")).pages == 2


@pytest.mark.parametrize("code", ["while True: pass", "while True: print('x' * 99)"])
async def test_a_child_that_never_ends_is_ended(code: str, instead: Callable[[str], None]) -> None:
    instead(code)
    looked = await Inspector(seconds=0.3).look(make.text_pdf(), "a.pdf", "cv")
    assert looked == unreadable(make.text_pdf())


async def test_a_child_that_does_not_listen_is_ended(instead: Callable[[str], None]) -> None:
    instead("import signal; signal.pause()")
    data = make.text_pdf() + b" " * 900_000
    assert await Inspector(seconds=0.3).look(data, "a", "cv") == unreadable(data)


async def test_more_than_a_child_can_have_to_say_is_not_kept(
    instead: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ANSWERED", 100_000)
    instead("import sys; sys.stdout.write('x' * 200_000)")
    assert await Inspector().look(make.text_pdf(), "a.pdf", "cv") == unreadable(make.text_pdf())


async def test_a_look_that_nobody_waits_for_any_more_leaves_no_child_behind(
    instead: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = asyncio.Event()

    async def speak(child: Process, payload: bytes) -> bytes:
        started.set()
        await asyncio.Event().wait()
        return b""

    monkeypatch.setattr(module, "_speak", speak)
    instead("import signal; signal.pause()")
    before = children()
    looking = asyncio.create_task(Inspector().look(make.text_pdf(), "a.pdf", "cv"))
    await started.wait()
    assert len(children() - before) == 1
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert children() <= before


def children() -> set[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return {number for path in lists for number in path.read_text().split()}


def held(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_its_folder_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    await Inspector().look(make.text_pdf(), "a.pdf", "cv")
    assert held(tmp_path) == []


async def test_no_more_than_agreed_look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now, most, go_on = 0, 0, asyncio.Event()
    said = msgspec.Raw(msgspec.msgpack.encode(Looked()))

    async def exchange(self: Inspector, payload: bytes, folder: str) -> bytes:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await go_on.wait()
        now -= 1
        return msgspec.msgpack.encode(Answer(sealed=True, result=said))

    monkeypatch.setattr(Inspector, "_exchange", exchange)
    inspector = Inspector(at_once=3)
    looks = [asyncio.create_task(inspector.look(b"%PDF-", "a", "cv")) for _ in range(20)]
    for _ in range(50):
        await asyncio.sleep(0)
    go_on.set()
    assert {looked.verdict for looked in await asyncio.gather(*looks)} == {"accept"}
    assert most == 3


async def test_the_loop_runs_on_while_a_child_works() -> None:
    looking = asyncio.create_task(Inspector().look(make.jpeg(make.page()), "a.jpg", "cv"))
    turns = 0
    while not looking.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 100


async def test_it_is_said_once_where_there_is_no_seal(
    instead: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    instead(SEALED + "sys.stdout.buffer.write(msgspec.msgpack.encode("
            "Answer(False, msgspec.Raw(msgspec.msgpack.encode({})))))")  # fmt: skip
    inspector = Inspector()
    for _ in range(2):
        assert (await inspector.look(b"%PDF-", "a", "cv")).verdict == "accept"
    warnings = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert [text for text in warnings if "seccomp" in text] == warnings[:1] == warnings


async def test_the_name_of_the_file_is_in_no_log(
    instead: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    instead("raise SystemExit(7)")
    await Inspector().look(b"%PDF-Rahasia", "KTP Budi 3171.pdf", "ktp")
    assert "7" in caplog.text
    assert "Budi" not in caplog.text


async def test_pages_are_drawn_for_staff() -> None:
    inspector, data = Inspector(), make.text_pdf(2)
    drawn = await inspector.page(data, 2)
    assert drawn is not None
    picture = Image.open(BytesIO(drawn))
    assert (picture.format, picture.size) == ("PNG", (910, 1287))
    assert any(picture.convert("L").histogram()[:100])
    assert await inspector.page(data, 3) is None
    assert await inspector.page(data, 0) is None
    assert await inspector.page(b"%PDF-1.4 nothing", 1) is None


async def test_a_page_as_large_as_a_house_is_drawn_smaller() -> None:
    data = make.text_pdf(1).replace(b"[0 0 595 842]", b"[0 0 9999 9999]")
    drawn = await Inspector().page(data, 1)
    assert drawn is not None
    assert Image.open(BytesIO(drawn)).size == (2829, 2829)


async def test_photographed_pages_become_one_document() -> None:
    sideways = make.jpeg(make.page(900, 1273), exif=make.exif(6, gps=True))
    pages = [sideways, make.saved(make.card(), "PNG"), make.heic(make.page())]
    inspector = Inspector()
    bound = await inspector.pages_to_pdf(pages)
    assert bound is not None
    assert b"Kamera" not in bound
    with pikepdf.open(BytesIO(bound)) as opened:
        boxes = [[round(float(edge)) for edge in page.mediabox] for page in opened.pages]
    assert boxes == [[0, 0, 842, 595], [0, 0, 842, 595], [0, 0, 595, 842]]
    assert (await inspector.look(bound, "a.pdf", "ijazah")).verdict == "accept"


@pytest.mark.parametrize("bad", [b"", b"MZ", make.text_pdf(), make.jpeg(make.page())[:5000]])
async def test_what_is_no_picture_is_not_bound(bad: bytes) -> None:
    assert await Inspector().pages_to_pdf([make.jpeg(make.card(300)), bad]) is None


def test_unreadable_is_a_doubt_and_no_refusal() -> None:
    found = unreadable(make.text_pdf(1))
    assert (found.verdict, found.kind) == ("warn", "pdf")
    assert found.findings == (Finding("unreadable_by_machine"),)
