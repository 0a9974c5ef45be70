"""Whatever the bytes are, a look at them ends with an answer, within its limits."""

import subprocess
import sys
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.inspection.asks import Answer, Look
from bot.inspection.child import answer
from bot.inspection.images import decoders
from bot.inspection.inspector import COMMAND, ENVIRONMENT, Inspector, unreadable
from bot.inspection.limits import MOST_MEMORY, MOST_SECONDS
from conversations.documents.findings import REJECTED, WARNED, Kind, Looked, codes_of
from tests.inspection import make_files as make

SLOTS = st.sampled_from(["ktp", "pas_foto", "ijazah", "cv"])
KINDS: tuple[Kind, ...] = ("jpeg", "png", "webp", "heic")
SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


@cache
def seeds() -> tuple[bytes, ...]:
    for kind in KINDS:
        decoders.load(kind)
    small = make.card(120)
    return (
        make.jpeg(small, exif=make.exif(6, gps=True)),
        make.jpeg(small, progressive=True),
        make.saved(small, "PNG"),
        make.saved(small, "WEBP"),
        make.heic(small),
        make.moving("PNG"),
        make.text_pdf(1),
        make.compact_pdf(make.text_pdf(1)),
        make.scan_pdf(small),
        make.locked_pdf(),
    )


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good file, cut, patched, doubled or joined to another."""
    data = bytearray(draw(st.sampled_from(seeds())))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["patch", "cut", "repeat", "join", "erase"])):
            case "patch":
                new = draw(st.binary(min_size=1, max_size=8))
                data[at : at + len(new)] = new
            case "cut":
                del data[max(at, 12) :]
            case "repeat":
                data[at:at] = data[at : at + draw(st.integers(1, 200))]
            case "join":
                data += draw(st.sampled_from(seeds()))[at:]
            case "erase":
                del data[at : at + draw(st.integers(1, 60))]
    return bytes(data)


def holds_together(found: object) -> None:
    assert isinstance(found, Looked)
    assert {finding.code for finding in found.findings} <= REJECTED | WARNED
    assert all(0 < finding.confidence <= 1 for finding in found.findings)
    if found.verdict == "reject":
        assert (found.copies, found.texts, found.pages) == ((), (), 0)
    msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Looked)


@SLOW
@given(data=spoiled(), slot=SLOTS)
def test_a_spoiled_file_never_raises(data: bytes, slot: str) -> None:
    holds_together(answer(Look(data, "a.pdf", slot)))


HEADS = (b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBPVP8 ",
         b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"PK\x03\x04", b"GIF89a")  # fmt: skip


@SLOW
@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=4000), slot=SLOTS)
def test_random_bytes_never_raise(head: bytes, rest: bytes, slot: str) -> None:
    seeds()
    holds_together(answer(Look(head + rest, "a.pdf", slot)))


@settings(max_examples=12, deadline=None)
@given(data=spoiled(), slot=SLOTS)
async def test_a_spoiled_file_is_answered_by_the_child_as_by_us(data: bytes, slot: str) -> None:
    found = await Inspector().look(data, "a.pdf", slot)
    assert found in (answer(Look(data, "a.pdf", slot)), unreadable(data))


HEAVY = {
    "huge PNG": lambda: make.png_of_size(60_000, 60_000),
    "largest PNG": lambda: make.saved(Image.new("RGBA", (7500, 6000)), "PNG"),
    "largest JPEG": lambda: make.jpeg(Image.new("RGB", (12_000, 9_000), "white"), 20),
    "largest WebP": lambda: make.saved(Image.new("RGB", (5000, 5000)), "WEBP", method=0),
    "PDF of one large stream": lambda: make.text_pdf(content=b" " * 60_000_000),
    "twice packed": lambda: make.text_pdf(8, content=b" " * 45_000_000),
    "pages of pixels": lambda: make.scan_pdf(Image.new("RGB", (5000, 7000), "white")),
    "objects without end": lambda: make.pdf([b"[ 1 0 R ] " * 20] * 20_000),
    "brackets without end": lambda: make.text_pdf(root=b"/A " + b"[" * 400_000),
    "streams without end": lambda: b"%PDF-1.4\n" + b"stream\n\x78\x9c\n" * 300_000,
}


# Measured from a small process: a child's peak counts from what its parent held.
MEASURE = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(child.pid, 0)
print(used.ru_maxrss // 1024, used.ru_utime, os.waitstatus_to_exitcode(status), file=sys.stderr)
"""


@pytest.mark.parametrize("name", HEAVY)
def test_the_child_stays_within_its_memory(name: str) -> None:
    data = HEAVY[name]()
    assert len(data) < 5 * 2**20
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *COMMAND],
        input=msgspec.msgpack.encode(Look(data, "a.pdf", "ijazah")),
        capture_output=True, check=True, env=ENVIRONMENT,
    )  # fmt: skip
    megabytes, seconds, code = done.stderr.split()[-3:]
    assert int(megabytes) * 2**20 < MOST_MEMORY
    assert float(seconds) < MOST_SECONDS + 1
    found = unreadable(data)
    if code == b"0":
        said = msgspec.msgpack.decode(done.stdout, type=Answer).result
        found = msgspec.msgpack.decode(said, type=Looked)
    holds_together(found)
    print(f"{name}: {int(megabytes)} MB, {float(seconds):.1f} s, {codes_of(found.findings)}")
