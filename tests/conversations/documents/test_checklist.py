"""Where each upload stands, and what to do next."""

import pytest
from msgspec.structs import replace

from conversations.documents.checklist import (
    beside_requirements,
    checklist,
    line_of,
    missing,
    missing_ids,
    next_line,
    unsorted,
)
from conversations.documents.findings import Finding
from conversations.documents.paper import Paper, Papers
from tests.conversations.dialog.talk import edition

POSTING = edition().posting
AT = "2025-12-18T03:00:00+00:00"
GOOD = Paper(1, "a.jpg", AT, slot="ktp", state="looked", kind="jpeg")
BLURRY = replace(GOOD, findings=(Finding("blurry"),))
REFUSED = replace(GOOD, findings=(Finding("encrypted_pdf"),))
WAITING = replace(GOOD, state="waiting")


def of(*papers: Paper) -> Papers:
    return {str(at): replace(paper, id=at) for at, paper in enumerate(papers)}


def full(*without: str) -> Papers:
    kind = {"pas_foto": "jpeg"}
    return of(
        *(
            replace(GOOD, slot=slot.id, kind=kind.get(slot.id, "pdf"))
            for slot in POSTING.slots
            if slot.id not in without
        )
    )


@pytest.mark.parametrize(
    ("papers", "standing"),
    [
        ((), "missing"),
        ((GOOD,), "there"),
        ((WAITING,), "checking"),
        ((BLURRY,), "doubtful"),
        ((REFUSED,), "refused"),
        ((REFUSED, GOOD), "there"),
        ((REFUSED, WAITING), "checking"),
        ((BLURRY, WAITING), "checking"),
    ],
)
def test_one_slot(papers: tuple[Paper, ...], standing: str) -> None:
    assert line_of(POSTING.slot["ktp"], papers).standing == standing


def test_a_sound_file_of_an_unusual_kind_is_doubtful() -> None:
    photo = replace(GOOD, slot="pas_foto", kind="pdf")
    line = line_of(POSTING.slot["pas_foto"], (photo,))
    assert (line.standing, [f.code for f in line.findings]) == ("doubtful", ["wrong_kind"])


def test_eleven_lines_in_the_order_of_the_posting() -> None:
    assert [line.slot.id for line in checklist(POSTING, {})] == [s.id for s in POSTING.slots]
    assert len(missing(checklist(POSTING, {}))) == 11


def test_what_to_do_next() -> None:
    lines = checklist(POSTING, {})
    first = next_line(lines)
    assert first is not None
    assert first.slot.id == "surat_lamaran"
    mend = next_line(checklist(POSTING, of(REFUSED)))
    assert mend is not None
    assert (mend.slot.id, mend.standing) == ("ktp", "refused")
    assert next_line(checklist(POSTING, full())) is None
    doubt = next_line(checklist(POSTING, {**full("ktp"), "99": replace(BLURRY, id=99)}))
    assert doubt is not None
    assert doubt.standing == "doubtful"


def test_what_nobody_knows_the_purpose_of() -> None:
    papers = of(replace(GOOD, slot=""), replace(REFUSED, slot=""))
    assert [paper.id for paper in unsorted(papers)] == [0]


def test_uploads_that_no_requirement_mentions() -> None:
    assert [slot.id for slot in beside_requirements(POSTING)] == [
        *("surat_lamaran", "pas_foto", "cv", "portofolio", "sertifikat_perkoperasian"),
    ]


def test_what_is_missing_is_told_by_id_in_the_order_of_the_posting() -> None:
    assert missing_ids(POSTING, full("cv", "ktp")) == "ktp,cv"
    assert missing_ids(POSTING, full()) == ""
    refused = {**full(), "x": replace(REFUSED, id=99)}
    assert missing_ids(POSTING, refused) == ""
