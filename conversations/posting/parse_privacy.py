"""privacy.yaml becomes a `Privacy`; where there is none, the usual one serves."""

from collections.abc import Mapping

from conversations.posting.faults import Faults
from conversations.posting.privacy import MOST_DAYS, MOST_GRACE, Keep, Privacy
from conversations.posting.reader import Piece, read

FILE = "privacy.yaml"


def parse_privacy(text: str, file: str = FILE) -> Privacy:
    """What is decided in `text`. Raises `PostingError` with every fault found."""
    top, faults = read(file, text), Faults()
    parts = top.map(("contact", "officer", "grace_hours", "keep"), faults)
    found = Privacy(
        contact=_one(parts, "contact", faults),
        officer=_one(parts, "officer", faults),
        grace_hours=_number(parts, "grace_hours", Privacy().grace_hours, MOST_GRACE, faults),
        keep=_keep(parts["keep"], faults) if "keep" in parts else Keep(),
    )
    faults.stop()
    return found


def _keep(piece: Piece, faults: Faults) -> Keep:
    parts = piece.map(Keep.__struct_fields__, faults)
    usual = Keep()
    return Keep(
        **{
            name: _number(parts, name, getattr(usual, name), MOST_DAYS, faults)
            for name in Keep.__struct_fields__
        }
    )


def _one(parts: Mapping[str, Piece], name: str, faults: Faults) -> str:
    return faults.attempt(Piece.text, parts[name], "") if name in parts else ""


def _number(parts: Mapping[str, Piece], name: str, usual: int, most: int, faults: Faults) -> int:
    def whole(piece: Piece) -> int:
        if (number := piece.whole()) > most:
            raise piece.fault(f"'{number}' is too much", f"0 to {most}")
        return number

    return faults.attempt(whole, parts[name], usual) if name in parts else usual
