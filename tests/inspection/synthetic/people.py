"""Fictitious people with numbers that are structurally right."""

from dataclasses import dataclass
from datetime import date
from random import Random

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
_MEN = (
    *("Bagas", "Dimas", "Rangga", "Yusuf", "Hendra", "Satria", "Wahyu", "Galih"),
    *("Taufik", "Arif", "Joko", "Bonar", "Made"),
)
_WOMEN = (
    *("Ratna", "Sekar", "Wulan", "Dewi", "Laras", "Nurul", "Fitri", "Ayu"),
    *("Intan", "Melati", "Siti", "Maria", "Tiur"),
)
_LAST = (
    *("Pranoto", "Wibisono", "Hartanto", "Kusumo", "Siregar", "Nasution", "Maulana", "Permadi"),
    *(
        "Setiabudi",
        "Lesmana",
        "Gunadi",
        "Suryana",
        "Pangaribuan",
        "Rahmawan",
        "Hidayatullah",
        "Saputro",
    ),
    *("Mahendra", "Purnama"),
)
_TOWNS = ("Jakarta", "Bandung", "Semarang", "Medan", "Surabaya", "Padang", "Bogor", "Klaten")
_STREETS = ("Jl. Kenanga", "Jl. Cempaka Raya", "Jl. Manggis", "Gg. Melur", "Jl. Pahlawan")


@dataclass(frozen=True)
class Place:
    code: str
    province: str
    city: str
    district: str
    village: str


DKI = "PROVINSI DKI JAKARTA"
JAKARTA = (
    Place("317409", DKI, "JAKARTA SELATAN", "JAGAKARSA", "CIPEDAK"),
    Place("317507", DKI, "JAKARTA TIMUR", "DUREN SAWIT", "PONDOK BAMBU"),
    Place("317106", DKI, "JAKARTA PUSAT", "MENTENG", "CIKINI"),
    Place("317308", DKI, "JAKARTA BARAT", "KEMBANGAN", "JOGLO"),
    Place("317203", DKI, "JAKARTA UTARA", "KOJA", "LAGOA"),
)
ELSEWHERE = (
    Place("327601", "PROVINSI JAWA BARAT", "KOTA DEPOK", "PANCORAN MAS", "DEPOK"),
    Place("367406", "PROVINSI BANTEN", "KOTA TANGERANG SELATAN", "PAMULANG", "BENDA BARU"),
    Place("327503", "PROVINSI JAWA BARAT", "KOTA BEKASI", "BEKASI UTARA", "HARAPAN BARU"),
    Place("327101", "PROVINSI JAWA BARAT", "KOTA BOGOR", "BOGOR SELATAN", "EMPANG"),
)


@dataclass(frozen=True)
class Person:
    name: str
    sex: str
    born: date
    town: str
    street: str
    home: Place
    serial: int
    digits: str

    @property
    def nik(self) -> str:
        return nik(self.home.code, self.born, self.serial, woman=self.sex == "P")

    @property
    def npwp(self) -> str:
        """Fifteen digits, the ninth one a check digit."""
        start = "0" + "4789"[self.serial % 4] + self.digits[:6]
        return start + _luhn(start) + "0" + self.digits[6:8] + "000"

    @property
    def nib(self) -> str:
        return "0220" + self.digits + "7" if self.serial % 2 else "9120" + self.digits + "3"


def nik(code: str, born: date, serial: int, *, woman: bool) -> str:
    day = born.day + (40 if woman else 0)
    return f"{code}{day:02}{born:%m%y}{serial:04}"


def _luhn(digits: str) -> str:
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(digits))
    return str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def dotted(npwp: str) -> str:
    """Fifteen digits as the old card prints them."""
    n = npwp
    return f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"


def spaced(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def person(rng: Random, *, jakarta: bool = True, sex: str = "") -> Person:
    sex = sex or rng.choice("LP")
    born = date(rng.randint(1972, 1999), rng.randint(1, 12), rng.randint(1, 28))
    first = rng.sample(_WOMEN if sex == "P" else _MEN, rng.choice((1, 1, 2)))
    return Person(
        name=" ".join([*first, rng.choice(_LAST)]),
        sex=sex,
        born=born,
        town=rng.choice(_TOWNS),
        street=f"{rng.choice(_STREETS)} No. {rng.randint(1, 98)}",
        home=rng.choice(JAKARTA if jakarta else ELSEWHERE),
        serial=rng.randint(1, 19),
        digits="".join(rng.choices("0123456789", k=8)),
    )
