"""The talk as people see it: what was said stays, what is old is tidied away."""

import pytest
from playwright.sync_api import expect

from tests.browser.applicant import AGREE, READ, REST_NO, Applicant
from tests.browser.conftest import Opens

pytestmark = pytest.mark.engine("chromium")
HOSTILE = [
    "<script>window.pwned = 1</script>",
    '<img src=x onerror="window.pwned = 1">',
    "javascript:window.pwned=1 https://x.example/\"onmouseover='window.pwned=1'",
    "${7*7} {{7*7}} &lt;b&gt; </script><b>",
]


def test_reload_stands_where_it_was(opens: Opens) -> None:
    applicant = opens()
    applicant.reaches_ticks()
    applicant.ticks.nth(2).check()
    expect(applicant.page.locator(".ticks input:checked")).to_have_count(1)
    applicant.field.fill("belum selesai ditulis")
    before = applicant.transcript()
    with applicant.page.expect_response("**/chat/messages*"):
        applicant.page.reload()
    expect(applicant.ticks).to_have_count(8)
    assert applicant.transcript() == before
    expect(applicant.ticks.nth(2)).to_be_checked()
    expect(applicant.page.locator(".ticks input:checked")).to_have_count(1)
    expect(applicant.field).to_have_value("belum selesai ditulis")
    expect(applicant.button(REST_NO)).to_be_in_viewport()


def test_closed_and_opened_again(opens: Opens) -> None:
    applicant = opens()
    applicant.agrees()
    before, url = applicant.transcript(), applicant.page.url
    context = applicant.page.context
    applicant.page.close()
    again = Applicant(context.new_page())
    again.page.goto(url)
    again.sees("Kapan tanggal lahir Bapak/Ibu?")
    assert again.transcript() == before
    again.write("17-08-1990")
    again.sees("Apa pendidikan terakhir")


def test_a_button_pressed_twice_is_pressed_once(opens: Opens) -> None:
    applicant = opens()
    applicant.button(AGREE).dblclick()
    applicant.sees("Apakah Bapak/Ibu sudah membaca")
    applicant.press(READ)
    assert applicant.mine().all_text_contents() == ["Saya: Setuju", f"Saya: {READ}"]


def test_old_buttons_are_tidied_away(opens: Opens) -> None:
    applicant = opens()
    page = applicant.page
    applicant.press(AGREE)
    expect(page.get_by_role("button", name=AGREE, exact=True)).to_have_count(0)
    applicant.press(READ)
    applicant.write("17-08-1990")
    expect(page.locator(".choices:visible")).to_have_count(1)


def test_boxes_answer_at_once_and_end_as_they_were_left(opens: Opens) -> None:
    applicant = opens()
    applicant.reaches_ticks()
    first, second = applicant.ticks.nth(0), applicant.ticks.nth(1)
    for _ in range(3):
        first.click()
        second.click()
        second.click()
    expect(first).to_be_checked()
    expect(second).not_to_be_checked()
    applicant.page.wait_for_function("() => sessionStorage.getItem('pandu-queue') === '[]'")
    with applicant.page.expect_response("**/chat/messages*"):
        applicant.page.reload()
    expect(applicant.ticks.nth(0)).to_be_checked()
    expect(applicant.ticks.nth(1)).not_to_be_checked()


def test_old_boxes_show_what_was_ticked_and_stay(opens: Opens) -> None:
    applicant = opens()
    applicant.reaches_ticks()
    applicant.box("Laptop pribadi").check()
    applicant.press(REST_NO)
    old = applicant.box("Laptop pribadi")
    expect(old).to_be_disabled()
    expect(old).to_be_checked()


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_only_words(opens: Opens, text: str) -> None:
    applicant = opens()
    applicant.write(text)
    expect(applicant.mine().locator(".bubble").last).to_have_text(f"Saya: {text}")
    with applicant.page.expect_response("**/chat/messages*"):
        applicant.page.reload()
    expect(applicant.mine().locator(".bubble").last).to_have_text(f"Saya: {text}")
    assert applicant.page.evaluate("() => window.pwned") is None
    assert applicant.mine().locator("img, script, b, a").count() == 0


def test_only_sure_links_are_links(opens: Opens) -> None:
    applicant = opens()
    link = applicant.log.get_by_role("link").first
    expect(link).to_have_attribute("href", "https://www.disppkukm.jakarta.go.id")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")


