"""Identity cards, photographed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from PIL import Image, ImageOps

from tests.inspection.synthetic.camera import photograph
from tests.inspection.synthetic.people import Person, nik, person
from tests.inspection.synthetic.portraits import BLUE, RED, Sitter, portrait
from tests.inspection.synthetic.scanner import bound, scanned
from tests.inspection.synthetic.specimen import Desk, Need, Specimen, Truth, bad
from tests.inspection.synthetic.surfaces import table
from tests.inspection.synthetic.typesetting import filled, picture
from tests.inspection.synthetic.unseen import other, shots

_CARD = """
#set page(width: 85.6mm, height: 54mm, margin: (x: 2.4mm, y: 2mm), fill: gradient.linear(
  rgb("<ONE>"), rgb("<TWO>"), angle: 20deg))
#set text(font: ("<FONT>", "Inter"), size: 5.9pt, fill: rgb("#10141c"))
#set par(leading: 2.4pt, spacing: 2.4pt)
#for i in range(9) { place(dy: i * 5.6mm, line(length: 100%, stroke: 0.4pt + rgb("#0040601c"))) }
#align(center, text(size: 7.4pt, weight: "bold")[<<province>> \\ <<city>>])
#v(2pt)
#grid(columns: (11mm, 1fr), text(size: 8.6pt)[NIK],
  text(font: ("<DIGITS>", "DejaVu Sans Mono"), size: 8.8pt, weight: "bold")[: <<nik>>])
