"""Whose a paper is, where it names more than one person."""

import pytest

from conversations.documents.contents.lines import Line
from conversations.documents.contents.names import name_in
from conversations.documents.contents.owner import headed
from tests.conversations.documents.contents.page import read

LETTER = """
SURAT KETERANGAN KERJA
Yang bertanda tangan di bawah ini:
Nama : Hendra Wijaya
Jabatan : Direktur
Dengan ini menerangkan bahwa:
Nama : Siti Aminah
Jabatan : Pendamping Koperasi
telah bekerja sejak 1 Januari 2020 sampai dengan 31 Desember 2022.
"""


def test_a_letter_is_of_whom_it_speaks_and_not_of_who_signs_it() -> None:
    assert read("bukti_pengalaman", LETTER).fields["nama"] == "Siti Aminah"


def test_a_name_above_counts_where_none_stands_below() -> None:
    text = "RIWAYAT HIDUP\nNama : Siti Aminah\nSaya menyatakan bahwa semua ini benar."
    assert read("cv", text).fields["nama"] == "Siti Aminah"


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        (
            "bukti_pengalaman",
            """
SURAT KETERANGAN
Yang bertanda tangan di bawah ini:
Nama : Hendra Wijaya
Jabatan : Ketua
dengan ini menerangkan dengan sebenarnya bahwa Sdri. Siti Aminah telah bekerja
pada koperasi kami sejak 1 Januari 2020 sampai dengan 31 Desember 2022.
""",
        ),
        (
            "bukti_pengalaman",
            """
SURAT KETERANGAN KERJA
Nama : Hendra Wijaya
Jabatan : Direktur
Selaku pimpinan perusahaan dengan ini menerangkan
bahwa saudari tersebut di bawah ini:
Nama : Siti Aminah
bekerja sejak 1 Januari 2020 sampai dengan 31 Desember 2022.
""",
        ),
        (
            "bukti_pengalaman",
            """
SURAT PERJANJIAN KERJA
1. Nama : Hendra Wijaya
   Jabatan : Direktur, selanjutnya disebut PIHAK PERTAMA
2. Nama : Siti Aminah
   Alamat : Jl. Melati 3, selanjutnya disebut PIHAK KEDUA
Perjanjian ini berlaku sejak 1 Januari 2020 sampai dengan 31 Desember 2022.
""",
        ),
        (
            "bukti_pengalaman",
            """
PERJANJIAN KERJA
PIHAK PERTAMA
Nama : Hendra Wijaya
PIHAK KEDUA
Nama : Siti Aminah
sebagai pendamping koperasi 1 Januari 2020 sampai dengan 31 Desember 2022
""",
        ),
        (
            "bukti_pengalaman",
            """
SURAT TUGAS
Kepala Bidang Koperasi dengan ini menugaskan:
Nama : Siti Aminah
sebagai pendamping koperasi 1 Januari 2020 sampai dengan 31 Desember 2022
Kepala Bidang
Nama : Hendra Wijaya
""",
        ),
        (
            "bukti_pengalaman",
            """
SURAT KETERANGAN
Saya, Hendra Wijaya, selaku ketua, dengan ini menerangkan bahwa Siti
Aminah telah bekerja sejak 1 Januari 2020 sampai dengan 31 Desember 2022.
""",
        ),
        (
            "cv",
            """
SITI AMINAH
DAFTAR RIWAYAT HIDUP
Pendidikan: S1 Ekonomi
Pengalaman kerja
Nama Instansi        Jabatan        Tahun
Koperasi Maju        Pendamping     2020
""",
        ),
        (
            "ijazah",
            """
UNIVERSITAS NUSANTARA
Nama Universitas     : Universitas Nusantara
IJAZAH
diberikan kepada Siti Aminah dilahirkan di Bandung pada tanggal 17 Agustus 1990
yang telah menyelesaikan Program Sarjana Ekonomi
""",
        ),
        ("cv", "CURRICULUM VITAE - Siti Aminah\nPendidikan\nS1 Ekonomi\nPengalaman kerja"),
    ],
)
def test_who_is_meant_is_told_from_who_signs_or_hires(slot: str, text: str) -> None:
    name = read(slot, text).fields["nama"]
    assert isinstance(name, str)
    assert name.title() == "Siti Aminah"


def test_a_name_in_large_letters_goes_on_in_the_next_line() -> None:
    def line(text: str, top: float, height: float = 0.012) -> Line:
        return Line(text, (0.08, top, 0.3, top + height))

    page = [
        line("Siti Nur", 0.05, 0.03),
        line("Aminah", 0.085, 0.03),
        *(line(text, 0.14 + 0.02 * at) for at, text in enumerate(("Jakarta", "Kontak", "08"))),
    ]
    assert headed(page) == "Siti Nur Aminah"
    assert headed([line("Siti Aminah", 0.05), line("Jakarta", 0.07)]) == "Siti Aminah"


def test_a_name_in_capitals_ends_where_its_sentence_goes_on() -> None:
    assert name_in("SITI AMINAH DILAHIRKAN DI BANDUNG") == "SITI AMINAH"
