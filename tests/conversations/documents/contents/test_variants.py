"""Papers as offices, schools and companies word them: what is read of each, and what is noticed."""

import pytest

from tests.conversations.documents.contents.page import codes, read

PAPERS = [
    (
        "bukti_pengalaman",
        """
PT MITRA USAHA NUSANTARA
Jl. Sudirman No. 5 Jakarta
SURAT KETERANGAN PENGALAMAN KERJA
No. 55/HRD/XII/2025
Kami yang bertanda tangan di bawah ini menerangkan bahwa:
Nama Karyawan      : Budi Santoso, S.E.
NIK                : 3174010203850001
Jabatan            : Pendamping UMKM
Masa Kerja         : 01/02/2021 s.d. 31/07/2024
Yang bersangkutan telah mengundurkan diri.
Jakarta, 2 Desember 2025
""",
        {"nama": "Budi Santoso, S.E.", "mulai": "2021-02-01", "selesai": "2024-07-31"},
        (),
    ),
    (
        "bukti_pengalaman",
        """
KOPERASI SIMPAN PINJAM MAJU BERSAMA
SURAT KETERANGAN
Dengan ini diterangkan bahwa Sdr. Rudi Hartono
telah bekerja di koperasi kami sebagai fasilitator sejak Maret 2023 hingga sekarang.
Demikian surat ini dibuat.
Depok, 1 Desember 2025
""",
        {"nama": "Rudi Hartono", "mulai": "2023-03-01", "selesai": "2025-12-22"},
        ("experience_short",),
    ),
    (
        "bukti_pengalaman",
        """
SURAT TUGAS
Nomor 12/ST/2020
Menugaskan kepada:
Nama            : Lina Marlina
Jabatan         : Penyuluh Koperasi
Mulai           : 4 Januari 2020
Selesai         : 31 Desember 2022
Kepala Dinas
""",
        {"nama": "Lina Marlina", "mulai": "2020-01-04", "selesai": "2022-12-31"},
        ("experience_short",),
    ),
    (
        "bukti_pengalaman",
        """
CERTIFICATE OF EMPLOYMENT
To whom it may concern
This is to certify that
Agus Salim
was employed as a cooperative facilitator from 1 June 2019 to 30 June 2023.
""",
        {"nama": "Agus Salim", "mulai": "2019-06-01", "selesai": "2023-06-30"},
        (),
    ),
    (
        "bukti_pengalaman",
        """
DAFTAR PENGALAMAN KERJA
Nama : Siti Aminah
No  Jabatan                  Mulai           Selesai
1   Pendamping Koperasi      01-03-2019      28-02-2021
2   Pendamping UMKM          01-03-2021      30-06-2022
telah bekerja pada lembaga kami
""",
        {"nama": "Siti Aminah"},
        (),
    ),
    (
        "sertifikat_perkoperasian",
        """
BADAN NASIONAL SERTIFIKASI PROFESI
SERTIFIKAT KOMPETENSI
CERTIFICATE OF COMPETENCE
No. 64200 3411 5 0001234 2024
Dengan ini menyatakan bahwa,
This is to certify that,
Dewi Lestari
Telah kompeten pada bidang: Perkoperasian
Is competent in the area of: Cooperatives
Sertifikat ini berlaku untuk : 3 (tiga) Tahun
This certificate is valid for: 3 (three) years
Jakarta, 10 Januari 2024
""",
        {"nama": "Dewi Lestari", "berlaku_sampai": "2027-01-10"},
        (),
    ),
    (
        "sertifikat_perkoperasian",
        """
Sertifikat Pelatihan
diberikan kepada
Hendro Wijaya
atas partisipasi dalam Pelatihan Manajemen Koperasi Simpan Pinjam
Jakarta, 5 s.d. 9 Mei 2022
""",
        {"nama": "Hendro Wijaya"},
        ("cert_no_expiry",),
    ),
    (
        "sertifikat_perkoperasian",
        """
CERTIFICATE
This certificate is awarded to
MARIA ULFA
for completing Cooperative Facilitator Training
Valid until: 14 Aug 2024
""",
        {"nama": "MARIA ULFA", "berlaku_sampai": "2024-08-14"},
        ("cert_expired",),
    ),
    (
        "cv",
        """
RINA KUSUMAWATI
Jakarta Selatan | rina@contoh.id | 0812 1111 2222
PROFIL
Pendamping UMKM berpengalaman lima tahun.
PENGALAMAN
2019-2024 Pendamping, Dinas Koperasi
PENDIDIKAN
S1 Ekonomi, Universitas Contoh
BAHASA
Indonesia, Inggris
""",
        {"nama": "RINA KUSUMAWATI"},
        (),
    ),
    (
        "cv",
        """
CURRICULUM VITAE
Full Name      : Andi Wijaya
Date of Birth  : 3 March 1988
EDUCATION
Bachelor of Economics
WORK EXPERIENCE
2018 - 2023 Facilitator
SKILLS
""",
        {"nama": "Andi Wijaya"},
        (),
    ),
    (
        "surat_lamaran",
        """
Bekasi, 20 Desember 2025
Hal : Permohonan menjadi Tenaga Ahli
Yth. Panitia Seleksi
Dengan hormat,
Berdasarkan pengumuman, saya bermaksud melamar posisi Tenaga Ahli.
Demikian permohonan ini saya sampaikan.
Hormat saya,

Joko Susilo
""",
        {"nama": "Joko Susilo"},
        (),
    ),
    (
        "surat_lamaran",
        """
Jakarta, 19 Desember 2025
Kepada Yth.
Kepala Dinas PPKUKM
Saya yang bertanda tangan di bawah ini
Nama                  : Nani Suryani
Tempat/Tanggal Lahir  : Bogor, 1 Mei 1985
mengajukan permohonan untuk mengikuti seleksi Tenaga Ahli.
Pemohon,
Nani Suryani
""",
        {"nama": "Nani Suryani"},
        (),
    ),
    (
        "portofolio",
        """
PORTFOLIO
Bayu Prakoso
Project 1: Digitalisasi koperasi
Client: Koperasi Mekar
Outcome: pembukuan selesai
""",
        {"nama": "Bayu Prakoso"},
        (),
    ),
    (
        "portofolio",
        """
DOKUMENTASI KEGIATAN PENDAMPINGAN
Nama : Wati Ningsih
Kegiatan pelatihan UMKM tahun 2023
Hasil karya binaan
""",
        {"nama": "Wati Ningsih"},
        (),
    ),
    (
        "ijazah",
        """
INSTITUT TEKNOLOGI CONTOH
Dengan ini menyatakan bahwa
Yoga Pratama
NIM 10203040
lahir di Solo, 3 Mei 1990, telah menyelesaikan Program Studi Teknik Industri
Jenjang Pendidikan Strata Satu dan kepadanya diberikan gelar
SARJANA TEKNIK (S.T.)
Bandung, 3 Oktober 2012
Rektor
""",
        {"nama": "Yoga Pratama", "jenjang": "S1"},
        (),
    ),
    (
        "ijazah",
        """
UNIVERSITY OF EXAMPLE
has conferred upon
Ratih Anggraini
the degree of
Master of Science
2015
""",
        {"nama": "Ratih Anggraini", "jenjang": "S2"},
        (),
    ),
    (
        "ijazah",
        """
POLITEKNIK NEGERI CONTOH
IJAZAH
Nomor Ijazah Nasional 123
Diberikan kepada : Slamet Riyadi
Program Pendidikan : Diploma Tiga
Sebutan : Ahli Madya Komputer (A.Md.Kom.)
""",
        {"nama": "Slamet Riyadi", "jenjang": "D3"},
        ("education_below_min",),
    ),
    (
        "transkrip",
        """
POLITEKNIK NEGERI CONTOH
DAFTAR NILAI
Nama     : Slamet Riyadi         NIM : 4321
Program Studi : Akuntansi
Semester  Mata Kuliah      Kredit   Nilai Huruf
1  Matematika   3   A
IPK : 3,50
""",
        {"nama": "Slamet Riyadi"},
        (),
    ),
    (
        "nib",
        """
PEMERINTAH REPUBLIK INDONESIA
NOMOR INDUK BERUSAHA (NIB)
1234567890123
Nama Perusahaan      : TOKO MAJU
Nama Pemilik         : BUDI
Alamat Perusahaan    : Jl. Melati No. 3, Kode Pos 70209
Status Perusahaan    : Usaha Perorangan
Kode KBLI            : 70209, 47111
Nama KBLI            : Aktivitas Konsultasi Manajemen Lainnya
""",
        {"nib": "1234567890123", "kbli": ["70209", "47111"], "jenis": "perorangan"},
        (),
    ),
    (
        "nib",
        """
LEMBAGA OSS
NOMOR INDUK BERUSAHA
NIB                       : 0220101234567
Nama Pelaku Usaha         : SARI DEWI
Bentuk Usaha              : Orang Perseorangan
Daftar KBLI
No   KBLI    Judul                         Risiko
1    70209   Konsultasi Manajemen Lainnya  Rendah
2    85499   Pendidikan Lainnya            Rendah
""",
        {
            "nib": "0220101234567",
            "nama": "SARI DEWI",
            "kbli": ["70209", "85499"],
            "jenis": "perorangan",
        },
        (),
    ),
    (
        "nib",
        """
PERIZINAN BERUSAHA BERBASIS RISIKO
NOMOR INDUK BERUSAHA: 0220101234567
1. Nama Pelaku Usaha   : CV MAJU JAYA
2. Alamat              : Jl. A
Kode KBLI
70209
""",
        {"nib": "0220101234567", "kbli": ["70209"]},
        ("nib_company",),
    ),
    (
        "npwp",
        """
direktorat jenderal pajak
NPWP : 09.254.294.3-407.000
BUDI SANTOSO
NIK : 3174010203850001
JL. MELATI RAYA NO 3
JAKARTA SELATAN
Tanggal Terdaftar 01-02-2010
""",
        {"npwp": "092542943407000", "nama": "BUDI SANTOSO"},
        (),
    ),
    (
        "npwp",
        """
KEMENTERIAN KEUANGAN RI
DIREKTORAT JENDERAL PAJAK
NPWP
3174 0102 0385 0001
Nama
BUDI SANTOSO
""",
        {"npwp": "3174010203850001", "nama": "BUDI SANTOSO"},
        (),
    ),
    (
        "sertifikat_perkoperasian",
        """
LEMBAGA PENDIDIKAN PERKOPERASIAN
SERTIFIKAT
No. 12/LAPENKOP/2023
Menerangkan bahwa
IBU SRI WAHYUNI
telah mengikuti dan lulus uji kompetensi Kasir Koperasi
Berlaku s/d : 12 Juni 2027
""",
        {"nama": "SRI WAHYUNI", "berlaku_sampai": "2027-06-12"},
        (),
    ),
    (
        "sertifikat_perkoperasian",
        """
Certificate of Competence
This certifies that
Nur Aini Rahmah
is competent in Cooperative Management
Issued: March 3, 2023     Expires on: March 2, 2026
""",
        {"nama": "Nur Aini Rahmah", "berlaku_sampai": "2026-03-02"},
        (),
    ),
    (
        "sertifikat_perkoperasian",
        """
SERTIFIKAT KOMPETENSI KERJA
Nama               : Bambang Pamungkas
No. Registrasi     : KOP.123.456
Bidang             : Pengelolaan Koperasi
Tanggal Terbit     : 10-02-2023
Kadaluwarsa        : 10-02-2026
""",
        {"nama": "Bambang Pamungkas", "berlaku_sampai": "2026-02-10"},
        (),
    ),
    (
        "nib",
        """
NOMOR INDUK BERUSAHA : 1234567890123
Diberikan kepada :
Nama               : TUTI HANDAYANI
Jenis              : Perorangan
KBLI               : 70209
""",
        {
            "nib": "1234567890123",
            "nama": "TUTI HANDAYANI",
            "kbli": ["70209"],
            "jenis": "perorangan",
        },
        (),
    ),
    (
        "nib",
        """
NIB   1234567890123
Pelaku Usaha      TUTI HANDAYANI (Orang Perseorangan)
Kode KBLI         Uraian
70209             Aktivitas Konsultasi Manajemen Lainnya
""",
        {
            "nib": "1234567890123",
            "kbli": ["70209"],
            "jenis": "perorangan",
            "nama": "TUTI HANDAYANI",
        },
        (),
    ),
    (
        "ijazah",
        """
SEKOLAH TINGGI ILMU EKONOMI CONTOH
Nomor: 123/2010
Ketua Sekolah Tinggi menyatakan bahwa
Endang Sulastri
Tempat/Tanggal Lahir : Solo, 5 Mei 1986
NPM : 0612345
telah memenuhi semua persyaratan Program Strata-1 Program Studi Manajemen
berhak menyandang gelar Sarjana Ekonomi
""",
        {"nama": "Endang Sulastri", "jenjang": "S1"},
        (),
    ),
    (
        "cv",
        """
DAFTAR RIWAYAT HIDUP
IDENTITAS DIRI
1. Nama            : Teguh Santoso
2. Tempat Lahir    : Tegal
RIWAYAT PENDIDIKAN
2005-2009  Universitas Contoh
RIWAYAT PEKERJAAN
2015-2020 Pendamping
""",
        {"nama": "Teguh Santoso"},
        (),
    ),
    (
        "cv",
        """
Riwayat Hidup
Teguh Santoso
Pendamping Koperasi
Kontak: 0812
Pendidikan
Pengalaman
Keterampilan
""",
        {"nama": "Teguh Santoso"},
        (),
    ),
    (
        "bukti_pengalaman",
        """
SURAT KETERANGAN
Yang bertanda tangan di bawah ini:
Nama      : Ir. Hasan Basri
Jabatan   : Ketua Koperasi
Menerangkan dengan sesungguhnya bahwa:
Nama      : Yuni Astuti
Jabatan   : Pendamping Koperasi
Adalah benar bekerja sejak 01 Januari 2020 s/d 31 Desember 2024.
""",
        {"nama": "Yuni Astuti", "mulai": "2020-01-01", "selesai": "2024-12-31"},
        (),
    ),
    (
        "nib",
        """
NOMOR INDUK BERUSAHA (NIB) / Business Identification Number
0220101234567
Nama / Name                 : TUTI HANDAYANI
Nama Usaha (jika ada)       : -
Jenis Pelaku Usaha / Type   : Orang Perseorangan
KBLI                        : 70209
""",
        {
            "nib": "0220101234567",
            "nama": "TUTI HANDAYANI",
            "kbli": ["70209"],
            "jenis": "perorangan",
        },
        (),
    ),
    (
        "ijazah",
        """
UNIVERSITAS CONTOH
IJAZAH
Nama / Name        Endang Sulastri
Gelar              Sarjana Ekonomi
""",
        {"nama": "Endang Sulastri", "jenjang": "S1"},
        (),
    ),
    (
        "cv",
        """
CURRICULUM VITAE
Nama (sesuai KTP) : Teguh Santoso / L
Pendidikan
Pengalaman kerja
Keahlian
""",
        {"nama": "Teguh Santoso"},
        (),
    ),
]


@pytest.mark.parametrize(("slot", "text", "fields", "noticed"), PAPERS)
def test_a_paper_says_what_is_printed_on_it(
    slot: str, text: str, fields: dict[str, object], noticed: tuple[str, ...]
) -> None:
    said = read(slot, text).fields
    assert {name: said.get(name) for name in fields} == fields
    assert codes(slot, text) == noticed


def test_a_day_that_was_not_recognised_is_not_missing() -> None:
    text = """
LEMBAGA SERTIFIKASI PROFESI
SERTIFIKAT KOMPETENSI
diberikan kepada Hendro Wijaya
yang kompeten pada bidang Pendampingan Koperasi
Sertifikat ini berlaku sampai dengan l4 Agsts 2O2
"""
    assert codes("sertifikat_perkoperasian", text, confidence=0.8) == ()
    assert codes("sertifikat_perkoperasian", text) == ("cert_no_expiry",)
