"""The short-lived process that opens hostile bytes: one ask in, one answer out, gone.

It loads what the kind of file needs, then gives up sockets, programs and files, and only then
lets a parser see the bytes.
"""

import sys

import msgspec

from bot.inspection.asks import Answer, Ask, BindPages, DrawPage, Look
from bot.inspection.kinds import kind_of
from bot.inspection.limits import set_limits
from bot.inspection.seccomp import seal


def main() -> None:
    set_limits()
    ask = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Ask)
    _load(ask)
    sealed = seal()
    result = msgspec.msgpack.encode(answer(ask))
    sys.stdout.buffer.write(msgspec.msgpack.encode(Answer(sealed, msgspec.Raw(result))))


def answer(ask: Ask) -> object:
    match ask:
        case Look():
            from bot.inspection.file_level import look
            from bot.inspection.piece import Piece

            return look(Piece(ask))
        case DrawPage():
            from bot.inspection.pdfs.draw import draw_page

            return draw_page(ask.data, ask.page, ask.dpi, scan=ask.scan)
        case BindPages():
            from bot.inspection.images.bind import pages_to_pdf

            return pages_to_pdf(ask.images)


def _load(ask: Ask) -> None:
    """Everything that will be imported: afterwards no file can be opened."""
    match ask:
        case Look():
            import bot.inspection.file_level

            kind = kind_of(ask.data)
            if kind == "pdf":
                import bot.inspection.pdfs.look
            elif kind:
                import bot.inspection.images.look

                bot.inspection.images.look.load(kind)
        case DrawPage():
            import bot.inspection.pdfs.draw

            bot.inspection.pdfs.draw.load()
        case BindPages():
            import bot.inspection.images.bind

            bot.inspection.images.bind.load(ask.images)


if __name__ == "__main__":
    main()
