"""QR codes, drawn by a process that ends: what draws them would stay in memory for ever."""

import asyncio
import sys
from collections import OrderedDict

MOST = 64
PATIENCE = 20
SCALE, EDGE = 6, 2
"""Dots of the picture for one of the code, and what is added to its own empty edge of two."""


class QrCodes:
    """Keeps the newest."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[str, bytes] = OrderedDict()

    async def of(self, words: str) -> bytes:
        """A PNG; nothing where none could be drawn."""
        png = self._drawn.get(words) or await _drawn_apart(words)
        if png:
            self._drawn[words] = png
            if len(self._drawn) > MOST:
                self._drawn.popitem(last=False)
        return png


async def _drawn_apart(words: str) -> bytes:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "bot.joining.qr")
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=quiet)
    try:
        async with asyncio.timeout(PATIENCE):
            png, _ = await process.communicate(words.encode())
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
    return png


def main() -> None:
    """From words to a PNG, on the standard streams."""
    import cv2
    import numpy as np

    words = sys.stdin.buffer.read().decode()
    code = cv2.QRCodeEncoder.create().encode(words)
    edged = np.pad(code, EDGE, constant_values=255)
    large = np.kron(edged, np.ones((SCALE, SCALE), np.uint8))
    _, png = cv2.imencode(".png", large)
    sys.stdout.buffer.write(png.tobytes())


if __name__ == "__main__":
    main()
