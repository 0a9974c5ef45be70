"""Every way in which a certificate says until when it is valid."""

from datetime import date

import pytest

from conversations.documents.contents.days import moved_on
from conversations.documents.contents.validity import last_day
from tests.conversations.documents.contents.page import lines

UNTIL = date(2026, 8, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Berlaku sampai dengan tanggal 14 Agustus 2026",
        "Ber1aku hingga 14 Agustus 2026",
        "Masa berlaku : 14-08-2023 s.d. 14-08-2026",
        "Masa Berlaku / Validity: 14/08/2023 - 14/08/2026",
        "Validity: 14 Aug 2023 to 14 Aug 2026",
        "Valid from 14 August 2023 to 14 August 2026",
        "Valid till 14th of August 2026",
        "VALID : 2026/08/14",
        "Expiry: 2026.08.14",
        "Expires August 14, 2026",
        "Wajib diperpanjang paling lambat 14 Agustus 2026",
        "Resertifikasi sebelum 14 Agustus 2026",
        "Jatuh tempo 14.08.2026",
        "Masa aktif sampai 14 Agustus 2026",
        "Renewal due 14 Aug 2026",
        "Jakarta, 14 Agustus 2023\nBerlaku sejak tanggal ditetapkan untuk jangka waktu 3 tahun",
        "Jakarta, 14 Agustus 2024\nMasa berlaku 24 bulan",
        "Berlaku 3 tahun: 15 Agustus 2023 s.d. 14 Agustus 2026",
        "Berlaku 3 (tiga) tahun sampai 14 Agustus 2026",
        "Berlaku 3 (tiga) tahun\nJakarta, 14 Agustus 2023",
        "Jakarta, 14 August 2023\nValid for a period of three (3) years from the date of issue",
        "Masa berlaku sertifikat: 36 (tiga puluh enam) bulan\nTerbit 14 Agustus 2023",
        "Tanggal Terbit        Berlaku Sampai\n14 Agustus 2023       14 Agustus 2026",
        "14 August 2023        14 August 2026\nDate of issue         Valid until",
        "14 Agustus 2023            14 Agustus 2026\nTanggal Terbit             Tanggal Akhir",
        "Berlaku sampai dengan tanggal empat belas bulan Agustus tahun dua ribu dua puluh enam",
        "Berlaku hingga empat belas Agustus dua ribu dua puluh enam\nJakarta, 14 Agustus 2023",
        "Masa berlaku s.d. 14-08-26",
        "Valid thru 14/08/26",
        "Expires: 14 Aug '26",
        "Berlaku s/d 14-VIII-2026",
        "Sertifikat ini hanya sah hingga tanggal 14 Agustus 2026",
    ],
)
def test_the_last_day_is_read(text: str) -> None:
    assert last_day(lines(text)) == UNTIL


@pytest.mark.parametrize(
    "text",
    [
        "Sertifikat ini berlaku seumur hidup\nJakarta, 14 Agustus 2023",
        "Diberikan kepada Budi\nJakarta, 14 Agustus 2023",
        "This certificate does not expire. Issued 14 August 2023",
        "Berlaku untuk pertemuan pukul 12.30.15 di ruang 31-02-26",
        "Peserta pelatihan 3 tahun berturut-turut\nJakarta, 14 Agustus 2023",
    ],
)
def test_none_is_made_up(text: str) -> None:
    assert last_day(lines(text)) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2023, 1, 14), 36, date(2026, 1, 14)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, then: date) -> None:
    assert moved_on(day, months) == then
