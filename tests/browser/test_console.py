"""Staff at their console, in Chromium: a talk, an announcement by two, and nothing in the way."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot import settings
from bot.console.demo import demo_links
from tests.browser.applicant import Applicant
from tests.browser.conftest import PHONE, comes
from tests.browser.test_accessible import DESK, findings, too_wide
from tests.faults.server import Server

pytestmark = pytest.mark.engine("chromium")
CODE = re.compile(r"/broadcasts/\w{4}-\w{4}$")
Contexts = Callable[..., BrowserContext]
Enters = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """A demonstration in which an approved announcement need not cool off."""
    running = Server(folder, PANDU_WEB_LIMITS="off", PANDU_BROADCAST_COOLING="0")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def enters(contexts: Contexts, server: Server, folder: Path) -> Enters:
    """Signs somebody of the demonstration in: number 0 may do everything, 1 approves."""

    def enter(number: int = 0, **wish: Any) -> Page:  # noqa: ANN401 - as Playwright takes them
        chosen = settings.load({"PANDU_DATA_DIR": str(folder)}, demo=True)
        links = list(demo_links(chosen, server.url).values())
        page = contexts(**{"viewport": DESK, **wish}).new_page()
        page.goto(links[number])
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("heading", name="Ikhtisar", level=1)).to_be_visible()
        return page

    return enter


@pytest.fixture
def applicant(contexts: Contexts, server: Server) -> Applicant:
    """Somebody in the web chat who agreed to be written to."""
    found = comes(contexts().new_page(), server.url)
    found.agrees()
    return found


def waits_for_staff(applicant: Applicant) -> None:
    applicant.write("bicara dengan petugas")
    applicant.press("Ya, hubungkan")
    applicant.sees("sudah diteruskan")


def test_staff_and_an_applicant_talk(enters: Enters, server: Server, applicant: Applicant) -> None:
    waits_for_staff(applicant)
    page = enters()
    page.get_by_role("link", name="Bicara & laporan").click()
    page.get_by_role("link", name=re.compile("Percakapan")).last.click()
    expect(page.get_by_role("heading", name="Percakapan dengan pelamar")).to_be_visible()
    page.get_by_label("Jawaban Bapak/Ibu").fill("Selamat siang, ada yang dapat dibantu?")
    page.get_by_role("button", name="Kirim jawaban").click()
    applicant.sees("Selamat siang, ada yang dapat dibantu?")
    half = page.get_by_label("Jawaban Bapak/Ibu")
    half.fill("Sebentar, saya")
    applicant.field.fill("Apakah SKCK perlu sekarang?")
    applicant.field.press("Enter")
    expect(page.get_by_text("Apakah SKCK perlu sekarang?")).to_be_visible()
    expect(half).to_have_value("Sebentar, saya")
    page.get_by_role("button", name="Selesai, kembalikan kepada Pandu").click()
    applicant.sees("Pandu melanjutkan.")


def test_an_announcement_by_two_people(
    enters: Enters, server: Server, applicant: Applicant
) -> None:
    author, approver = enters(), enters(1)
    author.get_by_role("link", name="Siaran", exact=True).first.click()
    author.get_by_role("link", name="Tulis siaran").click()
    author.wait_for_load_state("load")
    author.get_by_label("Bahasa Indonesia", exact=True).first.fill("Portal tutup *satu jam*.")
    author.get_by_label("belum mengirim formulir resmi").check()
    expect(author.locator("#count .figure")).to_contain_text("orang")
    author.get_by_role("button", name="Simpan konsep").click()
    author.wait_for_url(CODE)
    approver.goto(author.url)
    approver.get_by_role("button", name="Setujui").click()
    expect(approver.get_by_text("disetujui", exact=True)).to_be_visible()
    author.reload()
    author.get_by_role("button", name="Kirim", exact=True).click()
    expect(author.get_by_role("heading", name="Kemajuan")).to_be_visible()
    applicant.sees("Portal tutup")
    expect(author.get_by_text("selesai", exact=True)).to_be_visible()
    with author.expect_download() as downloaded:
        author.get_by_role("link", name="Unduh laporan").click()
    assert downloaded.value.suggested_filename.startswith("siaran-")


def test_somebody_takes_a_copy_and_is_erased_at_once(enters: Enters, applicant: Applicant) -> None:
    applicant.write("data saya")
    page = applicant.page.context.new_page()
    link = applicant.page.get_by_role("link", name="Unduh salinan data").last
    page.goto(str(link.get_attribute("href")))
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Unduh salinan").click()
    assert downloaded.value.suggested_filename == "data-saya.json"
    applicant.write("hapus data saya")
    applicant.press("Ya, hapus data saya")
    office = enters()
    office.get_by_role("link", name="Permintaan data").first.click()
    office.locator("a.to").first.click()
    office.get_by_label("Alasan, tanpa data pribadi").fill("datang sendiri")
    office.get_by_label("Saya sudah memeriksa").check()
    office.get_by_role("button", name="Hapus sekarang").click()
    expect(office.get_by_text("selesai", exact=True)).to_be_visible()
    applicant.field.fill("halo")
    applicant.field.press("Enter")
    expect(applicant.button("Setuju")).to_be_visible()


def places(page: Page, server: Server) -> Iterator[Page]:
    """Every kind of page, one after the other."""
    for path in ("", "/staff", "/broadcasts", "/broadcasts/new", "/rights", "/handovers"):
        page.goto(f"{server.url}/console{path}")
        page.wait_for_load_state("load")
        yield page
    page.get_by_role("link", name=re.compile("Percakapan")).last.click()
    expect(page.get_by_role("heading", name="Percakapan dengan pelamar")).to_be_visible()
    page.get_by_text("Blokir pelamar ini").first.click()
    yield page
    page.goto(f"{server.url}/console/broadcasts")
    page.locator("a.to").first.click()
    page.wait_for_url(CODE)
    yield page


def drafts(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/console/broadcasts/new")
    page.get_by_label("Bahasa Indonesia", exact=True).first.fill("Konsep.")
    page.get_by_role("button", name="Simpan konsep").click()
    page.wait_for_url(CODE)


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", PHONE), ("dark", DESK)], ids=["light phone", "dark desk"]
)
def test_nothing_stands_in_the_way_of_staff(
    enters: Enters, server: Server, applicant: Applicant, scheme: str, viewport: dict[str, int]
) -> None:
    waits_for_staff(applicant)
    page = enters(color_scheme=scheme, viewport=viewport, bypass_csp=True)
    drafts(page, server)
    for place in places(page, server):
        assert findings(place) == [], place.url
        assert too_wide(place) == [], place.url
        place.evaluate("document.documentElement.style.fontSize = '200%'")
        assert too_wide(place) == [], place.url
    if viewport is PHONE:
        page.reload()
        page.get_by_text("Menu", exact=True).click()
        assert findings(page) == []
        page.get_by_role("button", name="Keluar").click()
        expect(page.get_by_label("Kata sandi")).to_be_visible()
        assert findings(page) == []


def test_the_console_works_without_a_script(enters: Enters, server: Server) -> None:
    page = enters(java_script_enabled=False)
    drafts(page, server)
    expect(page.get_by_text("Konsep.").first).to_be_visible()
    page.get_by_role("button", name="Hentikan").click()
    expect(page.get_by_text("dihentikan", exact=True)).to_be_visible()
