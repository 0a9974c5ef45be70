"""Files by the upload page: in parts, again, twice, too large, and seen in the chat."""

from io import BytesIO

import pytest
from PIL import Image

from tests.uploads.conftest import Page


def picture(side: int = 900, shade: int = 180) -> bytes:
    out = BytesIO()
    image = Image.effect_noise((side, side), 60).point(lambda value: min(255, value + shade // 4))
    image.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def test_a_file_is_received_with_its_number_and_time(page: Page) -> None:
    told = page.sends("KTP_Rina.jpg", picture())
    assert told["paper"]["at"].endswith("WIB")
    assert len(told["paper"]["receipt"]) == 7
    assert page.line("ktp")["standing"] == "checking"


def test_the_chat_says_so_and_what_was_found(page: Page) -> None:
    page.sends("KTP_Rina.jpg", picture(300))
    page.looked()
    texts = [e["message"]["text"] for e in page.visitor.reads() if "message" in e]
    assert any("Berkas diterima pada" in text and "*KTP*" in text for text in texts)
    assert "Hasil pemeriksaan otomatis" in texts[-1]
    assert "belum terkirim" in texts[-1]
    assert page.line("ktp")["standing"] == "doubtful"


def test_it_goes_on_where_the_line_broke(page: Page) -> None:
    data = picture()
    number = page.begin("KTP.jpg", len(data)).json()["id"]
    page.put(number, 0, data[:1000])
    asked = page.client.head(f"{page.url}/files/{number}")
    assert asked.headers["upload-offset"] == "1000"
    wrong = page.put(number, 0, data[:1000])
    assert (wrong.status_code, wrong.json()["offset"]) == (409, 1000)
    done = page.put(number, 1000, data[1000:])
    assert done.json()["paper"]["name"] == "KTP.jpg"


def test_the_last_part_twice_is_one_file_with_one_number(page: Page) -> None:
    data = picture()
    number = page.begin("KTP.jpg", len(data)).json()["id"]
    first, second = page.put(number, 0, data), page.put(number, len(data), b"")
    assert first.json()["paper"]["receipt"] == second.json()["paper"]["receipt"]
    assert len(page.line("ktp")["papers"]) == 1


def test_the_same_file_twice_is_one_file(page: Page) -> None:
    data = picture()
    first, second = page.sends("KTP.jpg", data), page.sends("scan.jpg", data)
    assert second["same"]
    assert second["paper"]["receipt"] == first["paper"]["receipt"]
    assert len(page.line("ktp")["papers"]) == 1
    assert "sama persis" in page.visitor.reads()[-1]["message"]["text"]


def test_a_new_one_takes_the_place_of_the_old_where_one_is_wanted(page: Page) -> None:
    page.sends("KTP.jpg", picture(900))
    page.sends("KTP baru.jpg", picture(901))
    assert [p["name"] for p in page.line("ktp")["papers"]] == ["KTP baru.jpg"]


def test_pages_sent_at_once_stand_together(page: Page) -> None:
    for side in (900, 901):
        page.sends(f"hal {side}.jpg", picture(side), "ijazah", "album")
    assert len(page.line("ijazah")["papers"]) == 2


def test_one_message_for_what_is_sent_at_once(page: Page) -> None:
    for side in (900, 901, 902):
        page.sends(f"{side}.jpg", picture(side), "ijazah", "album")
    shown = [e for e in page.visitor.reads() if e.get("message", {}).get("key") == "filed"]
    assert [bool(e["message"].get("replaces")) for e in shown] == [False, True, True]
    assert shown[-1]["message"]["text"].startswith("3 berkas diterima")


@pytest.mark.parametrize(("size", "status"), [(0, 400), (5 * 2**20 + 1, 413), (100 * 2**20, 413)])
def test_what_cannot_be_is_refused_before_it_is_sent(page: Page, size: int, status: int) -> None:
    refused = page.begin("KTP.jpg", size)
    assert refused.status_code == status
    assert refused.json()["error"]


def test_more_than_was_said_is_not_taken(page: Page) -> None:
    number = page.begin("KTP.jpg", 10).json()["id"]
    assert page.put(number, 0, b"x" * 11).status_code == 413


def test_a_part_over_the_limit_is_not_read(page: Page) -> None:
    number = page.begin("KTP.jpg", 3 * 2**20).json()["id"]
    assert page.put(number, 0, b"x" * (2**20 + 1)).status_code == 413


@pytest.mark.parametrize("name", ["KTP.jpg", "ijazah.pdf.exe", "a.php\0.jpg", ".htaccess"])
def test_a_program_under_any_name_is_refused_and_the_slot_stays_open(page: Page, name: str) -> None:
    page.sends(name, b"MZ" + b"\x90\0" * 600, "ktp")
    page.looked()
    assert page.line("ktp")["standing"] == "refused"
    assert page.papers()["there"] == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x", "x"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("<b>Budi</b> & <3.jpg", "b> & <3.jpg"),
        ("\0\r\n", "berkas"),
    ],
)
def test_names_are_only_ever_shown(page: Page, name: str, shown: str) -> None:
    assert page.sends(name, picture(), "ktp")["paper"]["name"] == shown


