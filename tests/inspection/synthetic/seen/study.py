"""Diplomas and transcripts."""

from collections.abc import Mapping

from tests.inspection.synthetic.people import Person, written
from tests.inspection.synthetic.typesetting import filled

LEVELS: Mapping[str, tuple[str, str, str]] = {
    "S1": ("SARJANA", "Sarjana Ekonomi (S.E.)", "Program Sarjana (S1) Manajemen"),
    "D4": ("SARJANA TERAPAN", "Sarjana Terapan Akuntansi (S.Tr.Ak.)", "Diploma IV (D4) Akuntansi"),
    "S2": ("MAGISTER", "Magister Manajemen (M.M.)", "Program Magister (S2) Manajemen"),
    "D3": ("AHLI MADYA", "Ahli Madya (A.Md.)", "Diploma III (D3) Administrasi Bisnis"),
}
_DIPLOMA = """
#set page(paper: "a4", flipped: true, margin: 2cm)
#set text(font: ("<FONT>", "New Computer Modern"), size: 13pt)
#rect(width: 100%, height: 100%, stroke: 2pt + rgb("#806020"), inset: 1cm)[#align(center)[
  #text(size: 22pt, weight: "bold")[UNIVERSITAS NUSA BERDIKARI] \\
  memberikan
  #text(size: 26pt, weight: "bold")[IJAZAH <<grade>>]

  Nomor Ijazah: 0412/<<digits>>/2014 \\ kepada
  #text(size: 19pt, weight: "bold")[<<name>>] \\ lahir di <<town>>, tanggal <<born>>

  yang telah menyelesaikan dan memenuhi segala syarat pendidikan pada \\ <<program>> \\
  dengan gelar *<<title>>* beserta segala hak dan kewajiban yang melekat pada gelar tersebut.

  Dinyatakan lulus pada tanggal 21 Juli 2014
  #v(1fr)
  #grid(columns: (1fr, 1fr), [Dekan, \\ \\ Dr. Prabu Sentosa], [Rektor, \\ \\ Prof. Mira Kartika])
]]
"""
_SCHOOL = """
#set page(paper: "a4", margin: 2cm)
#set text(font: ("<FONT>", "New Computer Modern"), size: 12pt)
#align(center)[KEMENTERIAN PENDIDIKAN DAN KEBUDAYAAN \\ REPUBLIK INDONESIA

#text(size: 20pt, weight: "bold")[IJAZAH] \\ <<school>> \\ TAHUN PELAJARAN 2007/2008]

Yang bertanda tangan di bawah ini, Kepala <<school>> Negeri 14 menerangkan bahwa:

nama: *<<name>>* \\ tempat dan tanggal lahir: <<town>>, <<born>> \\ nomor induk siswa: <<digits>>

*LULUS* dari satuan pendidikan setelah memenuhi seluruh kriteria sesuai dengan peraturan
perundang-undangan.

#align(right)[Klaten, 14 Juni 2008 \\ Kepala Sekolah, \\ \\ Drs. Suparman]
"""
_TRANSCRIPT = """
#set page(paper: "a4", margin: 2cm)
#set text(font: ("<FONT>", "New Computer Modern"), size: 10.5pt)
#align(center)[*UNIVERSITAS NUSA BERDIKARI* \\ FAKULTAS EKONOMI DAN BISNIS \\
#text(size: 14pt, weight: "bold")[TRANSKRIP NILAI AKADEMIK]]

#grid(columns: (4cm, 1fr), row-gutter: 6pt, [Nama Mahasiswa], [: <<name>>],
  [NIM], [: 10<<digits>>], [Tempat, Tanggal Lahir], [: <<town>>, <<born>>],
  [Program Studi], [: <<program>>], [Tanggal Lulus], [: 21 Juli 2014])

#table(columns: (1cm, 2cm, 1fr, 1.4cm, 1.4cm, 1.6cm), [No], [Kode], [Mata Kuliah], [SKS], [Nilai],
  [Bobot], <ROWS>)
Jumlah SKS: 146 #h(1cm) Indeks Prestasi Kumulatif (IPK): 3,42 #h(1cm) Predikat: Sangat Memuaskan
"""
_COURSES = (
    *("Pengantar Akuntansi", "Ekonomi Mikro", "Statistika Bisnis", "Perkoperasian"),
    *("Manajemen Pemasaran", "Hukum Bisnis", "Kewirausahaan", "Manajemen Keuangan", "Skripsi"),
)
_FONTS = ("Liberation Serif", "New Computer Modern", "Liberation Sans")


def diploma(who: Person, level: str) -> str:
    grade, title, program = LEVELS[level]
    values = _values(who) | {"grade": grade, "title": title, "program": program}
    return _set(filled(_DIPLOMA, values), who)


def school(who: Person, name: str) -> str:
    return _set(filled(_SCHOOL, _values(who) | {"school": name}), who)


def transcript(who: Person, level: str = "S1") -> str:
    rows = [
        f"[{i}], [EK{110 + i}], [{course}], [3], [{'AB'[i % 2]}], [{12 - 3 * (i % 2)}]"
        for i, course in enumerate(_COURSES, 1)
    ]
    values = _values(who) | {"program": LEVELS[level][2]}
    return _set(filled(_TRANSCRIPT, values).replace("<ROWS>", ", ".join(rows)), who)


def _set(source: str, who: Person) -> str:
    return source.replace("<FONT>", _FONTS[who.serial % 3])


def _values(who: Person) -> dict[str, str]:
    born = written(who.born)
    return {"name": who.name, "town": who.town, "born": born, "digits": who.digits[:6]}
