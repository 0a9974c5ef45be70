"""The whole look at a document: what its bytes and pixels are, and then what is written on it."""

from collections.abc import Mapping

from msgspec.structs import replace

from bot.inspection.inspector import Inspector
from bot.inspection.reading.reader import Reader
from bot.inspection.reading.standing import check_standing
from bot.inspection.reading.upright import upright
from conversations.documents.checks import NO_CHECKS
from conversations.documents.contents.lines import Line
from conversations.documents.contents.readers import contents_of
from conversations.documents.contents.sought import sought
from conversations.documents.findings import Finding, Looked, codes_of
from conversations.posting.edition import Edition

MOST_READ = 4
"""Pages without a text layer that are read; a scanned bundle has its title at its head."""
READ_DPI = 150
HARD_TO_READ = frozenset(("blurry", "too_dark", "low_resolution", "cropped", "glare"))
MISREAD = frozenset(
    ("nik_invalid", "nik_birthdate_mismatch", "npwp_invalid", "nib_invalid", "cert_no_expiry")
)


class Examiner:
    """`inspector` opens what is hostile, `reader` reads what is clean."""

    def __init__(self, inspector: Inspector, reader: Reader, edition: Edition) -> None:
        self.inspector, self._reader = inspector, reader
        self.serve(edition)

    def serve(self, edition: Edition) -> None:
        """From the next look on documents are held against this edition of the posting."""
        posting = edition.posting
        self._sought = {slot.id: sought(posting, slot.id) for slot in posting.slots}
        self._any = sought(posting, "")
        self._checks = {slot.id: slot.checks for slot in posting.slots}

    async def look(self, data: bytes, upload_name: str, slot: str) -> Looked:
        """Everything there is to notice; a file that is refused is not read."""
        looked = await self.inspector.look(
            data, upload_name, slot, self._checks.get(slot, NO_CHECKS)
        )
        if looked.verdict == "reject" or not looked.pages:
            return looked
        lines, noticed, unread = await self._lines(data, looked)
        read = contents_of(lines, self._sought.get(slot, self._any))
        known = _together(looked.findings, noticed)
        findings = _together(known, _believed(read.findings, known, lines))
        return replace(looked, findings=findings, fields=read.fields, lines=lines, unread=unread)

    async def _lines(
        self, data: bytes, looked: Looked
    ) -> tuple[tuple[Line, ...], tuple[Finding, ...], bool]:
        """What stands on its pages, what was noticed of how it stands, and was one not read?"""
        pictures = await self._pictures(data, looked)
        lines, noticed, unread = list(looked.lines), list[Finding](), False
        for page, picture in pictures.items():
            seen = await self._reader.read(picture)
            if seen is None:
                unread = True
                continue
            lines += upright(seen, page)
            noticed += check_standing(seen, page)
        return tuple(lines), tuple(noticed), unread

    async def _pictures(self, data: bytes, looked: Looked) -> Mapping[int, bytes]:
        """The pages that have no text layer, drawn clean, by number."""
        if looked.kind != "pdf":
            return {1: looked.copies[0]} if looked.copies else {}
        bare = [at for at, text in enumerate(looked.texts, 1) if not text][:MOST_READ]
        drawn = {at: await self.inspector.scan(data, at, READ_DPI) for at in bare}
        return {at: picture for at, picture in drawn.items() if picture}


def _believed(
    found: tuple[Finding, ...], known: tuple[Finding, ...], lines: tuple[Line, ...]
) -> tuple[Finding, ...]:
    """A wrong number on a picture that can hardly be read is rather one that was misread."""
    recognised = any(line.confidence < 1 for line in lines)
    hard = recognised and not HARD_TO_READ.isdisjoint(codes_of(known))
    return tuple(finding for finding in found if not (hard and finding.code in MISREAD))


def _together(first: tuple[Finding, ...], more: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What the pixels told already is not told again for the same page."""
    told = {(finding.code, finding.page) for finding in first}
    return (*first, *(finding for finding in more if (finding.code, finding.page) not in told))
