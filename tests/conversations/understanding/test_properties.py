"""What holds for every date, number and code that can be said."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from conversations.understanding.meaning import Wanted
from tests.conversations.understanding.reading import understanding

MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
]  # fmt: skip
BIRTHS = st.dates(date(1926, 1, 1), date(2007, 12, 31))
WORDS = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
]  # fmt: skip
SHAPES = [
    "{d}-{m}-{y}", "{d}/{m}/{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}", "{d} {name} {y}",
    "tanggal {d} bulan {m} tahun {y}", "lahir {d} {name} {y} kak", "{d}{name}{y}",
    "{d:02}{m:02}{y}",
]  # fmt: skip


def meant(kind: str, words: str, **more: object) -> object:
    asked = Wanted(kind, today=date(2025, 12, 18), **more)  # type: ignore[arg-type] # any of them
    return understanding().understand(asked, words).value


@given(BIRTHS, st.sampled_from(SHAPES))
def test_a_day_in_any_shape_is_that_day(day: date, shape: str) -> None:
    words = shape.format(d=day.day, m=day.month, y=day.year, name=MONTHS[day.month - 1])
    assert meant("date", words, field="birth_date") == day.isoformat()


@given(BIRTHS)
def test_two_digits_of_a_birth_year(day: date) -> None:
    words = f"{day.day}/{day.month}/{day.year % 100:02}"
    assert meant("date", words, field="birth_date") == day.isoformat()


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1930, 2005))
def test_days_that_are_none_are_never_others(day: int, month: int, year: int) -> None:
    try:
        real = date(year, month, day).isoformat()
    except ValueError:
        real = None
    assert meant("date", f"{day}-{month}-{year}", field="birth_date") == real


@given(st.integers(1, 12), st.integers(1990, 2025))
def test_a_month_of_a_year(month: int, year: int) -> None:
    for words in (f"{MONTHS[month - 1]} {year}", f"{month}/{year}", f"bulan {month} tahun {year}"):
        assert meant("month", words, field="start") == f"{year}-{month:02}"


def spoken(number: int) -> str:
    """A number from 0 to 999,999 in Indonesian words."""
    if number < 12:
        return WORDS[number]
    if number < 20:
        return f"{WORDS[number - 10]} belas"
    for size, name, single in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"),
                               (10, "puluh", "")):  # fmt: skip
        if number >= size:
            many, rest = divmod(number, size)
            head = single if many == 1 else f"{spoken(many)} {name}"
            return f"{head} {spoken(rest)}" if rest else head
    raise ValueError(number)


@given(st.integers(0, 999_999))
def test_numbers_in_words_and_digits(number: int) -> None:
    assert meant("number", spoken(number), unit="koperasi") == number
    assert meant("number", f"{number:,}".replace(",", "."), unit="koperasi") == number
    assert meant("number", f"{number} koperasi", unit="koperasi") == number


@given(st.integers(0, 60), st.integers(0, 11))
def test_years_and_months_are_one_length(years: int, months: int) -> None:
    value = meant("number", f"{years} tahun {months} bulan", unit="bulan")
    assert value == years * 12 + months


@given(st.from_regex(r"8[0-9]{8,11}", fullmatch=True), st.sampled_from(["0", "62", "+62", "+62 "]))
def test_telephone_numbers(digits: str, lead: str) -> None:
    spaced = f"{digits[:3]}-{digits[3:7]} {digits[7:]}"
    assert meant("phone", f"{lead}{digits}") == f"+62{digits}"
    assert meant("phone", f"wa saya {lead}{spaced} ya") == f"+62{digits}"


@given(st.lists(st.from_regex(r"[0-9]{5}", fullmatch=True), min_size=1, max_size=5, unique=True))
def test_codes_in_their_order(codes: list[str]) -> None:
    assert meant("kbli", ", ".join(codes)) == codes
    assert meant("kbli", " dan ".join(codes)) == codes
