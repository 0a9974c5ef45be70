"""The kit: every file under its proper name in the order of the form, and a cover sheet."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.inspection.cover import draw_cover
from bot.inspection.enclosed import Enclosed, Kit
from bot.inspection.kit_names import file_name
from conversations.eligibility.wording import Words

FIRST_YEAR = 1980  # a ZIP knows none before


def build_kit(kit: Kit, words: Words) -> bytes:
    """A ZIP, the cover sheet first. A tenth of a second: call it in a thread."""
    enclosed = tuple(_enclosed(kit, words))
    cover = draw_cover(kit, enclosed, words)
    name = file_name(0, words.phrases("kit.cover"), kit.person, cover)
    at = kit.at.astimezone(words.posting.tz)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:  # pictures and PDFs are packed already
        _put(archive, name, cover, at)
        for file in enclosed:
            _put(archive, file.name, file.data, at)
    return out.getvalue()


def _enclosed(kit: Kit, words: Words) -> Iterator[Enclosed]:
    """The usable papers of each slot; its number is its place in the form."""
    for number, line in enumerate(kit.lines, 1):
        held = [paper for paper in line.papers if paper.usable and paper.id in kit.files]
        title = words.texts.slots[line.slot.id].name
        for copy, paper in enumerate(held, 1):
            data = kit.files[paper.id]
            name = file_name(number, title, kit.person, data, copy=copy if len(held) > 1 else 0)
            yield Enclosed(line.slot.id, name, data, sha256(data).hexdigest())


def _put(archive: ZipFile, name: str, data: bytes, at: datetime) -> None:
    entry = ZipInfo(name, (max(at.year, FIRST_YEAR), *at.timetuple()[1:6]))
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
