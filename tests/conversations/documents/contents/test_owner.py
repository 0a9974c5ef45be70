"""Whose a paper is, where it names more than one person."""

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
