"""Names of one person as documents write them, and of two."""

import pytest

from conversations.documents.same_name import same_name

ONE = [
    ("SITI AMINAH", "Siti Aminah, S.E."),
    ("DRS. BUDI SANTOSO", "Budi Santoso"),
    ("Drs.Budi Santoso", "Budi Santoso"),
    ("H. AHMAD FAUZI", "Achmad Fauzi, S.Kom., M.M."),
    ("M. Yusuf", "Muhammad Yusuf"),
    ("Moh. Yusuf", "MUHAMMAD YUSUF"),
    ("Soekarno", "Sukarno"),
    ("Santoso Budi", "Budi Santoso"),
    ("Santoso, Budi", "Budi Santoso"),
    ("Budi S.", "Budi Santoso"),
    ("B. Santoso", "Budi Santoso"),
    ("RINA W PUTRI", "Rina Wulandari Putri"),
    ("Siti Aminah SE", "siti aminah"),
    ("SITIAMINAH", "Siti Aminah"),
    ("Dr. Ir. Joko Widodo, M.Si", "JOKO WIDODO"),
    ("Suharto", "SUHARTO, S.H."),
    ("Rr. Dewi Lestari", "Dewi Lestari"),
    ("Dewi Kusuma Wardhani", "Dewi K. Wardani"),
    ("Siti Nurhaliza Tarudin", "Siti Nurhaliza"),
    ("Agus Setiawan, A.Md.", "AGUS SETYAWAN"),
    ("Hj. Tuti", "Tuti"),
    ("Indah Permata Sari, S.Pd., Gr.", "INDAH PERMATA SARI"),
    ("", "Budi Santoso"),
]
TWO = [
    ("Siti Aminah", "Budi Santoso"),
    ("Budi Santoso", "Budi Hartono"),
    ("Siti Aminah", "Siti Rahayu"),
    ("Ahmad Fauzi", "Ahmad Rizki"),
    ("Siti", "Siti Aminah"),
    ("Rina Wulandari", "Rini Wulan"),
    ("S. A.", "Siti Rahayu"),
    ("Budi Hartono", "Tuti Hartono"),
    ("Eko Aminah", "Joko Aminah"),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_person_however_it_is_written(first: str, second: str) -> None:
    assert same_name(first, second)
    assert same_name(second, first)


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_people(first: str, second: str) -> None:
    assert not same_name(first, second)
    assert not same_name(second, first)
