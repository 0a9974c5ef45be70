"""Business numbers as the licensing portal prints them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.inspection.synthetic.people import Person, person
from tests.inspection.synthetic.specimen import Desk, Fields, Specimen
from tests.inspection.synthetic.typesetting import filled
from tests.inspection.synthetic.unseen import other, papers

CONSULTING = ("70209", "Aktivitas Konsultasi Manajemen Lainnya")
_FOOD = ("56101", "Restoran")
_SOFTWARE = ("62019", "Aktivitas Pemrograman Komputer Lainnya")
_HOLDING = ("70100", "Aktivitas Kantor Pusat")
_INDUSTRY = ("70204", "Aktivitas Konsultasi Manajemen Industri")
Rows = Sequence[tuple[str, str]]
_LONG = """
#set page(paper: "a4", margin: (x: 1.8cm, y: 2cm), footer: [
  #set text(size: 7pt)
  1. Dokumen ini diterbitkan sistem OSS berdasarkan data dari Pelaku Usaha. #h(1fr) Ref. 70209/OSS])
#set text(font: ("DejaVu Sans", "Inter"), size: 9pt)
#align(center, text(size: 12pt, weight: "bold")[PERIZINAN BERUSAHA BERBASIS RISIKO \\
  NOMOR INDUK BERUSAHA: <<nib>>])

Menteri Investasi/Kepala Badan Koordinasi Penanaman Modal menerbitkan NIB kepada:
#table(columns: (6cm, 1fr), stroke: none,
  [1. Nama Pelaku Usaha], [: <<owner>>], [2. Jenis Pelaku Usaha], [: <<kind>>],
  [3. Alamat Kantor], [: <<street>>, <<village>>, <<city>>],
  [4. Status Penanaman Modal], [: PMDN], [5. No. Telepon], [: 0821 7020 9000],
  [6. Kode KBLI], [: terlampir], [7. Skala Usaha], [: Mikro])
NIB merupakan identitas pelaku usaha dan berlaku selama menjalankan kegiatan usaha.

Diterbitkan di Jakarta, 19 September 2024
#v(4mm)
*LAMPIRAN: DAFTAR BIDANG USAHA*
#table(columns: (1cm, 1fr, 2.4cm, 2.6cm), [No], [Judul KBLI], [Kode KBLI], [Risiko], <ROWS>)
"""
_SHORT = """
#set page(paper: "a4", margin: 2.6cm)
#set text(font: ("Libertinus Serif"), size: 11.5pt)
= NOMOR INDUK BERUSAHA (NIB)
== <<nib>>
Nama usaha / pelaku usaha: *<<owner>>* \\
Jenis usaha: *<<kind>>* \\
Alamat: <<street>>, Kel. <<village>>, <<city>> \\
Kegiatan usaha:

<LINES>

Dicetak melalui laman OSS pada 2 Februari 2025. NIB ini juga berlaku sebagai hak akses kepabeanan.
"""


class Business(NamedTuple):
    nib: str
    owner: str
    kind: str
    rows: Rows


def page(who: Person, business: Business, *, short: bool) -> str:
    home = who.home
    values = {"nib": business.nib, "owner": business.owner, "kind": business.kind}
    values |= {"street": who.street, "village": home.village, "city": home.city}
    cells = [
        f"[{i}], [{title}], [{code}], [Rendah]" for i, (code, title) in enumerate(business.rows, 1)
    ]
    lines = [f"- KBLI {code} - {title}" for code, title in business.rows]
    source = filled(_SHORT if short else _LONG, values)
    return source.replace("<ROWS>", ", ".join(cells)).replace("<LINES>", "\n".join(lines))


def specimens(desk: Desk) -> Iterator[Specimen]:
    ways: tuple[papers.Way, ...] = ("text", "text", "scan", "photo", "righted")
    lists: Sequence[Rows] = ((CONSULTING,), (_FOOD, CONSULTING, _SOFTWARE))
    for number, way in enumerate(ways):
        who, rows = person(desk.rng), lists[number % 2]
        business = _own(who, rows)
        source = page(who, business, short=number % 3 == 1)
        yield papers.sent(desk, source, way, _fields(who, rows))
    yield from _misnumbered(desk)
    yield from _misplaced(desk)
    yield from _firms(desk)
    for way, paper in zip(papers.BOTH, (other.ticket, other.announcement), strict=True):
        yield papers.sent(desk, paper(person(desk.rng)), way, {}, "wrong_document")
    for flaw in ("blurry", "rotated", "low_resolution", "too_dark"):
        who = person(desk.rng)
        source = page(who, _own(who, (CONSULTING,)), short=flaw == "blurry")
        yield papers.spoiled(desk, source, "scan", flaw)


def _misnumbered(desk: Desk) -> Iterator[Specimen]:
    numbers = ("022050171", "91203004567812", "812000123456", "1234567890123456")
    for index, (way, nib) in enumerate(zip(papers.FOUR, numbers, strict=True)):
        who = person(desk.rng)
        source = page(who, _own(who, (CONSULTING,))._replace(nib=nib), short=index % 2 == 0)
        fields = {"nama": who.name}
        yield papers.sent(desk, source, way, fields, "nib_invalid")


def _misplaced(desk: Desk) -> Iterator[Specimen]:
    lists: Sequence[Rows] = ((_HOLDING,), (_INDUSTRY,), (_FOOD, _SOFTWARE), (_FOOD, _INDUSTRY))
    for index, (way, rows) in enumerate(zip(papers.FOUR, lists, strict=True)):
        who = person(desk.rng)
        source = page(who, _own(who, rows), short=index == 1)
        yield papers.sent(desk, source, way, _fields(who, rows), "nib_wrong_kbli")


def _firms(desk: Desk) -> Iterator[Specimen]:
    firms = (
        ("PT CAHAYA KARYA UTAMA", "Badan Usaha - Perseroan Terbatas"),
        ("CV TUNAS JAYA", "Persekutuan Komanditer"),
        ("PT SINAR MANDIRI", "Perseroan Terbatas Perorangan"),
        ("YAYASAN BINA RAGA", "Yayasan"),
    )
    for index, (way, (firm, kind)) in enumerate(zip(papers.FOUR, firms, strict=True)):
        who = person(desk.rng)
        business = Business(who.nib, firm, kind, (CONSULTING,))
        source = page(who, business, short=index % 2 == 1)
        fields: Fields = {"nib": who.nib, "kbli": ["70209"]}
        yield papers.sent(desk, source, way, fields, "nib_company")


def _own(who: Person, rows: Rows) -> Business:
    kind = ("Perorangan", "Orang Perseorangan")[who.serial % 2]
    return Business(who.nib, who.name.upper(), kind, rows)


def _fields(who: Person, rows: Rows) -> Fields:
    kbli = [code for code, _ in rows]
    return {"nib": who.nib, "nama": who.name, "kbli": kbli, "jenis": "perorangan"}
