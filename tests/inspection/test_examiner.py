"""The whole look: what papers are held against, and what is believed of what was read."""

from datetime import date

from msgspec.structs import replace

from bot.inspection.examiner import Examiner
from bot.inspection.inspector import Inspector
from bot.inspection.reading.reader import Reader
from bot.postings import find_posting, load_edition
from conversations.documents.findings import codes_of
from tests.inspection.synthetic import of_slot

EDITION = load_edition(find_posting("ppkukm-koperasi-2026"))


async def test_papers_are_held_against_the_day_that_is_served() -> None:
    """The certificate ends on the day before the published one."""
    late = next(each for each in of_slot("seen", "sertifikat_perkoperasian") if each.expected)
    examiner = Examiner(Inspector(), Reader(), EDITION)
    looked = await examiner.look(late.data, late.name, late.slot)
    assert codes_of(looked.findings) == ("cert_expired",)
    assert looked.fields["berlaku_sampai"] == "2025-12-21"
    posting = replace(EDITION.posting, as_of=date(2025, 12, 21))
    examiner.serve(replace(EDITION, posting=posting))
    assert (await examiner.look(late.data, late.name, late.slot)).findings == ()


async def test_a_file_that_is_refused_is_not_read() -> None:
    looked = await Examiner(Inspector(), Reader(), EDITION).look(b"GIF89a....", "a.gif", "ktp")
    assert looked.verdict == "reject"
    assert (looked.fields, looked.lines, looked.unread) == ({}, (), False)
