"""Letters of employers and communities."""

from collections.abc import Iterator, Sequence
from datetime import date

from tests.inspection.synthetic.people import Person, person, written
from tests.inspection.synthetic.seen import other, papers
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.typesetting import filled

Periods = Sequence[tuple[date, date]]
_PAGE = """
#set page(paper: "a4", margin: 2.4cm)
#set text(font: ("<FONT>", "New Computer Modern"), size: 11.5pt)
#align(center)[#text(size: 15pt, weight: "bold")[YAYASAN KARYA MANDIRI SEJAHTERA] \\
Jl. Raya Bogor Km 24, Jakarta Timur \\
#line(length: 100%)
#text(size: 14pt, weight: "bold")[SURAT KETERANGAN KERJA] \\ Nomor: 120/SK/<<digits>>/2025]

Yang bertanda tangan di bawah ini, Ketua Yayasan Karya Mandiri Sejahtera, menerangkan bahwa:

#grid(columns: (3.5cm, 1fr), row-gutter: 8pt, [Nama], [: <<name>>], [Alamat], [: <<street>>])

adalah benar telah bekerja sebagai *<<role>>* pada lembaga kami:

<PERIODS>

Selama bekerja yang bersangkutan melaksanakan tugas dengan baik. Demikian surat keterangan ini
dibuat untuk dipergunakan sebagaimana mestinya.

#align(right)[Jakarta, 1 Desember 2025 \\ Ketua, \\ \\ \\ Drs. Lukman Arifin]
"""
_ROLES = ("Pendamping Koperasi", "Penyuluh UMKM", "Fasilitator Koperasi dan UMKM")
_LONG: Sequence[Periods] = (
    ((date(2020, 3, 1), date(2024, 2, 29)),),
    ((date(2022, 1, 10), date(2025, 1, 9)),),
    ((date(2019, 1, 1), date(2020, 12, 31)), (date(2022, 1, 1), date(2024, 6, 30))),
    ((date(2018, 7, 2), date(2025, 10, 31)),),
)
_SHORT: Sequence[Periods] = (
    ((date(2023, 6, 1), date(2025, 5, 31)),),
    ((date(2022, 1, 10), date(2024, 12, 31)),),
    ((date(2022, 1, 1), date(2023, 12, 31)), (date(2022, 7, 1), date(2024, 3, 31))),
    ((date(2025, 1, 6), date(2025, 11, 28)),),
)
_WAYS: tuple[papers.Way, ...] = ("text", "scan", "text", "scan")


def page(who: Person, role: str, periods: Periods) -> str:
    lines = [f"- sejak tanggal {written(a)} sampai dengan {written(b)}" for a, b in periods]
    values = {"digits": who.digits[:3], "name": who.name, "street": who.street, "role": role}
    source = filled(_PAGE, values).replace("<PERIODS>", "\n".join(lines))
    return source.replace("<FONT>", ("Liberation Serif", "Liberation Sans")[who.serial % 2])


def specimens(desk: Desk) -> Iterator[Specimen]:
    for number, way in enumerate(_WAYS):
        for periods, code in ((_LONG[number], ""), (_SHORT[number], "experience_short")):
            who = person(desk.rng)
            source = page(who, _ROLES[number % 3], periods)
            yield papers.sent(desk, source, way, _fields(who, periods), code)
    for way in _WAYS[:2]:
        yield papers.sent(desk, other.invoice(person(desk.rng)), way, {}, "wrong_document")
    for flaw in ("too_dark", "cropped"):
        source = page(person(desk.rng), _ROLES[0], _LONG[0])
        yield papers.spoiled(desk, source, "scan", flaw)


def _fields(who: Person, periods: Periods) -> dict[str, str]:
    if len(periods) > 1:
        return {"nama": who.name}
    ((start, end),) = periods
    return {"nama": who.name, "mulai": start.isoformat(), "selesai": end.isoformat()}
