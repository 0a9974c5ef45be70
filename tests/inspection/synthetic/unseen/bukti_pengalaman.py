"""Letters of employers and communities."""

from collections.abc import Iterator, Sequence
from datetime import date

from tests.inspection.synthetic.people import MONTHS, Person, person, written
from tests.inspection.synthetic.specimen import Desk, Specimen
from tests.inspection.synthetic.typesetting import filled
from tests.inspection.synthetic.unseen import other, papers

Periods = Sequence[tuple[date, date]]
_TABLE = """
#set page(paper: "a4", margin: 2.2cm)
#set text(font: ("<FONT>", "Libertinus Serif"), size: 11pt)
#text(size: 17pt, weight: "bold")[RUMAH USAHA RAKYAT] \\ Lembaga Pendampingan, Kota Depok
#line(length: 100%, stroke: 2pt)
#align(center)[*SURAT KETERANGAN PENGALAMAN KERJA* \\ No. <<digits>>/RUR/XI/2025]

Kami menerangkan bahwa Saudara/i *<<name>>*, lahir <<born>>, pernah bertugas dengan rincian:

#table(columns: (1cm, 1fr, 3.8cm, 3.8cm), [No], [Jabatan], [Mulai], [Selesai], <ROWS>)

Surat ini diberikan sebagai bukti pengalaman kerja yang bersangkutan.
#v(1cm)
Depok, 24 November 2025 \\ Direktur Pelaksana \\ \\ \\ Hanif Wiratama
"""
_PROSE = """
#set page(paper: "a4", margin: 2.8cm)
#set text(font: ("<FONT>", "Inter"), size: 12pt)
#align(center)[#text(size: 14pt)[KOMUNITAS NIAGA NUSANTARA]

#text(size: 13pt, weight: "bold")[SURAT KETERANGAN]]

Ketua Komunitas Niaga Nusantara dengan ini menyatakan bahwa nama di bawah ini:

Nama: <<name>> \\ Tanggal lahir: <<born>>

telah mengabdi sebagai <<role>> terhitung mulai <SPANS>, dengan kinerja yang memuaskan.

#align(right)[Bekasi, 2 Desember 2025 \\ Ketua \\ \\ \\ Yanti Prameswari]
"""
_ROLES = ("Fasilitator UMKM", "Pendamping Koperasi", "Penyuluh Koperasi")
_LONG: Sequence[Periods] = (
    ((date(2021, 2, 1), date(2024, 1, 31)),),
    ((date(2016, 5, 9), date(2020, 8, 21)),),
    ((date(2020, 1, 1), date(2021, 6, 30)), (date(2023, 1, 1), date(2025, 3, 31))),
    ((date(2022, 4, 4), date(2025, 11, 14)),),
)
_SHORT: Sequence[Periods] = (
    ((date(2024, 2, 1), date(2025, 10, 31)),),
    ((date(2021, 3, 1), date(2024, 1, 31)),),
    ((date(2021, 1, 1), date(2021, 12, 31)), (date(2023, 1, 1), date(2024, 9, 30))),
    ((date(2022, 6, 1), date(2023, 5, 31)),),
)


def page(who: Person, role: str, periods: Periods, *, prose: bool) -> str:
    rows = [
        f"[{i}], [{role}], [{a.day} {_short(a)}], [{b.day} {_short(b)}]"
        for i, (a, b) in enumerate(periods, 1)
    ]
    spans = " dan kembali sejak ".join(f"{written(a)} hingga {written(b)}" for a, b in periods)
    values = {"digits": who.digits[:3], "name": who.name, "born": written(who.born), "role": role}
    source = filled(_PROSE if prose else _TABLE, values).replace("<ROWS>", ", ".join(rows))
    font = ("DejaVu Serif", "DejaVu Sans", "Inter")[who.serial % 3]
    return source.replace("<SPANS>", spans).replace("<FONT>", font)


def specimens(desk: Desk) -> Iterator[Specimen]:
    for number, way in enumerate(papers.FOUR):
        for periods, code in ((_LONG[number], ""), (_SHORT[number], "experience_short")):
            who = person(desk.rng)
            source = page(who, _ROLES[number % 3], periods, prose=number % 2 == 1)
            yield papers.sent(desk, source, way, _fields(who, periods), code)
    for way, paper in zip(papers.BOTH, (other.announcement, other.ticket), strict=True):
        yield papers.sent(desk, paper(person(desk.rng)), way, {}, "wrong_document")
    for flaw in ("blurry", "cropped"):
        source = page(person(desk.rng), _ROLES[1], _LONG[0], prose=flaw == "blurry")
        yield papers.spoiled(desk, source, "scan", flaw)


def _short(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def _fields(who: Person, periods: Periods) -> dict[str, str]:
    if len(periods) > 1:
        return {"nama": who.name}
    ((start, end),) = periods
    return {"nama": who.name, "mulai": start.isoformat(), "selesai": end.isoformat()}
