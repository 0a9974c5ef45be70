"""Figures, links and blanks are the same in every language, however it writes them."""

import pytest

from conversations.posting.figures import difference


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("lebih dari 2.000 unit", "more than 2,000 units"),
        ("pukul 16.00 WIB", "at 16.00 WIB"),
        ("IPK 3,00", "grade average 3.00"),
        ("tiga tahap", "three stages"),
        ("3 (tiga) tahun", "3 (three) years"),
        ("tautan https://a.example/X2026.", "the link https://a.example/X2026"),
        ("Halo {nama}, 22 Desember 2025", "Hello {nama}, 22 December 2025"),
        ("satu berkas", "a single file"),
    ],
)
def test_the_same_is_the_same(indonesian: str, english: str) -> None:
    assert difference(indonesian, english) == ([], [])


@pytest.mark.parametrize(
    ("indonesian", "english", "lost", "added"),
    [
        ("usia 25", "aged 26", ["25"], ["26"]),
        ("25 sampai 55", "up to 55", ["25"], []),
        ("5 orang, 5 hari", "5 people", ["5"], []),
        ("lihat www.a.example", "see www.b.example", ["www.a.example"], ["www.b.example"]),
        ("akun @resmi", "the account", ["@resmi"], []),
        ("Halo {nama}", "Hello {name}", ["{nama}"], ["{name}"]),
        ("lima orang", "six people", ["5"], ["6"]),
    ],
)
def test_what_differs_is_told(
    indonesian: str, english: str, lost: list[str], added: list[str]
) -> None:
    assert difference(indonesian, english) == (lost, added)
