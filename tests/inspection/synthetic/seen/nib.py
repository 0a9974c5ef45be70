"""Business numbers as the licensing portal prints them."""

from collections.abc import Iterator, Sequence

from tests.inspection.synthetic.people import Person, person
from tests.inspection.synthetic.seen import other, papers
from tests.inspection.synthetic.specimen import Desk, Fields, Specimen
from tests.inspection.synthetic.typesetting import filled

Rows = Sequence[tuple[str, str]]
CONSULTING = ("70209", "Aktivitas Konsultasi Manajemen Lainnya")
_SHOP = ("47911", "Perdagangan Eceran Melalui Media untuk Komoditi Makanan")
_TOURISM = ("70201", "Aktivitas Konsultasi Pariwisata")
_PRINT = ("18111", "Industri Pencetakan Umum")
_PAGE = """
#set page(paper: "a4", margin: 2.2cm)
#set text(font: ("<FONT>", "New Computer Modern"), size: 10.5pt)
#align(center)[*PEMERINTAH REPUBLIK INDONESIA* \\ *PERIZINAN BERUSAHA BERBASIS RISIKO* \\
*NOMOR INDUK BERUSAHA: <<nib>>*]

Berdasarkan Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja, Pemerintah Republik Indonesia
menerbitkan Nomor Induk Berusaha (NIB) kepada:

#grid(columns: (0.8cm, 5.6cm, 1fr), row-gutter: 8pt,
  [1.], [Nama Pelaku Usaha], [: <<owner>>],
  [2.], [Jenis Pelaku Usaha], [: <<kind>>],
  [3.], [Alamat], [: <<street>>, <<city>>, Kode Pos <<post>>],
  [4.], [Nomor Telepon], [: 08127020911], [5.], [Email], [: usaha\\@contoh.id],
  [6.], [Kode Klasifikasi Baku Lapangan Usaha Indonesia (KBLI)], [: Lihat Lampiran],
  [7.], [Skala Usaha], [: Usaha Mikro])

NIB ini berlaku di seluruh wilayah Republik Indonesia selama menjalankan kegiatan usaha.

#align(right)[Diterbitkan di Jakarta, tanggal: 3 Maret 2023]
<BREAK>
*LAMPIRAN* \\ Lampiran ini memuat kegiatan usaha yang didaftarkan.
#table(columns: (1cm, 2.2cm, 1fr, 3cm, 2.6cm),
  [No.], [Kode KBLI], [Judul KBLI], [Lokasi Usaha], [Tingkat Risiko], <ROWS>)
"""


def page(who: Person, rows: Rows, *, nib: str = "", owner: str = "", kind: str = "") -> str:
    values = {"nib": nib or who.nib, "owner": owner or who.name.upper(), "city": who.home.city}
    values |= {"kind": kind or "Orang Perseorangan", "street": who.street, "post": "12620"}
    if ("70209", CONSULTING[1]) not in rows:
        values["post"] = "70209"
    cells = [
        f"[{i}], [{code}], [{title}], [{who.home.city}], [Rendah]"
        for i, (code, title) in enumerate(rows, 1)
    ]
    source = filled(_PAGE, values).replace("<ROWS>", ", ".join(cells))
    source = source.replace("<BREAK>", "#pagebreak()" if who.serial % 2 else "#v(6mm)")
    return source.replace("<FONT>", ("Liberation Sans", "Liberation Serif")[who.serial % 2])


def specimens(desk: Desk) -> Iterator[Specimen]:
    ways: tuple[papers.Way, ...] = ("text", "text", "scan", "photo")
    for number, way in enumerate(ways):
        rows = (CONSULTING, _SHOP)[: 1 + number % 2] if number < 2 else (_SHOP, CONSULTING)
        who = person(desk.rng)
        who = _one_page(who) if way == "photo" else who
        yield papers.sent(desk, page(who, rows), way, _fields(who, rows))
    yield from _wrong(desk)
    for paper in (other.invoice, other.recipe):
        yield papers.sent(desk, paper(person(desk.rng)), "text", {}, "wrong_document")
    for flaw in ("blurry", "rotated", "low_resolution", "too_dark"):
        who = _one_page(person(desk.rng))
        yield papers.spoiled(desk, page(who, (CONSULTING,)), "scan", flaw)


def _wrong(desk: Desk) -> Iterator[Specimen]:
    ways: tuple[papers.Way, ...] = ("text", "text", "text", "scan")
    numbers = ("912010345678", "02201034567890", "9120", "120030045678")
    codes = ((_TOURISM,), (_SHOP, _PRINT), (("7020", "Aktivitas Konsultasi Manajemen"),), (_SHOP,))
    firms = ("PT MAJU TERUS BERSAMA", "CV SUMBER TERANG", "PT LARAS ABADI", "KOPERASI MEKAR JAYA")
    kinds = ("Perseroan Terbatas (PT)", "Persekutuan Komanditer (CV)", "PT Perorangan", "Koperasi")
    for way, nib, rows, firm, kind in zip(ways, numbers, codes, firms, kinds, strict=True):
        who = person(desk.rng)
        fields: Fields = {"nama": who.name, "kbli": ["70209"]}
        yield papers.sent(desk, page(who, (CONSULTING,), nib=nib), way, fields, "nib_invalid")
        who = person(desk.rng)
        fields = {"nib": who.nib, "nama": who.name}
        yield papers.sent(desk, page(who, rows), way, fields, "nib_wrong_kbli")
        who = person(desk.rng)
        source = page(who, (CONSULTING,), owner=firm, kind=kind)
        fields = {"nib": who.nib, "kbli": ["70209"]}
        yield papers.sent(desk, source, way, fields, "nib_company")


def _one_page(who: Person) -> Person:
    return who if who.serial % 2 == 0 else who.__class__(**{**vars(who), "serial": 2})


def _fields(who: Person, rows: Rows) -> Fields:
    kbli = [code for code, _ in rows]
    return {"nib": who.nib, "nama": who.name, "kbli": kbli, "jenis": "perorangan"}
