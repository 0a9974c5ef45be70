"""A bad line loses nothing and repeats nothing."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.applicant import AGREE, Applicant
from tests.browser.conftest import Opens, comes
from tests.faults.server import Server

pytestmark = pytest.mark.engine("chromium")


def status(page: Page) -> str:
    return page.locator("#status").inner_text()


def test_offline_waits_and_online_goes_on(opens: Opens) -> None:
    applicant = opens()
    page = applicant.page
    page.context.set_offline(True)
    applicant.button(AGREE).click()
    expect(page.locator("#status")).to_contain_text("Menyambung kembali")
    expect(applicant.button(AGREE)).to_have_attribute("aria-disabled", "true")
    page.context.set_offline(False)
    applicant.sees("Sudah saya baca")
    expect(page.locator("#status")).to_be_empty()


def test_words_written_offline_survive_a_reload(own_server: Server, opens: Opens) -> None:
    applicant = comes(opens().page.context.new_page(), own_server.url)
    page = applicant.page
    page.route("**/chat/say", lambda route: route.abort())
    for text in ("setuju", "halo"):
        applicant.field.fill(text)
        applicant.field.press("Enter")
    expect(page.locator("#status")).to_contain_text("2 pesan menunggu terkirim")
    expect(page.locator(".entry.me.waiting")).to_have_count(2)
    page.unroute("**/chat/say")
    page.reload()
    expect(applicant.mine()).to_have_count(2)
    expect(page.locator(".entry.me.waiting")).to_have_count(0)
    applicant.sees("Persetujuan Bapak/Ibu sudah dicatat")
    assert applicant.mine().all_text_contents() == ["Saya: setuju", "Saya: halo"]


def test_a_lost_answer_is_asked_again_not_said_again(opens: Opens) -> None:
    applicant = opens()
    lost: list[str] = []

    def lose(route: Route) -> None:
        identity = json.loads(route.request.post_data or "{}")["id"]
        lost.append(identity)
        if len(lost) > 2:
            route.continue_()
        else:
            route.fetch()
            route.abort()

    applicant.page.route("**/chat/say", lose)
    applicant.button(AGREE).click()
    applicant.sees("Sudah saya baca")
    assert len(lost) == 3
    assert len(set(lost)) == 1
    assert applicant.mine().all_text_contents() == ["Saya: Setuju"]


@pytest.mark.parametrize("body", ["", '{"entries": [', "<html>Masuk ke Wi-Fi</html>"])
def test_half_an_answer_is_no_answer(opens: Opens, body: str) -> None:
    applicant = opens()
    answers = iter([body])

    def break_off(route: Route) -> None:
        if (broken := next(answers, None)) is None:
            route.continue_()
        else:
            route.fulfill(status=200, body=broken)

    applicant.page.route("**/chat/say", break_off)
    applicant.button(AGREE).click()
    applicant.sees("Sudah saya baca")
    assert applicant.mine().all_text_contents() == ["Saya: Setuju"]


def test_a_server_that_starts_again_is_found_again(own_server: Server, opens: Opens) -> None:
    applicant = comes(opens().page.context.new_page(), own_server.url)
    own_server.kill()
    applicant.button(AGREE).click()
    expect(applicant.page.locator("#status")).to_contain_text("Menyambung kembali")
    own_server.start()
    expect(applicant.mine()).to_have_count(1)
    applicant.press("Sudah saya baca")
    applicant.sees("Kapan tanggal lahir Bapak/Ibu?")


def test_without_a_stream_the_page_asks_by_itself(opens: Opens) -> None:
    here = opens()
    page = here.page.context.new_page()
    page.route("**/chat/look", lambda route: route.abort())
    page.clock.install()
    there = comes(page, here.page.url)
    here.agrees()
    page.clock.run_for(20_000)
    there.sees("Kapan tanggal lahir Bapak/Ibu?")


def test_a_page_that_slept_catches_up(opens: Opens) -> None:
    here = opens()
    page = here.page.context.new_page()
    there = comes(page, here.page.url)
    page.route("**/chat/**", lambda route: route.abort())
    here.agrees()
    page.unroute("**/chat/**")
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    there.sees("Kapan tanggal lahir Bapak/Ibu?")


def test_what_is_refused_is_said_and_not_lost(opens: Opens) -> None:
    applicant = opens()
    refusal = {"error": "Pesan itu terlalu panjang. Mohon dipersingkat."}
    applicant.page.route("**/chat/say", lambda route: route.fulfill(status=413, json=refusal))
    applicant.field.fill("panjang sekali")
    applicant.field.press("Enter")
    expect(applicant.mine()).to_contain_text(refusal["error"])
    expect(applicant.field).to_have_value("panjang sekali")
    applicant.page.unroute("**/chat/say")
    applicant.field.press("Enter")
    expect(applicant.mine()).to_have_count(2)


def test_too_quick_waits_and_goes_on(opens: Opens) -> None:
    applicant = opens()
    answers = iter([429])

    def hurry(route: Route) -> None:
        if next(answers, None):
            route.fulfill(status=429, json={"error": "..."}, headers={"Retry-After": "1"})
        else:
            route.continue_()

    applicant.page.route("**/chat/say", hurry)
    applicant.button(AGREE).click()
    expect(applicant.page.locator("#status")).to_contain_text("1 detik")
    applicant.sees("Sudah saya baca")


def test_who_left_elsewhere_is_told(opens: Opens) -> None:
    here = opens()
    other = Applicant(here.page.context.new_page())
    other.page.goto(here.page.url)
    here.page.context.clear_cookies()
    other.field.fill("halo")
    other.field.press("Enter")
    expect(other.page.locator("#status")).to_contain_text("muat ulang")
    assert status(other.page)
