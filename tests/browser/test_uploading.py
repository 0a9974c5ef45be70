"""The upload page from the paper clip to the outcome: on a phone, by a bad line, by axe-core."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser.applicant import Applicant
from tests.browser.conftest import PHONE, Opens
from tests.browser.test_accessible import DESK, findings

pytestmark = pytest.mark.engine("chromium")


def picture(name: str, side: int = 1300) -> FilePayload:
    out = BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(out, "JPEG", quality=85)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def uploading(opens: Opens, **wish: object) -> Page:
    """The page of somebody who agreed, by the paper clip."""
    applicant: Applicant = opens(bypass_csp=True, **wish)
    applicant.agrees()
    applicant.page.get_by_role("button", name="Kirim berkas").click()
    expect(applicant.page.get_by_role("heading", name="Unggah berkas")).to_be_visible()
    applicant.page.wait_for_load_state("load")  # its script has run: a drop is heard
    return applicant.page


def line(page: Page, name: str) -> Locator:
    heading = page.get_by_role("heading", name=name, exact=True)
    return page.locator(".line").filter(has=heading)


def received(page: Page) -> Locator:
    return page.locator("#going").get_by_text("Diterima. Nomor")


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("#pick").set_input_files(list(files))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_stands_in_anybodys_way(
    opens: Opens, scheme: str, viewport: dict[str, int]
) -> None:
    page = uploading(opens, color_scheme=scheme, viewport=viewport)
    assert findings(page) == []
    choose(page, picture("KTP.jpg"), picture("foto.jpg", 700))
    expect(page.locator("#going li")).to_have_count(2)
    expect(line(page, "KTP").get_by_text("Nomor")).to_be_visible()
    expect(page.get_by_text("Sedang diperiksa")).to_have_count(0)
    page.get_by_role("button", name="Lihat: KTP.jpg").click()
    expect(line(page, "KTP").locator(".pages img")).to_be_visible()
    assert findings(page) == []
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_files_are_received_sorted_and_taken_away(opens: Opens) -> None:
    page = uploading(opens)
    choose(page, picture("KTP.jpg"), picture("IMG_1.jpg", 1100))
    expect(received(page)).to_have_count(2)
    page.get_by_label("Untuk bagian mana?: IMG_1.jpg").select_option(label="NPWP")
    expect(line(page, "NPWP").get_by_text("IMG_1.jpg")).to_be_visible()
    page.get_by_role("button", name="Hapus: KTP.jpg").click()
    expect(line(page, "KTP").get_by_text("Belum ada")).to_be_visible()
    page.get_by_role("link", name="Kembali ke percakapan").click()
    expect(page.locator("#log").get_by_text("berkas diterima").last).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_example_is_looked_at_and_stays_open(opens: Opens, scheme: str) -> None:
    page = uploading(opens, color_scheme=scheme, viewport={"width": 360, "height": 740})
    ktp = line(page, "KTP")
    ktp.get_by_text("Contoh dan petunjuk").click()
    drawing = ktp.get_by_role("img", name="Contoh KTP yang baik")
    drawing.scroll_into_view_if_needed()
    expect(drawing).to_be_visible()
    page.wait_for_function("() => document.querySelector('.guide[open] img').naturalWidth > 0")
    expect(ktp.get_by_text("Yang sering keliru")).to_be_visible()
    assert findings(page) == []
    assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    choose(page, picture("NPWP.jpg", 900))
    expect(received(page)).to_have_count(1)
    expect(drawing).to_be_visible()


def test_the_talk_shows_the_example(opens: Opens) -> None:
    applicant: Applicant = opens(viewport={"width": 360, "height": 740})
    applicant.agrees()
    applicant.write("berkas")
    applicant.page.locator(".card", has_text="KTP").get_by_role("button", name="Buka").click()
    drawing = applicant.page.get_by_role("img", name="Contoh: KTP")
    drawing.scroll_into_view_if_needed()
    expect(drawing).to_be_visible()
    assert not applicant.page.evaluate("() => document.documentElement.scrollWidth > innerWidth")


def test_a_file_of_one_slot_is_sent_there(opens: Opens) -> None:
    page = uploading(opens)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Kirim: NIB").click()
    chosen.value.set_files([picture("scan.jpg")])
    expect(line(page, "NIB").get_by_text("scan.jpg")).to_be_visible()


def test_a_bad_line_is_waited_for_and_nothing_is_sent_twice(opens: Opens) -> None:
    page = uploading(opens)
    broken = {"left": 3}

    def spoil(route: Route) -> None:
        if route.request.method == "PUT" and broken["left"]:
            broken["left"] -= 1
            route.abort()
        else:
            route.continue_()

    page.route("**/files/**", spoil)
    choose(page, picture("KTP.jpg"))
    expect(page.locator("#going").get_by_text("Sambungan terputus")).to_be_visible()
    expect(received(page)).to_have_count(1, timeout=30_000)
    expect(line(page, "KTP").locator(".paper")).to_have_count(1)


def test_what_cannot_be_sent_is_said_at_once(opens: Opens) -> None:
    page = uploading(opens)
    empty: FilePayload = {"name": "kosong.pdf", "mimeType": "application/pdf", "buffer": b""}
    choose(page, empty)
    expect(page.locator("#going").get_by_text("Berkas ini kosong.")).to_be_visible()
    expect(page.get_by_role("button", name="Coba lagi: kosong.pdf")).to_be_visible()


def test_files_can_be_dropped_anywhere(opens: Opens) -> None:
    page = uploading(opens, viewport=DESK)
    data = page.evaluate_handle(
        """() => {
          const given = new DataTransfer();
          given.items.add(new File(["%PDF-1.4 not much"], "CV.pdf", { type: "application/pdf" }));
          return given;
        }"""
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": data})
    expect(line(page, "Daftar Riwayat Hidup (CV)").get_by_text("CV.pdf")).to_be_visible()


def test_the_kit_is_taken_along(opens: Opens, tmp_path: Path) -> None:
    page = uploading(opens)
    choose(page, picture("KTP.jpg"))
    expect(received(page)).to_have_count(1)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh paket (ZIP)").click()
    taken.value.save_as(tmp_path / "kit.zip")
    assert (tmp_path / "kit.zip").read_bytes().startswith(b"PK")


def test_another_browser_is_told_to_ask_for_a_new_link(opens: Opens) -> None:
    url = uploading(opens).url
    other = opens().page
    assert other.goto(url).status == 410  # type: ignore[union-attr]  # a page was opened
    expect(other.get_by_role("heading", name="Tautan ini sudah tidak berlaku")).to_be_visible()
