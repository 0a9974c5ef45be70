"""The reading process: pictures in, lines of letters out, until its input ends.

It sees only pictures that we encoded ourselves, loads its models from the package, and needs no
network. Pillow's own limits hold here, too.
"""

import sys
from collections import Counter
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from bot.inspection.reading.frames import ENCODE, Spot, Spotted, put, take

SIDE = 960
"""The longer side at which letters are looked for: small print of a card is found, in half the
time of the whole picture. They are then read at its full size."""
MOST_SIDE = 2600
SETTINGS = {
    "Global.log_level": "critical",
    "Global.max_side_len": MOST_SIDE,
    "Det.limit_type": "max",
    "Det.limit_side_len": SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


def main() -> None:
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
    quarter, spots = _read(engine, np.ascontiguousarray(pixels))
    return Spotted(pixels.shape[1], pixels.shape[0], quarter, spots)


def _read(engine: Any, pixels: Any) -> tuple[int, tuple[Spot, ...]]:  # noqa: ANN401 - its types say less
    """The letters as they stand, and which way most of them run."""
    image, done = engine.preprocess_img(pixels)
    found, turned, read, cut = engine.run_ocr_steps(image, done)
    quarter = _quarter(found.boxes, turned.cls_res)
    result = engine.build_final_output(pixels, found, turned, read, cut, done)
    if result.boxes is None or not result.txts:
        return quarter, ()
    lines = zip(result.txts, result.boxes, result.scores, strict=True)
    return quarter, tuple(
        Spot(text, tuple((float(x), float(y)) for x, y in box), float(score))
        for text, box, score in lines
    )


TALL = 1.5
"""Where the engine itself takes a box for letters that run down, and turns it to the left."""


def _quarter(boxes: Any, turned: Any) -> int:  # noqa: ANN401 - as above
    """By votes of the lines, the long ones counting more."""
    votes: Counter[int] = Counter()
    for box, (label, _) in zip(() if boxes is None else boxes, turned or (), strict=False):
        width, height = (float(np.linalg.norm(box[0] - box[at])) for at in (1, 3))
        tall = height / max(width, 1.0) >= TALL
        upside = label == "180"
        votes[(3 if upside else 1) if tall else (2 if upside else 0)] += int(max(width, height))
    return votes.most_common(1)[0][0] if votes else 0


if __name__ == "__main__":
    main()
