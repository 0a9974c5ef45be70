"""The reading process: one picture's trouble is its own, and it goes when nobody needs it."""

import asyncio
import sys
from random import Random

import pytest

from bot.inspection.reading import reader as module
from bot.inspection.reading.frames import Spot, Spotted
from bot.inspection.reading.reader import Reader, resident
from bot.inspection.reading.standing import check_standing
from bot.inspection.reading.upright import upright
from conversations.documents.contents.lines import whole
from tests.inspection import make_files as make
from tests.inspection.synthetic.people import person
from tests.inspection.synthetic.seen.ktp import card

WHO = person(Random(7))


@pytest.fixture(scope="module")
def picture() -> bytes:
    return make.jpeg(card(WHO))


async def test_a_card_is_read_also_upside_down_and_within_its_memory(picture: bytes) -> None:
    reader = Reader()
    turned = make.jpeg(card(WHO).rotate(180))
    for data, quarter in ((picture, 0), (turned, 2)):
        seen = await reader.read(data)
        assert seen is not None
        assert seen.quarter == quarter
        assert WHO.nik in whole(upright(seen))
    assert reader._child is not None  # noqa: SLF001 - whose memory is the point
    assert 0 < resident(reader._child.pid) < 900 * 2**20  # noqa: SLF001 - as above
    await reader.close()


async def test_what_is_no_picture_is_not_read_and_the_next_one_is(picture: bytes) -> None:
    reader = Reader()
    assert await reader.read(b"no picture") is None
    assert await reader.read(picture) is not None
    await reader.close()


ENDS = {
    "crash": "import os; os.abort()",
    "hang": "import signal; signal.pause()",
    "nonsense": "import sys; sys.stdout.write('x' * 4000); sys.stdout.flush(); input()",
    "too much": "import sys; sys.stdout.buffer.write(b'\\xff' * 8); sys.stdout.flush()",
}


@pytest.mark.parametrize("end", ENDS)
async def test_a_process_that_ends_badly_costs_one_picture(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMAND", (sys.executable, "-c", ENDS[end]))
    reader = Reader(seconds=1.5)
    assert await reader.read(b"x") is None
    assert reader._child is None  # noqa: SLF001 - the next picture gets a new one
    await reader.close()


async def test_one_that_holds_too_much_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_RESIDENT", 1)
    reader = Reader()
    await reader.read(b"no picture")
    assert reader._child is None  # noqa: SLF001 - as above
    await reader.close()


async def test_one_that_nobody_needs_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = "import sys; sys.stdin.buffer.read(5); o=sys.stdout.buffer;"
    answer += "o.write(b'\\x00\\x00\\x00\\x01\\xc0'); o.flush(); sys.stdin.buffer.read()"
    monkeypatch.setattr(module, "COMMAND", (sys.executable, "-c", answer))
    reader = Reader(idle=0)
    assert await reader.read(b"x") is None
    child = reader._child  # noqa: SLF001 - as above
    assert child is not None
    await child.wait()
    await asyncio.sleep(0)
    assert reader._child is None  # noqa: SLF001 - as above
    await reader.close()


async def test_without_the_recognition_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    reader = Reader()
    assert await reader.read(b"x") is None
    await reader.close()


def seen(*spots: tuple[str, float, float], quarter: int = 0) -> Spotted:
    """Lines of ten letters and more, from left to right as parts of the width."""
    made = (
        Spot(text, ((left, y), (right, y), (right, y + 8), (left, y + 8)), 0.95)
        for y, (text, left, right) in zip(range(50, 900, 20), spots, strict=False)
    )
    return Spotted(1000, 1000, quarter, tuple(made))


LINES = tuple((f"SEBUAH BARIS PANJANG {at}", 200.0, 800.0) for at in range(5))


@pytest.mark.parametrize(
    ("spotted", "codes"),
    [
        (seen(*LINES), []),
        (seen(*LINES, quarter=1), ["rotated"]),
        (seen(*((text, 2.0, right) for text, _, right in LINES)), ["cropped"]),
        (seen(*((text, left, 998.0) for text, left, _ in LINES)), ["cropped"]),
        (seen(("PROVINSI JAWA BARAT", 700, 900), ("NIK", 200, 260), *LINES), ["cropped"]),
        (seen(("abc", 2.0, 10.0), ("de", 2.0, 10.0), quarter=2), []),
    ],
)
def test_how_letters_stand_is_told_where_there_are_enough(
    spotted: Spotted, codes: list[str]
) -> None:
    assert [finding.code for finding in check_standing(spotted, 1)] == codes
