"""The way of a picture: opened, measured, copied."""

from bot.inspection.file_level import Stage, run
from bot.inspection.images import decoders
from bot.inspection.images.background import check_background
from bot.inspection.images.glare import check_glare
from bot.inspection.images.mechanics import (
    check_aspect,
    check_light,
    check_resolution,
    check_sharpness,
)
from bot.inspection.images.opening import check_frames, check_header, check_pixels
from bot.inspection.images.picture import Picture
from bot.inspection.images.working_copy import mended, write_copy
from bot.inspection.piece import Piece
from conversations.documents.findings import Looked

load = decoders.load
OPENING: tuple[Stage[Picture], ...] = ((check_header,), (check_frames,), (check_pixels,))
MECHANICS: Stage[Picture] = (check_sharpness, check_light, check_resolution)
BY_SLOT: dict[str, Stage[Picture]] = {
    "pas_foto": (check_aspect, check_background),
    "ktp": (check_glare,),
    "npwp": (check_glare,),
}


def look_into(piece: Piece) -> Looked:
    picture = Picture(piece.ask)
    refused = run(OPENING, picture)
    if refused:
        return Looked(kind=picture.kind, findings=refused)
    return Looked(
        kind=picture.kind,
        findings=run((MECHANICS, BY_SLOT.get(picture.slot, ())), picture),
        pages=1,
        copies=(write_copy(picture.upright),),
        mended=mended(picture),
        gps_stripped=picture.gps,
    )
