"""Tax cards: an old one, a new one and a letter of the tax office."""

from collections.abc import Iterator

from PIL import Image

from tests.inspection.synthetic.camera import photograph
from tests.inspection.synthetic.people import Person, dotted, person, spaced
from tests.inspection.synthetic.specimen import Desk, Need, Specimen, Truth
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import filled, picture
from tests.inspection.synthetic.unseen import ktp, other, papers, shots

_OLD = """
#set page(width: 85.6mm, height: 54mm, margin: (x: 5mm, y: 4mm), fill: gradient.linear(
  rgb("#f6e27a"), rgb("#e2c648")))
#set text(font: ("DejaVu Sans", "Inter"), size: 7pt)
#align(right)[*DEPARTEMEN KEUANGAN RI* \\ *DIREKTORAT JENDERAL PAJAK*]
#v(4mm)
NPWP #h(3mm) #text(size: 11pt)[<<number>>]
#v(1mm)
*<<name>>* \\ NIK: <<nik>> \\ <<street>> \\ <<district>> - <<city>>
#v(1fr)
#align(right)[TERDAFTAR 30/08/2017]
"""
_NEW = """
#set page(width: 85.6mm, height: 54mm, margin: 4mm, fill: rgb("#f4f6fb"))
#set text(font: "Inter", size: 7.6pt)
#rect(width: 100%, fill: rgb("#163a7a"), inset: 4pt, text(fill: white, weight: "bold")[
  DJP #h(1fr) Kartu NPWP])
#v(2mm)
Nomor Pokok Wajib Pajak \\ #text(size: 12pt, weight: "bold")[<<number>>]
#v(1mm)
Nama \\ *<<name>>* \\ Alamat \\ <<street>>, <<city>>
#v(1fr)
KPP Pratama <<district>>
"""
_LETTER = """
#set page(paper: "a4", margin: 2.2cm)
#set text(font: ("DejaVu Serif", "Libertinus Serif"), size: 10.5pt)
#align(center)[KEMENTERIAN KEUANGAN REPUBLIK INDONESIA \\ DIREKTORAT JENDERAL PAJAK \\
KANTOR PELAYANAN PAJAK PRATAMA <<district>>

*SURAT KETERANGAN TERDAFTAR*]

Sesuai dengan ketentuan perpajakan, dengan ini diterangkan bahwa:

#table(columns: (5cm, 1fr), stroke: none, [1. Nama], [: <<name>>], [2. NPWP], [: <<number>>],
  [3. Kategori], [: Orang Pribadi], [4. Alamat], [: <<street>>, <<city>>], [5. KLU], [: 96999])

telah terdaftar pada tata usaha kami. Surat ini dibuat dengan sistem dan tidak perlu tanda tangan.
"""


def _made(template: str, who: Person, number: str) -> str:
    home = who.home
    values = {"name": who.name.upper(), "nik": who.nik, "number": number, "city": home.city}
    return filled(template, values | {"street": who.street, "district": home.district})


def specimens(desk: Desk) -> Iterator[Specimen]:
    for _ in range(2):
        who = person(desk.rng)
        source, fields = _made(_OLD, who, dotted(who.npwp)), {"npwp": who.npwp, "nama": who.name}
        yield _card(desk, picture(source, 350), fields)
        who = person(desk.rng, jakarta=False)
        source, fields = _made(_NEW, who, spaced(who.nik)), {"npwp": who.nik, "nama": who.name}
        yield _card(desk, picture(source, 350), fields)
    for way in papers.BOTH:
        who = person(desk.rng)
        fields = {"npwp": who.npwp, "nama": who.name}
        yield papers.sent(desk, _made(_LETTER, who, dotted(who.npwp)), way, fields)
    for flaw in ("blurry", "too_dark", "low_resolution", "rotated", "cropped"):
        who = person(desk.rng)
        yield _flawed(desk, picture(_made(_NEW, who, spaced(who.nik)), 350), flaw)
    yield from _wrong(desk)


def _wrong(desk: Desk) -> Iterator[Specimen]:
    for number in ("09.123.456.7-012", "3174 0952 0690"):
        who = person(desk.rng)
        paper = picture(_made(_NEW, who, number), 350)
        yield _card(desk, paper, {"nama": who.name}, "npwp_invalid")
    for way in papers.BOTH:
        for number in ("98765432101234", "00 7412 0690 0015 223"):
            who = person(desk.rng)
            source = _made(_LETTER, who, number)
            yield papers.sent(desk, source, way, {"nama": who.name}, "npwp_invalid")
    yield _card(desk, ktp.card(person(desk.rng), 2), {}, "wrong_document")
    yield papers.sent(desk, other.ticket(person(desk.rng)), "text", {}, "wrong_document")


def _card(desk: Desk, paper: Image.Image, fields: dict[str, str], code: str = "") -> Specimen:
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    data = photograph(paper, under, shots.shot(desk.rng), desk.rng)
    return desk.photo(data, Truth({code: "ocr"} if code else {}, fields))


def _flawed(desk: Desk, paper: Image.Image, flaw: str) -> Specimen:
    shot = shots.spoiled(flaw, desk.rng)
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    need: Need = "ocr" if shot.quarter == 2 else "pixels"
    return desk.photo(photograph(paper, under, shot, desk.rng), Truth({flaw: need}, {}))