#v(2pt)
#block(width: 60mm, grid(columns: (20mm, 1.6mm, 1fr), row-gutter: 2.7pt,
  [Nama], [:], [*<<name>>*], [Tempat/Tgl Lahir], [:], [<<birth>>],
  [Jenis kelamin], [:], [<<sex>> #h(1fr) Gol. Darah : -],
  [Alamat], [:], [<<street>>], [#h(3mm) RT/RW], [:], [011/002],
  [#h(3mm) Kel/Desa], [:], [<<village>>], [#h(3mm) Kecamatan], [:], [<<district>>],
  [Agama], [:], [KRISTEN], [Status Perkawinan], [:], [BELUM KAWIN],
  [Pekerjaan], [:], [WIRASWASTA], [Kewarganegaraan], [:], [WNI],
  [Berlaku Hingga], [:], [SEUMUR HIDUP]))
#place(bottom + right, dx: -3mm, align(center, text(size: 4.8pt)[<<town>> \\ 27-09-2021]))
"""
_LOOKS = (
    ("DejaVu Sans", "DejaVu Sans Mono", "#b4d8ec", "#d6e8f2"),
    ("Libertinus Serif", "Liberation Mono", "#c4e4ee", "#a8cfe4"),
    ("Inter", "Inter", "#d2e6ea", "#b8d4ec"),
)
_FLAWS = ("blurry", "too_dark", "low_resolution", "rotated", "cropped", "glare")


def card(who: Person, variant: int = 0, number: str = "") -> Image.Image:
    """`number`: printed in place of the person's NIK."""
    source = _CARD
    for mark, value in zip(("FONT", "DIGITS", "ONE", "TWO"), _LOOKS[variant % 3], strict=True):
        source = source.replace(f"<{mark}>", value)
    image = picture(filled(source, _printed(who) | {"nik": number or who.nik}), 350)
    image.paste(_face(who), (round(image.width * 0.745), round(image.height * 0.22)))
    return image


def _printed(who: Person) -> dict[str, str]:
    home = who.home
    values = {"province": home.province, "city": home.city, "name": who.name.upper()}
    values |= {"birth": f"{who.town.upper()}, {who.born:%d-%m-%Y}", "town": home.city}
    values |= {"sex": "PEREMPUAN" if who.sex == "P" else "LAKI-LAKI"}
    return values | {
        "street": who.street.upper(),
        "village": home.village,
        "district": home.district,
    }


def _face(who: Person) -> Image.Image:
    clothes = ((236, 236, 240), (90, 40, 44), (28, 30, 34))[who.serial % 3]
    sitter = Sitter(RED if who.serial % 2 else BLUE, clothes, size=(245, 320))
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
    for code in _FLAWS:
        for variant in range(4 if code == "glare" else 2):
            yield _flawed(desk, card(person(desk.rng), variant), code)
    yield from _impossible(desk)
    yield from _contradicting(desk)
    for paper in (other.health_card, other.student_card):
        data = _taken(paper(person(desk.rng)), desk)
        yield desk.photo(data, bad("wrong_document", "ocr"))


def _taken(paper: Image.Image, desk: Desk) -> bytes:
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    return photograph(paper, under, shots.shot(desk.rng), desk.rng)


def _flawed(desk: Desk, paper: Image.Image, code: str) -> Specimen:
    shot = shots.spoiled(code, desk.rng)
    under = table(desk.rng.choice(shots.TABLES), desk.rng)
    # which of two ways is up shows only in what is written
    need: Need = "ocr" if shot.quarter == 2 else "pixels"
    return desk.photo(photograph(paper, under, shot, desk.rng), bad(code, need))


def _right(desk: Desk) -> Iterator[Specimen]:
    for number in range(6):
        who = person(desk.rng, jakarta=number not in {1, 4}, sex="PL"[number % 2])
        yield desk.photo(_taken(card(who, number), desk), Truth({}, facts(who)))
    for orientation in (3, 8):
        who = person(desk.rng)
        held = replace(shots.shot(desk.rng), exif=orientation)
        data = photograph(card(who, 1), table("dark", desk.rng), held, desk.rng)
        yield desk.photo(data, Truth({}, facts(who)))
    yield from _moved(desk)
    who = person(desk.rng, sex="L")
    grey = ImageOps.grayscale(card(who)).convert("RGB").resize((1180, 744))
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    sheet.paste(grey, (240, 760))
    page = scanned(sheet, shots.glass(desk.rng), desk.rng)
    yield desk.scan(bound([page]), Truth({}, facts(who)))


def _moved(desk: Desk) -> Iterator[Specimen]:
    """One who was registered first in Surabaya; one whose card has the capital's newer name."""
    who = person(desk.rng)
    number = nik("357808", who.born, who.serial, woman=who.sex == "P")
    truth = Truth({}, {**facts(who), "nik": number})
    yield desk.photo(_taken(card(who, 0, number), desk), truth)
    who = person(desk.rng)
    who = replace(who, home=replace(who.home, province="PROVINSI DAERAH KHUSUS JAKARTA"))
    yield desk.photo(_taken(card(who, 2), desk), Truth({}, facts(who)))


def _impossible(desk: Desk) -> Iterator[Specimen]:
    for variant in range(4):
        who = person(desk.rng)
        own = who.nik
        wrong = (own[:6] + "75" + own[8:], "08" + own[2:], own + "4", own[:12] + "0000")
        truth = bad("nik_invalid", "ocr", nama=who.name)
        yield desk.photo(_taken(card(who, variant, wrong[variant]), desk), truth)


def _contradicting(desk: Desk) -> Iterator[Specimen]:
    for variant, born in enumerate((date(1979, 3, 30), date(1992, 7, 2), date(1985, 10, 13))):
        who = person(desk.rng)
        number = nik(who.home.code, born, 7, woman=who.sex == "P")
        yield _contradiction(desk, who, variant, number)
    who = person(desk.rng, sex="L")
    yield _contradiction(desk, who, 0, nik(who.home.code, who.born, 2, woman=True))


def _contradiction(desk: Desk, who: Person, variant: int, number: str) -> Specimen:
    truth = Truth({"nik_birthdate_mismatch": "ocr"}, {**facts(who), "nik": number})
    return desk.photo(_taken(card(who, variant, number), desk), truth)
