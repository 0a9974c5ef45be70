"""Certificates, of cooperatives and of other things."""

from collections.abc import Iterator
from datetime import date

from tests.inspection.synthetic.people import Person, person, written
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.typesetting import filled
from tests.inspection.synthetic.unseen import papers

_FRAMED = """
#set page(paper: "a4", flipped: true, margin: 1.4cm)
#set text(font: ("<FONT>", "Inter"), size: 12pt)
#rect(width: 100%, height: 100%, stroke: 3pt + rgb("#2a6a4a"), inset: 1cm)[
  #text(size: 24pt, weight: "bold", fill: rgb("#2a6a4a"))[Sertifikat Pelatihan] \\
  No. 05/<<digits>>/PL
  #v(6mm)
  Diberikan kepada \\ #text(size: 21pt)[<<name>>]

  atas kelulusannya dalam *<<subject>>* selama 40 jam pelajaran.
  #v(1fr)
  #grid(columns: (1fr, 1fr), [<<validity>>],
    align(right)[Bandung, <<made>> \\ Kepala Balai Latihan])
]
"""
_UPRIGHT = """
#set page(paper: "a4", margin: 2.4cm, fill: rgb("#f7f4fb"))
#set text(font: ("<FONT>", "Libertinus Serif"), size: 13pt)
#align(center)[BADAN NASIONAL PELATIHAN VOKASI
#v(1cm)
#text(size: 30pt, weight: "bold")[SERTIFIKAT]
#v(1cm)
<<name>>

dinyatakan memenuhi persyaratan unit kompetensi

*<<subject>>*

Nomor registrasi <<digits>>-2022
#v(2cm)
Ditetapkan <<made>>]
#v(1fr)
<<validity>>
"""
_COOPERATIVE = (
    "Manajemen Koperasi Simpan Pinjam",
    "Penyuluh Perkoperasian",
    "Tata Kelola Koperasi",
)
_OTHER = (
    "Barista Tingkat Dasar",
    "Desain Grafis",
    "Operator Forklift",
    "Keselamatan Kerja Listrik",
)
_LASTING = (date(2026, 1, 5), date(2027, 10, 19), date(2025, 12, 23), date(2029, 4, 2))
_OVER = (date(2024, 12, 22), date(2025, 11, 30), date(2022, 2, 8), date(2025, 12, 20))
_WORDS = ("Masa berlaku: {} s.d. {}", "Berlaku hingga {1}", "Valid sampai {1}")


def page(who: Person, subject: str, until: date | None, variant: int) -> str:
    made = date(until.year - 3, until.month, 1) if until else date(2022, 8, 9)
    words = _WORDS[variant % 3]
    shape = f"{until:%d-%m-%Y}" if until and variant % 2 else written(until or made)
    start = f"{made:%d-%m-%Y}" if variant % 2 else written(made)
    values = {"digits": who.digits[:5], "name": who.name, "subject": subject}
    values |= {"made": written(made), "validity": words.format(start, shape) if until else ""}
    font = ("DejaVu Sans", "DejaVu Serif", "Libertinus Serif", "Inter")[who.serial % 4]
    source = _UPRIGHT if variant % 2 else _FRAMED
    return filled(source, values).replace("<FONT>", font)


def specimens(desk: Desk) -> Iterator[Specimen]:
    for number, way in enumerate(papers.FOUR):
        subject = _COOPERATIVE[number % 3]
        yield _one(desk, way, _page_of(desk, subject, _LASTING[number], number))
        yield _one(desk, way, _page_of(desk, subject, _OVER[number], number), "cert_expired")
        yield _one(desk, way, _page_of(desk, subject, None, number), "cert_no_expiry")
        if number < 3:
            other = _page_of(desk, _OTHER[number], _LASTING[number], number)
            yield _one(desk, way, other, "wrong_document")
    for flaw in ("low_resolution", "cropped"):
        source, _ = _page_of(desk, _COOPERATIVE[0], _LASTING[0], 0)
        yield papers.spoiled(desk, source, "scan", flaw)


def _page_of(
    desk: Desk, subject: str, until: date | None, variant: int
) -> tuple[str, dict[str, str]]:
    """The page of somebody, and what is written on it."""
    who = person(desk.rng)
    fields = {"nama": who.name}
    if until:
        fields["berlaku_sampai"] = until.isoformat()
    return page(who, subject, until, variant), fields


def _one(desk: Desk, way: papers.Way, made: tuple[str, dict[str, str]], code: str = "") -> Specimen:
    source, fields = made
    return papers.sent(desk, source, way, fields, code)
