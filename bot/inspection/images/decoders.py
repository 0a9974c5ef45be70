"""The four decoders, each called by name: no other of Pillow's many can be reached."""

from collections.abc import Callable
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageFile

from conversations.documents.findings import Kind

Image.MAX_IMAGE_PIXELS = None  # pixels are counted by a check of ours, by kind
ImageFile.LOAD_TRUNCATED_IMAGES = False
_MODULES = {
    "jpeg": ("PIL.JpegImagePlugin",),
    "png": ("PIL.PngImagePlugin",),
    "webp": ("PIL.WebPImagePlugin",),
    "heic": ("pillow_heif.as_plugin", "pillow_heif.options"),
}


def load(kind: Kind) -> None:
    """Imports what `kind` needs, what reads EXIF (TIFF inside) and what writes the copy."""
    for module in ("PIL.TiffImagePlugin", "PIL.ImageCms", *_MODULES[kind]):
        import_module(module)
    Image.preinit()  # `save` would do it, and then it is too late


def open_picture(data: bytes, kind: Kind) -> Image.Image:
    """The picture with its header read and no pixel decoded. Raises what a decoder raises."""
    return _OPENERS[kind](BytesIO(data))


def _jpeg(stream: BytesIO) -> Image.Image:
    from PIL.JpegImagePlugin import JpegImageFile

    return JpegImageFile(stream)


def _png(stream: BytesIO) -> Image.Image:
    from PIL.PngImagePlugin import PngImageFile

    return PngImageFile(stream)


def _webp(stream: BytesIO) -> Image.Image:
    from PIL.WebPImagePlugin import WebPImageFile

    return WebPImageFile(stream)


def _heic(stream: BytesIO) -> Image.Image:
    from pillow_heif import options
    from pillow_heif.as_plugin import HeifImageFile

    options.DECODE_THREADS = 1
    return HeifImageFile(stream)  # type: ignore[no-untyped-call] # the library has no types here


_OPENERS: dict[Kind, Callable[[BytesIO], Image.Image]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "heic": _heic,
}
