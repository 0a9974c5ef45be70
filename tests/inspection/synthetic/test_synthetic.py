"""The made documents are what their manifest says, and always the same."""

from collections import Counter
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image

from tests.inspection.synthetic import (
    SLOTS,
    Half,
    Specimen,
    camera,
    files,
    of_slot,
    scanner,
    typesetting,
)
from tests.inspection.synthetic.people import dotted, nik, person

HALVES: tuple[Half, ...] = ("seen", "unseen")
CODES = (
    *("blurry", "too_dark", "low_resolution", "rotated", "cropped", "glare"),
    *("wrong_background", "wrong_aspect", "nik_invalid", "nik_birthdate_mismatch"),
    *("npwp_invalid", "nib_invalid", "nib_wrong_kbli", "nib_company", "cert_expired"),
    *("cert_no_expiry", "wrong_document", "education_below_min", "experience_short"),
)
PLACES = {"31", "32", "33", "35", "36"}
HERE = Path(__file__).parent
FONTS = (
    *("Liberation Sans", "Liberation Serif", "Liberation Mono", "New Computer Modern", "Inter"),
    *("Libertinus Serif", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono"),
)


def _small(paper: Image.Image, *_: object) -> Image.Image:
    return paper.resize((48, 36))


@pytest.fixture(scope="module")
def made() -> dict[Half, list[Specimen]]:
    """Every specimen, its pictures tiny: only what is said of them is looked at."""
    render = typesetting.rendered
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "rendered", lambda source, _: render(source, 12))
        patch.setattr(camera, "exposed", _small)
        patch.setattr(scanner, "read", _small)
        return {half: list(files(half)) for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_each_code_and_slot_has_enough(made: dict[Half, list[Specimen]], half: Half) -> None:
    codes = Counter(code for one in made[half] for code in one.expected)
    slots = Counter(one.slot for one in made[half])
    good = Counter(one.slot for one in made[half] if not one.expected)
    assert len(made[half]) >= 160
    assert set(codes) == set(CODES)
    assert min(codes.values()) >= 4
    assert set(slots) == set(SLOTS)
    assert min(slots.values()) >= 5
    assert good.total() >= 45
    assert min(good[slot] for slot in SLOTS) >= 2


def test_the_halves_share_no_font_and_no_module() -> None:
    seen, unseen = (_sources(half) for half in HALVES)
    assert {font for font in FONTS if f'"{font}"' in seen}.isdisjoint(
        font for font in FONTS if f'"{font}"' in unseen
    )
    assert "synthetic.unseen" not in seen
    assert "synthetic.seen" not in unseen


def _sources(half: Half) -> str:
    return "".join(path.read_text() for path in sorted((HERE / half).glob("*.py")))


def test_names_are_unique_and_tell_nothing(made: dict[Half, list[Specimen]]) -> None:
    names = [one.name for half in HALVES for one in made[half]]
    assert len(set(names)) == len(names)
    assert not [name for name in names for code in CODES if code in name]


def test_every_file_opens(made: dict[Half, list[Specimen]]) -> None:
    for one in (*made["seen"], *made["unseen"]):
        if one.name.endswith(".pdf"):
            assert len(pypdfium2.PdfDocument(one.data)) >= 1
        else:
            Image.open(BytesIO(one.data)).verify()


def test_text_is_where_the_kind_says(made: dict[Half, list[Specimen]]) -> None:
    for one in (*made["seen"], *made["unseen"]):
        if one.kind != "photo":
            page = pypdfium2.PdfDocument(one.data)[0].get_textpage()
            assert bool(page.count_chars()) == (one.kind == "text"), one.name


def test_names_stand_in_the_text(made: dict[Half, list[Specimen]]) -> None:
    for one in (*made["seen"], *made["unseen"]):
        name = one.fields.get("nama")
        if one.kind == "text" and isinstance(name, str) and "nib_company" not in one.expected:
            text = _text(one.data)
            assert name.lower() in text.lower(), one.name


def test_needs_name_the_expected_codes(made: dict[Half, list[Specimen]]) -> None:
    for one in (*made["seen"], *made["unseen"]):
        assert set(one.needs) == one.expected
        assert one.kind == "text" or "text" not in one.needs.values()


def test_good_numbers_are_right(made: dict[Half, list[Specimen]]) -> None:
    good = [one for half in HALVES for one in made[half] if not one.expected]
    for one in good:
        match one.fields:
            case {"nik": str(number), "tanggal_lahir": str(born), "jenis_kelamin": str(sex)}:
                _assert_nik(number, date.fromisoformat(born), sex)
            case {"npwp": str(number)}:
                assert len(number) in {15, 16}
                assert number.isdigit()
            case {"nib": str(number), "kbli": list(kbli), "jenis": str(jenis)}:
                assert (len(number), number.isdigit(), jenis) == (13, True, "perorangan")
                assert "70209" in kbli


def _assert_nik(number: str, born: date, sex: str) -> None:
    day = born.day + (40 if sex == "P" else 0)
    assert len(number) == 16
    assert number[:2] in PLACES
    assert number[6:12] == f"{day:02}{born:%m%y}"
    assert number[12:] != "0000"


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(("slot", "count"), [("ktp", 1), ("pas_foto", 2), ("cv", 2)])
def test_a_seed_always_gives_the_same(half: Half, slot: str, count: int) -> None:
    first, second = (list(islice(of_slot(half, slot, 7), count)) for _ in range(2))
    assert first == second


def test_another_seed_gives_other_people() -> None:
    first, second = (next(of_slot("seen", "ktp", seed)) for seed in (1, 2))
    assert first.fields["nik"] != second.fields["nik"]


def test_one_file_is_made_at_a_time() -> None:
    assert next(files("seen")).name == "seen-ktp-01.jpg"


def test_numbers_have_their_shapes() -> None:
    assert nik("317409", date(1990, 3, 5), 12, woman=True) == "3174094503900012"
    assert dotted("091234567012000") == "09.123.456.7-012.000"
    for seed in range(50):
        one = person(Random(seed))
        assert (len(one.nik), len(one.npwp), len(one.nib)) == (16, 15, 13)


def _text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(texts).split())
