"""/gabung/<token>: a look changes nothing, the button joins this browser, and its talk is shown."""

import html
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from tests.channels.webchat.conftest import Visitor

Newcomer = Callable[[], Visitor]


def press(who: Visitor, label: str) -> list[dict[str, Any]]:
    """The newest button of that label."""
    for entry in reversed(who.reads()):
        for choice in entry.get("message", {}).get("choices", []):
            if choice["label"] == label:
                return who.says({"type": "pressed", "token": choice["token"]})
    raise LookupError(label)


def agreed(who: Visitor) -> None:
    press(who, "Setuju")
    press(who, "Sudah saya baca")


def link(who: Visitor) -> str:
    """The path of a new link."""
    (entry,) = [each for each in who.types("lanjut di kanal lain") if "message" in each]
    url: str = entry["message"]["links"][0]["url"]
    return url.partition("/gabung/")[2]


def texts(who: Visitor) -> str:
    return "\n".join(e.get("message", {}).get("text", "") or e.get("text", "") for e in who.reads())


def test_the_button_brings_the_talk_to_another_browser(
    visitor: Visitor, newcomer: Newcomer
) -> None:
    agreed(visitor)
    visitor.types("17-08-1990")
    path = f"/gabung/{link(visitor)}"
    other = newcomer()
    shown = other.client.get(path)
    assert "Lanjutkan berkas Bapak/Ibu" in shown.text
    assert "halaman web" in shown.text
    assert other.client.get(path).status_code == 200
    assert other.client.post(path).url.path == "/"
    assert "sudah tergabung dengan berkas" in texts(other)
    other.cursor = other.reads()[-1]["seq"]
    assert "17 Agustus 1990" in str(other.types("ringkasan"))
    third = newcomer().client.get(path)
    assert third.status_code == 410
    assert "sudah dipakai" in html.unescape(third.text)


def test_a_link_of_nobody(newcomer: Newcomer) -> None:
    page = newcomer().client.get("/gabung/nobody-made-this")
    assert page.status_code == 410
    assert "tidak dikenal" in page.text
    assert newcomer().client.get(f"/gabung/{'A' * 65}").status_code == 404


def test_ones_own_link_and_its_picture(visitor: Visitor) -> None:
    agreed(visitor)
    token = link(visitor)
    assert "sudah tergabung" in visitor.client.get(f"/gabung/{token}").text


def test_the_picture_holds_the_link(visitor: Visitor, newcomer: Newcomer) -> None:
    token = link(visitor)
    png = newcomer().client.get(f"/gabung/{token}/qr.png")
    image = cv2.imdecode(np.frombuffer(png.content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert image is not None
    words, _, _ = cv2.QRCodeDetector().detectAndDecode(image)
    assert words.endswith(f"/gabung/{token}")


def test_a_page_of_a_stranger_presses_nothing(visitor: Visitor, newcomer: Newcomer) -> None:
    path = f"/gabung/{link(visitor)}"
    other = newcomer()
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        assert other.client.post(path, headers=headers).status_code == 403
    assert "pandu" not in other.client.cookies
    assert other.client.get(path).status_code == 200


def test_what_differs_is_asked_in_the_talk(visitor: Visitor, newcomer: Newcomer) -> None:
    agreed(visitor)
    visitor.types("17-08-1990")
    other = newcomer()
    other.open()
    other.comes()
    agreed(other)
    other.types("18-08-1990")
    other.client.post(f"/gabung/{link(visitor)}")
    assert "Di kanal ini sudah ada berkas" in texts(other)
    other.cursor = other.reads()[-1]["seq"]
    press(other, "Ya, gabungkan")
    press(other, "Semua yang di sini")
    assert "sudah menjadi satu" in texts(other)
    visitor.cursor = visitor.reads()[-1]["seq"]
    assert "18 Agustus 1990" in str(visitor.types("ringkasan"))


def test_a_page_of_the_one_before_begins_anew(visitor: Visitor) -> None:
    agreed(visitor)
    before = visitor.client.get("/chat/messages?after=0").json()
    for words in ("pelamar lain", "Rina", "Ani"):
        visitor.types(words)
    body = {"id": "a-late-one", "after": before["cursor"], "talk": before["talk"],
            "said": {"type": "typed", "text": "17-08-1990"}}  # fmt: skip
    answer = visitor.client.post("/chat/say", json=body).json()
    assert (answer["anew"], answer["entries"]) == (True, [])
    assert "17-08-1990" not in texts(visitor)
    asked = visitor.client.get(f"/chat/messages?after=0&talk={before['talk']}").json()
    assert (asked["anew"], asked["entries"]) == (True, [])


def test_after_leaving_the_browser_is_nobodys(visitor: Visitor, newcomer: Newcomer) -> None:
    agreed(visitor)
    other = newcomer()
    other.client.post(f"/gabung/{link(visitor)}")
    other.cursor = other.reads()[-1]["seq"]
    other.types("lepas")
    press(other, "Ya, lepaskan")
    assert other.reads() == []
    assert "Lanjutkan" in str(visitor.types("ringkasan"))
