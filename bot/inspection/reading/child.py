"""The reading process: pictures in, lines of letters out, until its input ends.

It sees only pictures that we encoded ourselves, loads its models from the package, and needs no
network. Pillow's own limits hold here, too.
"""

import os
import sys
from collections import Counter
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.main import RapidOCRError

from bot.inspection.reading.frames import ENCODE, Spot, Spotted, put, take

SIDE = 960
"""The longer side at which letters are looked for: small print of a card is found, in half the
time of the whole picture. They are then read at its full size."""
MOST_SIDE = 2600
LATER = 10
"""How far it steps back: whoever writes in the chat comes first."""
SETTINGS = {
    "Global.log_level": "critical",
    "Global.max_side_len": MOST_SIDE,
    "Det.limit_type": "max",
    "Det.limit_side_len": SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(LATER)
    engine = RapidOCR(params=SETTINGS)
    out, sys.stdout = sys.stdout, sys.stderr
    while (picture := take(sys.stdin.buffer)) is not None:
        put(out.buffer, ENCODE(spotted(engine, picture)))


def spotted(engine: RapidOCR, picture: bytes) -> Spotted | None:
    """None where it is no picture that can be read."""
    try:
        with Image.open(BytesIO(picture)) as opened:
            pixels = np.asarray(opened.convert("RGB"))[:, :, ::-1]
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    quarter = turned(engine, pixels)
    pixels = np.ascontiguousarray(np.rot90(pixels, quarter))
    found: Any = engine(pixels, use_cls=False)
    lines = zip(found.txts or (), _list(found.boxes), _list(found.scores), strict=True)
    spots = (
        Spot(text, tuple((float(x), float(y)) for x, y in box), float(score))
        for text, box, score in lines
    )
    return Spotted(pixels.shape[1], pixels.shape[0], quarter, tuple(spots))


def turned(engine: Any, pixels: Any) -> int:  # noqa: ANN401 - its types say less
    """By how many quarters to the right most letters are turned; each line has a vote.

    Long lines have none: pressed into the classifier's small frame they look upside down.
    """
    try:
        cuts, found = engine.detect_and_crop(*engine.preprocess_img(pixels))
        voters = [
            (box, cut)
            for box, cut in zip(found.boxes, cuts, strict=True)
            if cut.shape[1] <= LONG * cut.shape[0]
        ][:MOST_VOTES]
        _, said = engine.cls_and_rotate([cut for _, cut in voters])
    except RapidOCRError:
        return 0
    votes = Counter(
        _quarter(box, label) for (box, _), (label, _) in zip(voters, said.cls_res, strict=True)
    )
    return votes.most_common(1)[0][0] if votes else 0


LONG, MOST_VOTES = 8, 24
TALL = 1.5
"""Where the engine itself takes a box for letters that run down, and turns it to the left."""


def _quarter(box: Any, label: str) -> int:  # noqa: ANN401 - as above
    width, height = (float(np.linalg.norm(box[0] - box[at])) for at in (1, 3))
    tall, upside = height >= TALL * max(width, 1.0), label == "180"
    return (3 if upside else 1) if tall else (2 if upside else 0)


def _list(found: Any) -> Any:  # noqa: ANN401 - as above
    return () if found is None else found


if __name__ == "__main__":
    main()
