"""What somebody in front of the page does and sees, in words of the product."""

from playwright.sync_api import Locator, Page, expect

AGREE, READ = "Setuju", "Sudah saya baca"
REST_NO = "Selesai, sisanya tidak"
EXPERIENCE = "pendamping koperasi, Dinas Koperasi Bogor, 02-2019 sampai 06-2023, ada bukti"


class Applicant:
    """One page, and the hand on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.locator("#log")
        self.field = page.locator("#compose")
        self.ticks = page.locator(".live .ticks input")

    def sees(self, text: str) -> Locator:
        """Waits until the talk shows `text`."""
        found = self.log.get_by_text(text).last
        expect(found).to_be_attached()
        return found

    def button(self, label: str) -> Locator:
        return self.page.locator(".live .choices").get_by_role("button", name=label, exact=True)

    def box(self, label: str) -> Locator:
        return self.page.get_by_role("checkbox", name=label, exact=True)

    def press(self, label: str) -> None:
        """Presses a living button and waits until it is answered."""
        said = self.mine().count()
        self.button(label).click()
        expect(self.mine()).to_have_count(said + 1)

    def write(self, text: str) -> None:
        """Writes a message and waits until it is answered."""
        heard = self.pandus().count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.pandus().nth(heard)).to_be_attached()

    def mine(self) -> Locator:
        return self.page.locator(".entry.me")

    def pandus(self) -> Locator:
        return self.page.locator(".entry.pandu")

    def agrees(self) -> None:
        """To the first question."""
        self.press(AGREE)
        self.press(READ)
        self.sees("Kapan tanggal lahir Bapak/Ibu?")

    def reaches_ticks(self) -> None:
        """To the first screen of boxes."""
        self.agrees()
        self.write("17-08-1990")
        self.press("S1 (selesai)")
        self.write("Kota Depok")
        expect(self.ticks).to_have_count(8)

    def reaches_verdict(self) -> None:
        """To the end of the self-check, with one point that is not met."""
        self.reaches_ticks()
        for label in ("Warga Negara Indonesia", "Ijazah pendidikan terakhir", "Laptop pribadi"):
            self.box(label).check()
        self.press(REST_NO)
        expect(self.ticks).to_have_count(9)
        for box in self.ticks.all():
            box.check()
        self.press(REST_NO)
        self.press("NIB perorangan")
        self.write("70209")
        self.write(EXPERIENCE)
        self.sees("menurut cek mandiri.")
        expect(self.page.locator(".card").first).to_be_attached()

    def transcript(self) -> list[str]:
        """Every bubble, as it is read."""
        return self.page.locator(".bubble").all_inner_texts()
