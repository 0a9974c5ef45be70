"""Plain typed answers: what is understood, what is refused, what is left alone."""

from datetime import date

import pytest

from conversations.understanding.meaning import Intent, Kind, Wanted
from conversations.understanding.plain import understand

PLACES = ("Kota Depok", "Kota Bogor", "Kabupaten Bogor", "Kabupaten Kepulauan Seribu")
LEVELS = ("SMA (selesai)", "S1 (selesai)", "S1 (masih kuliah)")


def wanted(kind: Kind) -> Wanted:
    options = {"region": PLACES, "choice": LEVELS}.get(kind, ())
    return Wanted(kind, options=options, today=date(2025, 12, 18))


@pytest.mark.parametrize(("kind", "text", "value"), [
    ("yesno", "Ya pak", True), ("yesno", "g", False), ("yesno", "ya tapi tidak", None),
    ("yesno", "biaya", None), ("yesno", "", None),
    ("date", "17/8/90", "1990-08-17"), ("date", "lahir 17 agt 1990", "1990-08-17"),
    ("date", "1 jan 05", "2005-01-01"), ("date", "Agustus", None),
    ("month", "Februari 2019", "2019-02"), ("month", "02/2019", "2019-02"),
    ("month", "2019-02", "2019-02"), ("month", "17-08-2019", "2019-08-17"), ("month", "lama", None),
    ("number", "2,5 tahun", 2.5), ("number", "3", 3), ("number", "3 atau 4", None),
    ("choice", "s1 (selesai)", "S1 (selesai)"), ("choice", "2", "S1 (selesai)"),
    ("choice", "SMA", "SMA (selesai)"), ("choice", "masih kuliah S1", "S1 (masih kuliah)"),
    ("choice", "S1", None), ("choice", "9", None),
    ("region", "depok", "Kota Depok"), ("region", "bogor", "Bogor"),
    ("region", "Kab. Bogor", "Kabupaten Bogor"), ("region", "kota serang", "Kota Serang"),
    ("region", "pulau seribu", "Kabupaten Kepulauan Seribu"),
    ("kbli", "70209 47911", ["70209", "47911"]), ("kbli", "tidak ada", None),
    ("experience", "dulu sekali", None), ("phone", "0812", None),
])  # fmt: skip
def test_values(kind: Kind, text: str, value: object) -> None:
    assert understand(wanted(kind), text).value == value


@pytest.mark.parametrize(("kind", "text", "intent"), [
    ("date", "31/2/1990", "invalid"), ("month", "13-2019", "invalid"), ("kbli", "7020", "invalid"),
    ("date", "Bantuan", "help"), ("yesno", "kembali", "back"), ("date", "gatau", "unsure"),
    ("choice", "batal", "cancel"), ("region", "nanti", "later"), ("date", "hmm", None),
    ("date", "kapan tutup?", "question"),
])  # fmt: skip
def test_intents(kind: Kind, text: str, intent: Intent | None) -> None:
    assert understand(wanted(kind), text).intent == intent


@pytest.mark.parametrize(("text", "entry"), [
    ("pendamping koperasi, Dinas, 02-2019 sampai 06-2023, ada bukti",
     ("pendamping koperasi", "Dinas", "2019-02", "2023-06", True)),
    ("Penyuluh umkm di Dinas Kota, Maret 2019 - sekarang, tanpa bukti",
     ("Penyuluh umkm", "Dinas Kota", "2019-03", "sekarang", False)),
    ("fasilitator koperasi 1 Januari 2019",
     ("fasilitator koperasi", None, "2019-01-01", None, None)),
])  # fmt: skip
def test_a_period_of_work(text: str, entry: tuple[object, ...]) -> None:
    value = understand(wanted("experience"), text).value
    names = ("role", "org", "start", "end", "proof")
    assert value == [dict(zip(names, entry, strict=True))]