def test_two_pages_of_one_person_tell_the_same(opens: Opens) -> None:
    here = opens()
    there = Applicant(here.page.context.new_page())
    there.page.goto(here.page.url)
    there.sees("Apakah Bapak/Ibu setuju")
    here.agrees()
    there.sees("Kapan tanggal lahir Bapak/Ibu?")
    there.write("17-08-1990")
    here.sees("Apa pendidikan terakhir")
    assert here.transcript() == there.transcript()


def test_two_people_do_not_meet(opens: Opens) -> None:
    one, other = opens(), opens()
    one.write("halo dari satu")
    other.write("halo dari dua")
    assert "Saya: halo dari satu" not in other.transcript()


def test_who_reads_further_up_is_not_moved(opens: Opens) -> None:
    here = opens()
    there = Applicant(here.page.context.new_page())
    there.page.goto(here.page.url)
    there.agrees()
    here.sees("Kapan tanggal lahir Bapak/Ibu?")
    here.log.evaluate("log => { log.scrollTop = 0; }")
    here.page.wait_for_function("() => document.querySelector('#log').scrollTop === 0")
    there.write("17-08-1990")
    jump = here.page.get_by_role("button", name="pesan baru")
    expect(jump).to_be_visible()
    assert here.log.evaluate("log => log.scrollTop") == 0
    jump.click()
    expect(here.sees("Apa pendidikan terakhir")).to_be_in_viewport()
    expect(jump).to_be_hidden()


def test_a_new_question_is_shown_from_its_beginning(opens: Opens) -> None:
    applicant = opens(viewport={"width": 360, "height": 560})
    applicant.reaches_verdict()
    expect(applicant.sees("menurut cek mandiri.")).to_be_in_viewport()


def test_a_date_takes_its_dashes_by_itself(opens: Opens) -> None:
    applicant = opens()
    applicant.agrees()
    expect(applicant.field).to_have_attribute("inputmode", "numeric")
    applicant.field.press_sequentially("17081990")
    expect(applicant.field).to_have_value("17-08-1990")
    applicant.field.fill("")
    applicant.field.press_sequentially("17 Agustus 1990")
    expect(applicant.field).to_have_value("17 Agustus 1990")
    applicant.page.get_by_role("button", name="Pakai papan ketik huruf").click()
    expect(applicant.field).to_have_attribute("inputmode", "text")


def test_a_new_line_is_no_message(opens: Opens) -> None:
    applicant = opens()
    applicant.field.press_sequentially("satu")
    applicant.field.press("Shift+Enter")
    applicant.field.press_sequentially("dua")
    applicant.field.press("Enter")
    expect(applicant.mine().locator(".bubble").last).to_have_text("Saya: satu\ndua")
    expect(applicant.field).to_have_value("")


def test_points_that_are_met_are_folded(opens: Opens) -> None:
    applicant = opens()
    applicant.reaches_verdict()
    fold = applicant.page.locator(".folded")
    expect(fold.locator(".card").first).to_be_hidden()
    fold.locator("summary").first.click()
    expect(fold.locator(".card").first).to_be_visible()
    clause = applicant.page.locator(".card.not_met .clause").first
    expect(clause.locator("blockquote")).to_be_hidden()
    clause.locator("summary").click()
    expect(clause.locator("blockquote")).to_be_visible()


def test_a_card_leads_to_its_question(opens: Opens) -> None:
    applicant = opens()
    applicant.reaches_verdict()
    applicant.page.locator(".card.not_met .press").first.click()
    applicant.sees("Mana yang sesuai dengan keadaan Bapak/Ibu?")
    expect(applicant.ticks).to_have_count(8)


def test_the_letters_are_there(opens: Opens) -> None:
    page = opens().page
    assert page.evaluate(
        "() => document.fonts.ready.then(() => document.fonts.check('16px Inter'))"
    )


def test_a_touch_keyboard_makes_room_for_buttons(opens: Opens) -> None:
    applicant = opens(has_touch=True, is_mobile=True)
    applicant.agrees()
    applicant.field.tap()
    applicant.write("17-08-1990")
    expect(applicant.button("S1 (selesai)")).to_be_visible()
    expect(applicant.field).not_to_be_focused()
    applicant.press("S1 (selesai)")
    expect(applicant.field).not_to_be_focused()
    applicant.field.tap()
    applicant.write("Planet Mars")
    expect(applicant.field).to_be_focused()
