"""Tax cards: the old one, the new one and the print of the web."""

from collections.abc import Iterator

from tests.inspection.synthetic.camera import photograph
from tests.inspection.synthetic.people import Person, dotted, person, spaced
from tests.inspection.synthetic.seen import ktp, other, papers, shots
from tests.inspection.synthetic.specimen import Desk, Need, Specimen, Truth
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import filled, picture

_HEAD = """
#set text(font: ("<FONT>", "New Computer Modern"), size: 8pt)
#text(size: 9.5pt, weight: "bold")[KEMENTERIAN KEUANGAN REPUBLIK INDONESIA \\
DIREKTORAT JENDERAL PAJAK]
"""
_OLD = (
    """
#set page(width: 85.6mm, height: 54mm, margin: 4mm, fill: rgb("#f0d860"))
"""
    + _HEAD
    + """
#v(5mm)
#text(size: 12pt, weight: "bold")[NPWP : <<number>>]
#v(1mm)
<<name>> \\ <<street>> \\ <<city>>
#v(1fr)
KPP PRATAMA <<district>> #h(1fr) Terdaftar : 14-02-2016
"""
)
_NEW = (
    """
#set page(width: 85.6mm, height: 54mm, margin: 4mm, fill: rgb("#dfe6f4"))
"""
    + _HEAD
    + """
#v(3mm)
<<name>> \\ NPWP16 #h(2mm) <<long>> \\ NPWP15 #h(2mm) <<number>>
#v(2mm)
<<street>> \\ <<district>> \\ <<city>>
#v(1fr)
KPP Pratama <<district>>
"""
)
_PRINT = (
    """
#set page(paper: "a4", margin: 2.5cm)
"""
    + _HEAD
    + """
#set text(size: 11pt)
#v(1cm)
= KARTU NOMOR POKOK WAJIB PAJAK
#grid(columns: (4cm, 1fr), row-gutter: 10pt, [NPWP], [: <<long>>], [Nama], [: <<name>>],
  [Alamat], [: <<street>>, <<city>>], [KPP], [: KPP Pratama <<district>>])
#v(1cm)
Kartu ini dicetak melalui laman Direktorat Jenderal Pajak.
"""
)


def _values(who: Person, number: str, long: str) -> dict[str, str]:
    city, district = who.home.city, who.home.district
    values = {"name": who.name.upper(), "street": who.street.upper(), "city": city}
    return values | {"district": district, "number": number, "long": long}


def old(who: Person, number: str = "") -> str:
    return filled(_OLD, _values(who, number or dotted(who.npwp), "")).replace(
        "<FONT>", "Liberation Sans"
    )


def new(who: Person, number: str = "") -> str:
    values = _values(who, dotted(who.npwp), number or spaced(who.nik))
    return filled(_NEW, values).replace("<FONT>", "New Computer Modern")


def printed(who: Person, number: str = "") -> str:
    values = _values(who, "", number or who.nik)
    return filled(_PRINT, values).replace("<FONT>", "Liberation Sans")


def specimens(desk: Desk) -> Iterator[Specimen]:
    for number in range(2):
        yield _card(desk, old(who := person(desk.rng)), {"npwp": who.npwp, "nama": who.name})
        who = person(desk.rng, jakarta=number == 0)
        yield _card(desk, new(who), {"npwp": who.nik, "nama": who.name})
    for way in ("text", "scan"):
        who = person(desk.rng)
        fields = {"npwp": who.nik, "nama": who.name}
        yield papers.sent(desk, printed(who), "text" if way == "text" else "scan", fields)
    for code in ("blurry", "too_dark", "rotated", "cropped", "low_resolution"):
        yield _card(desk, old(person(desk.rng)), {}, flaw=code)
    yield from _wrong(desk)


def _wrong(desk: Desk) -> Iterator[Specimen]:
    who = person(desk.rng)
    yield _card(desk, old(who, dotted(who.npwp)[:-1]), {"nama": who.name}, "npwp_invalid")
    who = person(desk.rng)
    yield _card(
        desk,
        new(who, "99" + who.nik[2:]).replace("NPWP15", "No").replace(dotted(who.npwp), "-"),
        {"nama": who.name},
        "npwp_invalid",
    )
    for number in ("1" * 13, "31740912", "3174 0952 0690 0015 7"):
        who = person(desk.rng)
        fields = {"nama": who.name}
        yield papers.sent(desk, printed(who, number), "text", fields, "npwp_invalid")
    yield _card(desk, "", {}, "wrong_document")
    yield papers.sent(desk, other.invoice(person(desk.rng)), "text", {}, "wrong_document")


def _card(
    desk: Desk, source: str, fields: dict[str, str], code: str = "", flaw: str = ""
) -> Specimen:
    shot = shots.spoiled(flaw, desk.rng) if flaw else shots.shot(desk.rng)
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    paper = picture(source, 350) if source else ktp.card(person(desk.rng))
    need: Need = "pixels" if flaw and shot.quarter != 2 else "ocr"
    needs = {code or flaw: need} if code or flaw else {}
    return desk.photo(photograph(paper, under, shot, desk.rng), Truth(needs, fields))
