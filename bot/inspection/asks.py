"""What the program asks of the child, and what comes back: MessagePack by stdin and stdout."""

from msgspec import Raw, Struct

from conversations.documents.checks import NO_CHECKS, Checks

MOST_BYTES = 5 * 2**20  # of one file; said before anything is sent
STAFF_DPI = 110  # enough to read 8-point type on a screen, a third of a second for a full page


class Look(Struct, frozen=True, tag=True):
    """Answered by a `Looked`."""

    data: bytes
    upload_name: str
    slot: str
    most_bytes: int = MOST_BYTES
    checks: Checks = NO_CHECKS


class DrawPage(Struct, frozen=True, tag=True):
    """Answered by a PNG, or by None where there is no such page. `page` counts from 1.

    With `scan` only the picture that fills the page is drawn.
    """

    data: bytes
    page: int
    dpi: int = STAFF_DPI
    scan: bool = False


class BindPages(Struct, frozen=True, tag=True):
    """Answered by one PDF of A4 pages, or by None where a picture cannot be read."""

    images: tuple[bytes, ...]


Ask = Look | DrawPage | BindPages


class Answer(Struct, frozen=True):
    """`sealed`: whether the child could give up sockets, programs and files before it looked."""

    sealed: bool
    result: Raw
