import pytest

from conversations.eligibility.words import level, same_place
from tests.conversations.eligibility.shipped import POSTING, point

SCALE = POSTING.scales["education"]


@pytest.mark.parametrize(
    ("said", "like"),
    [
        ("D-IV", "D4"), ("Diploma III", "D3"), ("d.3", "D3"), ("diploma 1", "D1"),
        ("Sarjana", "S1"), ("S-1", "S1"), ("Strata 1", "S1"), ("Magister", "S2"),
        ("Doktor", "S3"), ("SMU", "SMA"), ("SMA/sederajat", "SMA"), ("STM", "SMK"),
    ],
)  # fmt: skip
def test_levels_as_they_are_spoken(said: str, like: str) -> None:
    assert level(said, SCALE) == level(like, SCALE)
    assert level(said, SCALE) is not None


def test_a_level_that_nobody_listed_has_no_rank() -> None:
    assert level("Spesialis", SCALE) is None
    assert level("", SCALE) is None


@pytest.mark.parametrize(
    ("said", "listed", "same"),
    [
        ("Bogor", "Kota Bogor", True), ("Bogor", "Kabupaten Bogor", True),
        ("Kota Bogor", "Kabupaten Bogor", False), ("kab bogor", "Kabupaten Bogor", True),
        ("Kotabaru", "Kota Baru", False), ("Tangsel", "Kota Tangerang Selatan", True),
        ("Tangerang", "Kota Tangerang Selatan", False), ("jaksel", "Kota Jakarta Selatan", True),
        ("Jakarta", "Kota Jakarta Barat", True), ("DKI Jakarta", "Kota Jakarta Barat", True),
        ("Jakarta Timur", "Kota Jakarta Barat", False), ("Kep. Seribu", "Kepulauan Seribu", True),
        ("Depok, Jawa Barat", "Kota Depok", True), ("Cimanggis, Kota Depok", "Kota Depok", True),
        ("Serang, Banten", "Kota Depok", False), ("", "Kota Depok", False),
    ],
)  # fmt: skip
def test_places_whatever_their_spelling(said: str, listed: str, *, same: bool) -> None:
    assert same_place(said, listed) is same


def test_a_place_that_covers_several_is_said_as_it_was() -> None:
    assert point("umum-5", domicile="Jakarta").reason == "Jakarta termasuk wilayah Jabodetabek."
