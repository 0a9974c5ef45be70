"""Draws a talk together: of a message that was redrawn only the last drawing is kept."""

from collections.abc import Sequence

from msgspec import structs

from bot.channels.webchat.wire import Entry


def folded(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in order, each redrawing put in the place of what it replaces.

    A redrawing may itself be redrawn, by its own number or by that of the first drawing: the entry
    keeps the first number, its message the last one.
    """
    shown: dict[int, Entry] = {}
    first: dict[int, int] = {}
    for entry in entries:
        replaces = entry.message.replaces if entry.message else 0
        place = first.get(replaces, replaces) if replaces else entry.seq
        if replaces and place not in shown:
            place = entry.seq
        first[entry.seq] = place
        shown[place] = _as_original(entry, shown.get(place))
    return list(shown.values())


def _as_original(entry: Entry, original: Entry | None) -> Entry:
    if original is None or entry.message is None:
        return entry
    message = structs.replace(entry.message, replaces=0)
    return structs.replace(entry, seq=original.seq, at=original.at, message=message)
