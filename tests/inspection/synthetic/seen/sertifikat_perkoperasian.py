"""Certificates, of cooperatives and of other things."""

from collections.abc import Iterator
from datetime import date

from tests.inspection.synthetic.people import Person, person, written
from tests.inspection.synthetic.seen import papers
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.typesetting import filled

_PAGE = """
#set page(paper: "a4", flipped: true, margin: 2cm, fill: rgb("#fdfcf4"))
#set text(font: ("<FONT>", "New Computer Modern"), size: 13pt)
#align(center)[
  #text(size: 15pt)[LEMBAGA SERTIFIKASI PROFESI KARYA INSAN]
  #v(4mm)
  #text(size: 28pt, weight: "bold")[SERTIFIKAT KOMPETENSI]

  Nomor: 887/LSP/<<digits>> \\ diberikan kepada

  #text(size: 20pt, weight: "bold")[<<name>>]

  yang telah kompeten pada bidang \\ *<<subject>>*

  <<validity>>
  #v(1fr)
  Jakarta, <<made>> \\ Direktur Lembaga \\ \\ Ir. Bayu Anggara
]
"""
_COOPERATIVE = ("Pendampingan Koperasi", "Pengelolaan Perkoperasian Tingkat Madya")
_OTHER = (
    "Tata Boga dan Pastri",
    "Pengelasan Listrik Tingkat Dasar",
    "Bahasa Jepang N4",
    "Tata Rias Pengantin",
)
_LASTING = (date(2026, 8, 14), date(2025, 12, 22), date(2027, 3, 1), date(2028, 1, 31))
_OVER = (date(2025, 12, 21), date(2024, 5, 30), date(2023, 11, 9), date(2025, 6, 15))
_WAYS: tuple[papers.Way, ...] = ("text", "scan", "text", "scan")


def page(who: Person, subject: str, until: date | None) -> str:
    valid = f"Sertifikat ini berlaku sampai dengan {written(until)}." if until else ""
    made = date(until.year - 3, 2, 3) if until else date(2023, 2, 3)
    values = {"digits": who.digits, "name": who.name, "subject": subject}
    values |= {"validity": valid, "made": written(made)}
    font = ("Liberation Serif", "Liberation Sans")[who.serial % 2]
    return filled(_PAGE, values).replace("<FONT>", font)


def specimens(desk: Desk) -> Iterator[Specimen]:
    for number, way in enumerate(_WAYS):
        subject, other = _COOPERATIVE[number % 2], _OTHER[number]
        yield _one(desk, way, (subject, _LASTING[number]))
        yield _one(desk, way, (subject, _OVER[number]), "cert_expired")
        yield _one(desk, way, (subject, None), "cert_no_expiry")
        if number < 3:
            yield _one(desk, way, (other, _LASTING[number]), "wrong_document")
    for flaw in ("blurry", "low_resolution"):
        source = page(person(desk.rng), _COOPERATIVE[0], _LASTING[0])
        yield papers.spoiled(desk, source, "scan", flaw)


def _one(desk: Desk, way: papers.Way, of: tuple[str, date | None], code: str = "") -> Specimen:
    who, (subject, until) = person(desk.rng), of
    fields = {"nama": who.name}
    if until:
        fields["berlaku_sampai"] = until.isoformat()
    return papers.sent(desk, page(who, subject, until), way, fields, code)
