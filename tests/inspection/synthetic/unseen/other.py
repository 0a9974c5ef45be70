"""Papers that nobody asked for."""

from PIL import Image

from tests.inspection.synthetic.people import Person
from tests.inspection.synthetic.typesetting import filled, picture

_HEALTH = """
#set page(width: 85.6mm, height: 54mm, margin: 4mm, fill: rgb("#e6f2e4"))
#set text(font: ("DejaVu Sans", "Inter"), size: 7.4pt)
#text(size: 11pt, weight: "bold", fill: rgb("#0a6a3a"))[KARTU INDONESIA SEHAT] \\
BADAN PENYELENGGARA JAMINAN SOSIAL
#v(3mm)
Nomor Kartu #h(4mm) : 000141<<digits>>1 \\ Nama #h(4mm) : <<name>> \\
Alamat #h(4mm) : <<street>> \\ Tanggal Lahir #h(4mm) : <<born>> \\ Faskes Tingkat I : KLINIK SEHAT
"""
_STUDENT = """
#set page(width: 85.6mm, height: 54mm, margin: 4mm, fill: rgb("#f4e8da"))
#set text(font: ("Libertinus Serif"), size: 9pt)
#align(center)[*UNIVERSITAS SAMUDRA BIRU* \\ KARTU TANDA MAHASISWA]
#v(3mm)
Nama: <<name>> \\ NIM: 2015<<digits>> \\ Program Studi: Agribisnis \\ Angkatan: 2015
#v(1fr)
Kartu berlaku selama menjadi mahasiswa
"""
_ANNOUNCEMENT = """
#set page(paper: "a4", margin: 2.2cm)
#set text(font: ("DejaVu Serif", "Libertinus Serif"), size: 11pt)
#align(center)[== UNDANGAN RAPAT WARGA RT 03]
Kepada Yth. Bapak/Ibu <<name>>

Mengharap kehadiran Bapak/Ibu pada hari Sabtu malam di balai warga. Acara: kerja bakti, iuran
kebersihan, jadwal ronda dan lomba tujuh belasan. Mohon hadir tepat waktu.
"""
_TICKET = """
#set page(paper: "a4", margin: 2.2cm)
#set text(font: "Inter", size: 10pt)
= Tiket Kereta Api
Kode pemesanan: K<<digits>> \\ Penumpang: <<name>>

#table(columns: 4, [Kereta], [Berangkat], [Tiba], [Kursi], [Argo Senja], [Gambir 07.10],
  [Yogyakarta 13.42], [EKS 3 / 8A])

Tunjukkan tiket ini saat naik. Bagasi paling berat 20 kg untuk setiap penumpang.
"""


def health_card(who: Person) -> Image.Image:
    return picture(_made(_HEALTH, who), 350)


def student_card(who: Person) -> Image.Image:
    return picture(_made(_STUDENT, who), 350)


def announcement(who: Person) -> str:
    return _made(_ANNOUNCEMENT, who)


def ticket(who: Person) -> str:
    return _made(_TICKET, who)


def _made(template: str, who: Person) -> str:
    values = {"name": who.name, "street": who.street, "digits": who.digits[:6]}
    return filled(template, values | {"born": f"{who.born:%d/%m/%Y}"})
