"""What is measured without reading: good ones pass, spoiled ones are told, doubt never refuses."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from bot.inspection.images.glare import largest_patch
from bot.inspection.images.sharpness import sharpness
from bot.inspection.thresholds import LEAST_SHARP_OTHERWISE
from conversations.documents.findings import Looked, codes_of
from conversations.documents.paper import FORM
from tests.inspection import make_files as make
from tests.inspection.test_file_level import looked

SHEETS = {
    "page": make.page(),
    "fine page": make.page(2480, 3508),
    "faint page": make.page(ink=150, paper=215),
    "grainy page": make.noisy(make.page(), 8),
    "card": make.card(),
}


def of(picture: Image.Image, slot: str = "ijazah", quality: int = 85) -> tuple[str, ...]:
    found = looked(make.jpeg(picture, quality), "a.jpg", slot)
    assert found.verdict in {"accept", "warn"}
    return codes_of(found.findings)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("quality", [40, 90])
def test_a_sharp_sheet_is_sharp(name: str, quality: int) -> None:
    assert of(SHEETS[name], quality=quality) == ()


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("radius", [2, 3])
@pytest.mark.parametrize("grain", [0, 6])
def test_a_blurred_sheet_is_told_even_under_grain(name: str, radius: float, grain: float) -> None:
    assert "blurry" in of(make.noisy(make.blurred(SHEETS[name], radius), grain))


@pytest.mark.parametrize("name", ["page", "card", "fine page"])
def test_a_sheet_without_any_edge_left_is_told(name: str) -> None:
    assert "blurry" in of(make.blurred(SHEETS[name], 6))


@pytest.mark.parametrize("name", ["page", "card", "faint page"])
@pytest.mark.parametrize("down", [False, True], ids=["across", "down"])
def test_a_sheet_of_a_moving_hand_is_told(name: str, *, down: bool) -> None:
    assert "blurry" in of(make.smeared(SHEETS[name], 24, down=down))


def test_a_portrait_is_not_judged_by_its_directions() -> None:
    stripes = make.smeared(make.portrait(600, 900), 4)
    assert of(stripes, "pas_foto") == ()


def test_the_more_blur_the_surer() -> None:
    found = [looked(make.jpeg(make.blurred(make.page(), by))).findings[0] for by in (1.2, 4)]
    assert [finding.code for finding in found] == ["blurry", "blurry"]
    assert found[0].confidence < found[1].confidence <= 1


def test_nothing_is_said_of_the_sharpness_of_blank_paper() -> None:
    assert of(Image.new("RGB", (1240, 1754), "white")) == ()
    assert of(make.noisy(Image.new("RGB", (1240, 1754), (200, 200, 200)), 5)) == ()


def test_grain_alone_is_no_sharpness() -> None:
    soft = make.blurred(make.page(), 3)
    for grain in (0.0, 4.0, 8.0):
        grey = make.noisy(soft, grain).convert("L")
        grey.thumbnail((800, 800), Image.Resampling.BOX)
        found = sharpness(grey)
        assert found is not None
        assert found < LEAST_SHARP_OTHERWISE


@pytest.mark.parametrize("size", [(472, 709), (600, 900), (1200, 1800)])
def test_a_portrait_may_be_softer_than_print(size: tuple[int, int]) -> None:
    assert of(make.portrait(*size), "pas_foto") == ()
    assert of(make.blurred(make.portrait(*size), 3), "pas_foto") == ("blurry",)


def test_a_file_of_which_nobody_knows_what_it_is_gets_the_benefit_of_the_doubt() -> None:
    assert of(make.portrait(472, 709), "") == ()
    assert of(make.card(900), "") == ()
    assert of(make.portrait(200, 300), "") == ("low_resolution",)
    assert of(make.portrait(200, 300), FORM) == ()
    assert of(make.blurred(make.page(), 4), "") == ("blurry",)


@pytest.mark.parametrize(("light", "dark"), [(1.0, False), (0.6, False), (0.3, True), (0.1, True)])
def test_a_dark_picture_is_told(light: float, dark: bool) -> None:  # noqa: FBT001 - a row of the table
    picture = make.page().point(lambda level: round(level * light))
    assert ("too_dark" in of(picture)) is dark


@pytest.mark.parametrize(
    ("size", "slot", "small"),
    [
        ((1240, 1754), "ijazah", False),
        ((620, 877), "ijazah", True),
        ((900, 570), "ktp", False),
        ((500, 315), "ktp", True),
        ((472, 709), "pas_foto", False),
        ((200, 300), "pas_foto", True),
    ],
)
def test_a_small_picture_is_told_by_what_must_be_read_on_it(
    size: tuple[int, int], slot: str, small: bool  # noqa: FBT001 - a row of the table
) -> None:  # fmt: skip
    picture = make.portrait(*size) if slot == "pas_foto" else make.card(2000).resize(size)
    assert ("low_resolution" in of(picture, slot)) is small


@pytest.mark.parametrize(
    ("size", "right"),
    [((472, 709), True), ((400, 600), True), ((480, 700), True), ((600, 800), False),
     ((709, 472), False), ((700, 700), False), ((600, 750), False)],
)  # fmt: skip
def test_a_photo_has_the_shape_of_four_by_six(size: tuple[int, int], right: bool) -> None:  # noqa: FBT001 - a row of the table
    found = of(make.portrait(472, 709).resize(size), "pas_foto")
    assert ("wrong_aspect" not in found) is right
    assert "wrong_aspect" not in of(make.page(900, 1273).resize(size), "ktp")


def test_a_photo_lying_on_its_side_by_exif_has_its_shape_all_the_same() -> None:
    lying = make.portrait().transpose(Image.Transpose.ROTATE_90)
    found = looked(make.jpeg(lying, exif=make.exif(6)), "a.jpg", "pas_foto")
    assert found.findings == ()
    assert found.mended == ("turned",)


def test_pages_and_their_text_are_counted_and_read() -> None:
    found = looked(make.text_pdf(3))
    assert (found.pages, len(found.texts), found.findings) == (3, 3, ())
    assert all("koperasi" in text for text in found.texts)


def test_a_scan_has_no_text_and_is_measured() -> None:
    assert looked(make.scan_pdf(make.page())).texts == ("",)
    assert codes_of(looked(make.scan_pdf(make.blurred(make.page(), 3))).findings) == ("blurry",)
    dark = make.page().point(lambda level: round(level * 0.2))
    assert "too_dark" in codes_of(looked(make.scan_pdf(dark)).findings)
    small = looked(make.scan_pdf(make.page(620, 877)))
    assert [(f.code, f.page) for f in small.findings] == [("low_resolution", 1)]


@pytest.mark.parametrize(
    ("entries", "across", "turned"),
    [(b"", False, ""), (b"/Rotate 90", False, "90"), (b"/Rotate 180", False, "180"),
     (b"/Rotate 270", False, "270"), (b"", True, "270"), (b"/Rotate 90", True, "")],
)  # fmt: skip
def test_a_page_is_rotated_when_its_text_runs_so_as_shown(
    entries: bytes, across: bool, turned: str  # noqa: FBT001 - a row of the table
) -> None:  # fmt: skip
    content = make.prose(across=across)
    found = looked(make.text_pdf(1, page_entries=entries, content=content)).findings
    assert [(f.code, f.page, f.detail) for f in found] == ([("rotated", 1, turned)] * bool(turned))


def copy_of(found: Looked) -> Image.Image:
    (data,) = found.copies
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_a_copy_holds_pixels_alone(kind: str) -> None:
    told = make.exif(1, gps=True)
    data = {
        "jpeg": lambda: make.jpeg(make.page(), exif=told, comment=b"rahasia", icc_profile=b"x"),
        "png": lambda: make.saved(make.page(), "PNG", exif=told),
        "webp": lambda: make.saved(make.page(), "WEBP", exif=told),
        "heic": lambda: make.heic(make.page(), told),
    }[kind]()
    assert b"Kamera Contoh" in data
    found = looked(data)
    copy = copy_of(found)
    assert found.gps_stripped
    assert dict(copy.getexif()) == {}
    assert {"exif", "icc_profile", "comment", "xmp", "photoshop"} & copy.info.keys() == set()
    assert b"Kamera" not in found.copies[0]
    assert ("converted" in found.mended) is (kind == "heic")


def test_where_it_was_taken_is_seen_in_both_places() -> None:
    assert not looked(make.jpeg(make.page(), exif=make.exif(1))).gps_stripped
    assert not looked(make.jpeg(make.page())).gps_stripped
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="6,12S"/></x:xmpmeta>'
    assert looked(make.jpeg(make.page(), xmp=xmp)).gps_stripped


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_is_upright_whichever_way_the_phone_was_held(orientation: int) -> None:
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste("red", (0, 0, 30, 20))
    held = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    lying = upright.transpose(held[orientation]) if orientation in held else upright
    copy = copy_of(looked(make.saved(lying, "PNG", exif=make.exif(orientation))))
    assert copy.size == (60, 40)
    corner, opposite = copy.getpixel((10, 10)), copy.getpixel((50, 30))
    assert isinstance(corner, tuple)
    assert isinstance(opposite, tuple)
    assert corner[0] > 200
    assert corner[1] < 40
    assert min(opposite) > 200


def test_a_large_picture_is_made_smaller() -> None:
    found = looked(make.jpeg(make.page().resize((3000, 4242))))
    assert copy_of(found).size == (1754, 2480)
    assert found.mended == ("shrunk",)


def test_wide_colours_stay_the_colours_they_are() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red = make.portrait()
    for data in (make.jpeg(red, 95, icc_profile=profile), make.jpeg(red, 95, icc_profile=b"?")):
        corner = copy_of(looked(data, "a", "pas_foto")).getpixel((5, 5))
        assert isinstance(corner, tuple)
        assert corner[0] > 180
        assert max(corner[1:]) < 60


def test_what_is_clear_is_paper() -> None:
    clear = Image.new("RGBA", (1200, 800), (0, 0, 0, 0))
    assert copy_of(looked(make.saved(clear, "PNG"))).getpixel((5, 5)) == (255, 255, 255)


def test_a_white_table_under_a_card_is_no_lamp_on_it() -> None:
    grey = Image.new("L", (800, 600), 255)
    grey.paste(120, (130, 90, 800, 600))
    assert largest_patch(grey) == 0
    grey.paste(120, (0, 0, 800, 600))
    grey.paste(255, (300, 200, 520, 380))
    assert 0.06 < largest_patch(grey) < 0.1
