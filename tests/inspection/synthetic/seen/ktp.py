"""Identity cards, photographed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from PIL import Image

from tests.inspection.synthetic.camera import jpeg, photograph
from tests.inspection.synthetic.people import Person, nik, person
from tests.inspection.synthetic.portraits import BLUE, RED, Sitter, portrait
from tests.inspection.synthetic.scanner import bound, scanned
from tests.inspection.synthetic.seen import other, shots
from tests.inspection.synthetic.specimen import Desk, Need, Specimen, Truth, bad, good
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import filled, picture

_CARD = """
#set page(width: 85.6mm, height: 54mm, margin: (x: 3mm, y: 2.2mm), fill: rgb("<FILL>"))
#set text(font: ("<FONT>", "New Computer Modern"), size: 6.4pt)
#set par(leading: 2.6pt, spacing: 2.6pt)
#place(center + horizon, ellipse(width: 60mm, height: 30mm, stroke: 3mm + rgb("#00000010")))
#align(center, text(size: 8pt, weight: "bold")[<<province>> \\ <<city>>])
#v(1pt)
#text(size: 9.6pt, weight: "bold")[NIK #h(5mm) : <<nik>>]
#v(1pt)
#block(width: 58mm, grid(columns: (20.5mm, 1fr), row-gutter: 2.5pt,
  [Nama], [: <<name>>], [Tempat/Tgl Lahir], [: <<birth>>],
  [Jenis Kelamin], [: <<sex>> #h(3mm) Gol. Darah : O],
  [Alamat], [: <<street>>], [#h(2mm) RT/RW], [: 004/007],
  [#h(2mm) Kel/Desa], [: <<village>>], [#h(2mm) Kecamatan], [: <<district>>],
  [Agama], [: ISLAM], [Status Perkawinan], [: KAWIN],
  [Pekerjaan], [: KARYAWAN SWASTA], [Kewarganegaraan], [: WNI],
  [Berlaku Hingga], [: SEUMUR HIDUP]))
#place(bottom + right, text(size: 5pt)[<<town>> \\ 12-03-2018])
"""
_FONTS = ("Liberation Sans", "New Computer Modern")
_FILLS = ("#bcdcee", "#c8e2ea")


def card(who: Person, variant: int = 0, number: str = "") -> Image.Image:
    """`number`: printed in place of the person's NIK."""
    source = _CARD.replace("<FONT>", _FONTS[variant % 2]).replace("<FILL>", _FILLS[variant % 2])
    values = {
        "province": who.home.province,
        "city": who.home.city,
        "nik": number or who.nik,
        "name": who.name.upper(),
        "birth": f"{who.town.upper()}, {who.born:%d-%m-%Y}",
        "sex": "PEREMPUAN" if who.sex == "P" else "LAKI-LAKI",
        "street": who.street.upper(),
        "village": who.home.village,
        "district": who.home.district,
        "town": who.home.city,
    }
    image = picture(filled(source, values), 350)
    image.paste(_face(who), (round(image.width * 0.73), round(image.height * 0.27)))
    return image


def _face(who: Person) -> Image.Image:
    backdrop = BLUE if who.born.year % 2 == 0 else RED
    sitter = Sitter(backdrop, clothes=(60, 66, 80), size=(300, 350))
    return portrait(sitter, Random(who.nik))


def facts(who: Person) -> dict[str, str | bool | list[str]]:
    return {
        "nik": who.nik,
        "nama": who.name,
        "tanggal_lahir": who.born.isoformat(),
        "jenis_kelamin": who.sex,
        "ktp_dki": "JAKARTA" in who.home.province,
    }


def specimens(desk: Desk) -> Iterator[Specimen]:
    yield from _right(desk)
    for code in ("blurry", "too_dark", "low_resolution", "rotated", "cropped", "glare"):
        for variant in range(4 if code == "glare" else 2):
            yield _flawed(desk, card(person(desk.rng), variant), code)
    yield from _wrong_numbers(desk)
    for number in range(2):
        stranger = other.driving_licence(person(desk.rng), number)
        yield desk.photo(_taken(stranger, desk), bad("wrong_document", "ocr"))


def _flawed(desk: Desk, paper: Image.Image, code: str) -> Specimen:
    shot = shots.spoiled(code, desk.rng)
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    # which of two ways is up shows only in what is written
    need: Need = "ocr" if shot.quarter == 2 else "pixels"
    return desk.photo(photograph(paper, under, shot, desk.rng), bad(code, need))


def _taken(paper: Image.Image, desk: Desk) -> bytes:
    shot = shots.shot(desk.rng)
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    return photograph(paper, under, shot, desk.rng)


def _right(desk: Desk) -> Iterator[Specimen]:
    for number in range(6):
        who = person(desk.rng, jakarta=number % 3 != 2, sex="LP"[number % 2])
        yield desk.photo(_taken(card(who, number), desk), Truth({}, facts(who)))
    who = person(desk.rng)
    # registered first in Semarang, living in Jakarta now
    elsewhere = nik("337404", who.born, who.serial, woman=who.sex == "P")
    truth = Truth({}, {**facts(who), "nik": elsewhere})
    yield desk.photo(_taken(card(who, 1, elsewhere), desk), truth)
    who = person(desk.rng)
    sideways = replace(shots.shot(desk.rng), exif=6)
    data = photograph(card(who), table("wood", desk.rng), sideways, desk.rng)
    yield desk.photo(data, good(**facts(who)))
    who = person(desk.rng, sex="P")
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    sheet.paste(card(who, 1).resize((1100, 694)), (270, 300))
    page = scanned(sheet, shots.glass(desk.rng), desk.rng)
    yield desk.scan(bound([page]), good(**facts(who)))
    yield desk.photo(jpeg(card(who := person(desk.rng)), 90), good(**facts(who)))


def _wrong_numbers(desk: Desk) -> Iterator[Specimen]:
    who = person(desk.rng, sex="L")
    rest = who.nik[6:]
    for number in (
        "99" + who.nik[2:],
        who.nik[:-1],
        who.nik[:8] + "13" + who.nik[10:],
        "317409" + rest[:6] + "0000",
    ):
        paper = card(who, 0, number)
        yield desk.photo(_taken(paper, desk), bad("nik_invalid", "ocr", nama=who.name))
    for born in (date(1981, 5, 9), date(1990, 11, 24), date(1976, 8, 17)):
        who = person(desk.rng)
        number = nik(who.home.code, born, 4, woman=who.sex == "P")
        fields = {**facts(who), "nik": number}
        truth = Truth({"nik_birthdate_mismatch": "ocr"}, fields)
        yield desk.photo(_taken(card(who, 1, number), desk), truth)
    who = person(desk.rng, sex="P")
    number = nik(who.home.code, who.born, 3, woman=False)
    fields = {**facts(who), "nik": number}
    truth = Truth({"nik_birthdate_mismatch": "ocr"}, fields)
    yield desk.photo(_taken(card(who, 0, number), desk), truth)
