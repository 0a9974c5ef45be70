"""What a file really is: by its content, never by its name."""

from collections.abc import Callable

from conversations.documents.findings import Kind

HEAD = 1024
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OFFICE = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"))
_MAGIC = (
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"#!", "exe"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "office"),
)
_MARKUP = ((b"<svg", "svg"), (b"<!doctype html", "html"), (b"<html", "html"), (b"<?xml", "xml"))
EICAR = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"


def _is_pdf(data: bytes) -> bool:
    """The header may follow other bytes: readers allow a kilobyte of them."""
    return b"%PDF-" in data[:HEAD]


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC


_KINDS: tuple[tuple[Kind, Callable[[bytes], bool]], ...] = (
    ("jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ("webp", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP"),
    ("heic", _is_heic),
    ("pdf", _is_pdf),
)


def kind_of(data: bytes) -> Kind | None:
    """The kind, where it is one that is accepted."""
    return next((kind for kind, fits in _KINDS if fits(data)), None)


def foreign_kind(data: bytes) -> str:
    """A word for what is not accepted: `zip`, `docx`, `exe`, `html`, ... or `unknown`."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for mark, name in _OFFICE if mark in data), "zip")
    if found := next((name for magic, name in _MAGIC if data.startswith(magic)), ""):
        return found
    if EICAR in data[:HEAD]:
        return "harmful"
    head = data[:HEAD].lower()
    return next((name for mark, name in _MARKUP if mark in head), "unknown")
