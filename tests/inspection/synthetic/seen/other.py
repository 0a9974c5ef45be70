"""Papers that nobody asked for."""

from PIL import Image

from tests.inspection.synthetic.people import Person
from tests.inspection.synthetic.typesetting import filled, picture

_LICENCE = """
#set page(width: 85.6mm, height: 54mm, margin: 3mm, fill: rgb("<FILL>"))
#set text(font: ("Liberation Sans", "New Computer Modern"), size: 7pt)
#align(center, text(size: 9pt, weight: "bold")[KEPOLISIAN NEGARA REPUBLIK INDONESIA \\
  SURAT IZIN MENGEMUDI])
#v(2mm)
#text(size: 14pt, weight: "bold")[<<kind>>] #h(4mm) 1234-5678-<<digits>>
#v(1mm)
1. #h(2mm) <<name>> \\ 2. #h(2mm) <<town>> \\ 3. #h(2mm) O - PRIA/WANITA \\
4. #h(2mm) <<street>> \\ 5. #h(2mm) KARYAWAN \\ 6. #h(2mm) METRO JAYA
#v(2mm)
Berlaku s/d 14-06-2029
"""
_INVOICE = """
#set page(paper: "a4", margin: 2.4cm)
#set text(font: ("Liberation Sans", "New Computer Modern"), size: 11pt)
= TOKO BANGUNAN SUMBER REJEKI
Faktur Penjualan No. 0091/<<digits>>

Kepada: <<name>>

#table(columns: (1fr, auto, auto), [Barang], [Jumlah], [Harga], [Semen 50 kg], [12], [Rp 780.000],
  [Cat tembok], [4], [Rp 620.000], [Paku 5 cm], [3 kg], [Rp 66.000], [Total], [], [Rp 1.466.000])

Barang yang sudah dibeli tidak dapat dikembalikan. Terima kasih.
"""
_RECIPE = """
#set page(paper: "a4", margin: 2.4cm)
#set text(font: ("Liberation Serif", "New Computer Modern"), size: 12pt)
= Resep Soto Ayam
Bahan: satu ekor ayam, dua batang serai, lima lembar daun jeruk, tiga siung bawang putih.

Cara memasak: rebus ayam sampai empuk, tumis bumbu sampai harum, masukkan ke dalam kuah. Sajikan
hangat dengan nasi, sambal dan jeruk nipis. Untuk enam orang. Ditulis oleh <<name>>.
"""


def driving_licence(who: Person, variant: int = 0) -> Image.Image:
    source = _LICENCE.replace("<FILL>", ("#e8e4d0", "#dfe8f0")[variant % 2])
    return picture(filled(source, _values(who) | {"kind": "AC"[variant % 2]}), 350)


def invoice(who: Person) -> str:
    return filled(_INVOICE, _values(who))


def recipe(who: Person) -> str:
    return filled(_RECIPE, _values(who))


def _values(who: Person) -> dict[str, str]:
    town, street = f"{who.town}, {who.born:%d-%m-%Y}", who.street
    return {"name": who.name, "town": town, "street": street, "digits": who.digits[:6]}
