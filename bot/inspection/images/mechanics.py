"""What can be said of a picture without reading it."""

from collections.abc import Iterable

from bot.inspection.images.light import darkness
from bot.inspection.images.picture import Picture
from bot.inspection.images.smear import unsharp
from bot.inspection.thresholds import (
    ASPECT_TOLERANCE,
    LEAST_PIXELS,
    LEAST_PIXELS_OTHERWISE,
    PHOTO_ASPECT,
)
from conversations.documents.findings import Finding


def check_sharpness(picture: Picture) -> Iterable[Finding]:
    if sure := unsharp(picture.small_grey, picture.slot):
        yield Finding("blurry", confidence=sure)


def check_light(picture: Picture) -> Iterable[Finding]:
    if sure := darkness(picture.small_grey):
        yield Finding("too_dark", confidence=sure)


def check_resolution(picture: Picture) -> Iterable[Finding]:
    least = picture.checks.pixels or LEAST_PIXELS.get(picture.slot, LEAST_PIXELS_OTHERWISE)
    if max(picture.size) < least:
        yield Finding("low_resolution")


def check_aspect(picture: Picture) -> Iterable[Finding]:
    width, height = picture.size
    across, down = picture.checks.aspect
    wanted = across / down if down else PHOTO_ASPECT
    if abs(width / height - wanted) > ASPECT_TOLERANCE:
        yield Finding("wrong_aspect")