def test_a_long_name_keeps_its_ending(page: Page) -> None:
    name = page.sends("K" * 300 + ".jpg", picture(), "ktp")["paper"]["name"]
    assert len(name) <= 100
    assert name.endswith(".jpg")


def test_only_the_clean_picture_is_shown(page: Page) -> None:
    paper = page.sends("KTP.jpg", picture())["paper"]
    page.looked()
    seen = page.client.get(f"{page.url}/papers/{paper['id']}/1")
    assert seen.headers["content-type"] == "image/jpeg"
    assert "sandbox" in seen.headers["content-security-policy"]
    assert seen.headers["cache-control"] == "no-store"
    assert not Image.open(BytesIO(seen.content)).getexif()
    assert page.client.get(f"{page.url}/papers/{paper['id']}/2").status_code == 404


def test_it_can_be_put_elsewhere_and_taken_away(page: Page) -> None:
    paper = page.sends("scan001.jpg", picture())["paper"]
    assert page.line("")["papers"]
    page.client.post(f"{page.url}/papers/{paper['id']}/is.npwp")
    assert page.line("npwp")["papers"]
    page.client.post(f"{page.url}/papers/{paper['id']}/remove")
    assert not page.line("npwp")["papers"]
    assert page.client.get(f"{page.url}/papers/{paper['id']}/1").status_code == 404


def test_two_uploads_at_once_do_not_mix(page: Page) -> None:
    one, other = picture(900), picture(901)
    first = page.begin("KTP.jpg", len(one)).json()["id"]
    second = page.begin("NPWP.jpg", len(other)).json()["id"]
    page.put(first, 0, one[:500])
    page.put(second, 0, other)
    page.put(first, 500, one[500:])
    assert page.line("ktp")["papers"]
    assert page.line("npwp")["papers"]


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30])
def test_numbers_of_nothing(page: Page, number: str) -> None:
    assert page.put(number, 0, b"x").status_code in {400, 404}


def test_after_the_closing_nothing_is_taken_in(page: Page) -> None:
    page.client.post("/demo/clock", json={"to": "2025-12-22T16:00:30+07:00"})
    assert page.begin("KTP.jpg", 10).status_code == 403


def test_what_began_before_the_closing_may_end_after_it(page: Page) -> None:
    data = picture()
    page.client.post("/demo/clock", json={"to": "2025-12-22T15:59:59+07:00"})
    number = page.begin("KTP.jpg", len(data)).json()["id"]
    page.client.post("/demo/clock", json={"to": "2025-12-22T16:00:30+07:00"})
    assert page.put(number, 0, data).json()["paper"]["name"] == "KTP.jpg"
