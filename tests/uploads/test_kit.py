"""The kit by the page: names in the order of the form, a cover sheet, the answers."""

from io import BytesIO
from zipfile import ZipFile

from tests.uploads.conftest import Page
from tests.uploads.test_upload import picture


def archive(page: Page) -> ZipFile:
    got = page.client.get(f"{page.url}/kit")
    assert got.status_code == 200, got.text
    assert "attachment" in got.headers["content-disposition"]
    return ZipFile(BytesIO(got.content))


def test_files_with_their_names_in_the_order_of_the_form(page: Page) -> None:
    page.sends("KTP.jpg", picture())
    page.sends("surat lamaran.jpg", picture(1300))
    page.looked()
    names = archive(page).namelist()
    assert [name[:2] for name in names] == ["00", "01", "05", "99"]
    assert names[2].startswith("05_KTP_")


def test_the_name_that_was_given_stands_on_every_file(page: Page) -> None:
    page.sends("KTP.jpg", picture())
    page.visitor.types("kontak")
    page.visitor.says({"type": "pressed", "token": "contact:name::0"})
    page.visitor.types("Siti Aminah, S.E.")
    page.looked()
    assert "05_KTP_SITI-AMINAH.jpg" in archive(page).namelist()


def test_whoever_gave_none_is_called_by_what_they_do(page: Page) -> None:
    page.sends("KTP.jpg", picture())
    page.looked()
    assert "05_KTP_PELAMAR.jpg" in archive(page).namelist()


def test_photographed_pages_are_one_pdf(page: Page) -> None:
    for side in (1200, 1201):
        page.sends(f"{side}.jpg", picture(side), "ijazah", "album")
    page.looked()
    kit = archive(page)
    (name,) = [name for name in kit.namelist() if name.startswith("03_")]
    assert kit.read(name).startswith(b"%PDF")


def test_the_answers_stand_in_it_to_copy(page: Page) -> None:
    page.visitor.types("17-08-1990")
    answers = archive(page).read("99_Jawaban.txt").decode()
    assert isinstance(answers, str)


def test_an_empty_kit_still_says_that_it_is_no_application(page: Page) -> None:
    names = archive(page).namelist()
    assert [name[:2] for name in names] == ["00", "99"]
