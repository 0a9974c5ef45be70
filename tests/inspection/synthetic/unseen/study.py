"""Diplomas and transcripts."""

from typing import NamedTuple

from tests.inspection.synthetic.people import Person, written
from tests.inspection.synthetic.typesetting import filled


class Level(NamedTuple):
    heading: str
    title: str
    program: str


LEVELS = {
    "S1": Level("Sarjana", "Sarjana Sosial (S.Sos.)", "Strata Satu (S1) Sosiologi"),
    "D4": Level(
        "Sarjana Terapan",
        "Sarjana Terapan Statistika (S.Tr.Stat.)",
        "Program Diploma Empat (D-IV) Statistika",
    ),
    "S2": Level("Magister", "Magister Sains (M.Si.)", "Strata Dua (S2) Ilmu Ekonomi"),
    "D3": Level(
        "Ahli Madya", "Ahli Madya Keuangan (A.Md.Keu.)", "Program Diploma Tiga (D-III) Keuangan"
    ),
}
_PLAIN = """
#set page(paper: "a4", margin: (x: 2.6cm, y: 3cm))
#set text(font: ("<FONT>", "Libertinus Serif"), size: 12pt)
#align(center)[REPUBLIK INDONESIA \\ #text(size: 16pt)[*POLITEKNIK DAN INSTITUT SAMUDRA BIRU*]
#v(6mm)
#text(size: 24pt, weight: "bold")[Ijazah]]
#v(6mm)
Dengan ini menyatakan bahwa

#grid(columns: (5.4cm, 1fr), row-gutter: 9pt, [Nama], [: *<<name>>*],
  [Tempat dan Tanggal Lahir], [: <<town>>, <<born>>], [Nomor Pokok Mahasiswa], [: 99<<digits>>],
  [Program Pendidikan], [: <<program>>])

telah menyelesaikan seluruh kewajiban akademik dan dinyatakan LULUS pada 5 September 2012,
sehingga kepadanya diberikan gelar

#align(center, text(size: 15pt, weight: "bold")[<<title>>])
#v(1fr)
#align(right)[Semarang, 20 September 2012 \\ Rektor \\ \\ \\ Prof. Dr. Cakra Buana]
"""
_WIDE = """
#set page(paper: "a4", flipped: true, margin: 2.4cm, fill: rgb("#fbf7ea"))
#set text(font: ("<FONT>", "Libertinus Serif"), size: 14pt)
#align(center)[#text(size: 20pt)[INSTITUT SAMUDRA BIRU]

#text(size: 30pt, weight: "bold")[IJAZAH]

Diberikan kepada #v(1mm) #text(size: 24pt)[<<name>>]

<<town>>, <<born>> -- NPM 99<<digits>> \\ yang telah lulus <<program>> \\
serta berhak menyandang gelar \\ *<<title>>* \\ pada 5 September 2012
#v(1fr)
#grid(columns: (1fr, 1fr, 1fr), [Dekan], [], [Rektor])]
"""
_SCHOOL = """
#set page(paper: "a4", margin: 2.4cm)
#set text(font: ("<FONT>", "Libertinus Serif"), size: 12.5pt)
#align(center)[#text(size: 24pt, weight: "bold")[IJAZAH] \\ #text(size: 15pt)[<<school>>]

Program Ilmu Pengetahuan Sosial \\ Tahun Pelajaran 2010/2011]

Kepala sekolah menyatakan bahwa *<<name>>*, lahir di <<town>> tanggal <<born>>, nomor peserta ujian
3-11-<<digits>>, telah dinyatakan lulus dari <<school>>.

#v(2cm)
#align(right)[16 Mei 2011 \\ Kepala Sekolah \\ \\ Dra. Endah Puspita]
"""
_TRANSCRIPT = """
#set page(paper: "a4", margin: 1.8cm, columns: 1)
#set text(font: ("<FONT>", "Libertinus Serif"), size: 10pt)
#grid(columns: (1fr, auto), [*INSTITUT SAMUDRA BIRU* \\ Biro Akademik], [DAFTAR NILAI / TRANSKRIP
  \\ No. TR-<<digits>>])
#line(length: 100%)
Nama: *<<name>>* #h(1cm) NPM: 99<<digits>> \\ Lahir: <<town>>, <<born>> \\ Jenjang: <<program>>

#grid(columns: (1fr, 1fr), column-gutter: 6mm,
  table(columns: (1fr, auto, auto), [Mata kuliah], [SKS], [Nilai], <LEFT>),
  table(columns: (1fr, auto, auto), [Mata kuliah], [SKS], [Nilai], <RIGHT>))

Total kredit: 148 SKS. Indeks prestasi kumulatif: 3.51. Lulus tanggal 5 September 2012.
#v(1cm)
#align(right)[Kepala Biro Akademik \\ \\ \\ Ir. Seno Aji]
"""
_COURSES = (
    "Agama",
    "Pancasila",
    "Bahasa Indonesia",
    "Teori Sosial",
    "Metode Penelitian",
    "Matematika Dasar",
    "Ekonomi Pembangunan",
    "Kuliah Kerja Nyata",
    "Tugas Akhir",
)
_FONTS = ("DejaVu Serif", "Libertinus Serif", "DejaVu Sans", "Inter")


def diploma(who: Person, level: str, *, wide: bool = False) -> str:
    known = LEVELS[level]
    values = _values(who) | {"title": known.title, "program": known.program}
    return _set(filled(_WIDE if wide else _PLAIN, values), who)


def school(who: Person, name: str) -> str:
    return _set(filled(_SCHOOL, _values(who) | {"school": name}), who)


def transcript(who: Person, level: str = "S1") -> str:
    rows = [
        f"[{course}], [{2 + i % 3}], [{('A', 'B+', 'A-')[i % 3]}]"
        for i, course in enumerate(_COURSES)
    ]
    source = filled(_TRANSCRIPT, _values(who) | {"program": LEVELS[level].program})
    source = source.replace("<LEFT>", ", ".join(rows[:5])).replace("<RIGHT>", ", ".join(rows[5:]))
    return _set(source, who)


def _set(source: str, who: Person) -> str:
    return source.replace("<FONT>", _FONTS[who.serial % 4])


def _values(who: Person) -> dict[str, str]:
    born = written(who.born)
    return {"name": who.name, "town": who.town, "born": born, "digits": who.digits[:6]}
