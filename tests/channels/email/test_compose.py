"""The letter: whole, in both languages; nothing that somebody wrote becomes a header or mark."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.channels.email.compose import Slip, Stationery, compose, one_line
from bot.texts import load_phrases
from conversations.dialog.contact_shown import LETTER
from conversations.dialog.message import Message
from tests.conversations.dialog.talk import edition

NOW = datetime(2025, 12, 21, 9, tzinfo=UTC)
STOP = "https://pandu.contoh.id/berhenti/abc"
TEXT = "Tutup *22 Desember*.\n\nKurang:\n- KTP\n- NPWP\nTautan:\nhttps://bit.ly/x?a=1&b=2."
HOSTILE = [
    "Budi\r\nBcc: korban@contoh.id",
    "Budi\nBcc: korban@contoh.id\n\nisi",
    "Budi\rSubject: lain",
    "Budi\x0bBcc: korban@contoh.id\x00",
    "Budi\u2028Bcc: korban@contoh.id",
    '"Budi" <korban@contoh.id>, lain',
    "Budi\u202e\u200b id.hotnoc@nabrok",
]


def paper(title: str = "") -> Stationery:
    titles = {language: title or texts.title for language, texts in edition().texts.items()}
    sender = Address("Pandu", addr_spec="pandu@contoh.id")
    return Stationery(sender, "https://pandu.contoh.id", load_phrases(), titles)


def letter(
    message: Message, language: str = "id", stop: str = STOP, title: str = ""
) -> EmailMessage:
    """As it is read on the other side."""
    slip = Slip("ab12", "siti@contoh.id", NOW, language, stop)
    raw = compose(message, slip, paper(title)).as_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    raw.decode("ascii")
    return message_from_bytes(raw, EmailMessage, policy=default)


def words(read: EmailMessage, kind: str) -> str:
    part = read.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def test_a_notice_says_what_it_is_to_people_and_programs() -> None:
    read = letter(Message(3, "closing-24h", TEXT, name="Siti Aminah"))
    assert read["From"] == "Pandu <pandu@contoh.id>"
    assert read["To"] == "Siti Aminah <siti@contoh.id>"
    assert read["Subject"] == f"Pengingat: {edition().texts['id'].title}"
    assert read["Message-ID"] == "<ab12@contoh.id>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Unsubscribe"] == f"<{STOP}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["Date"].datetime == NOW
    assert read.get_content_type() == "multipart/alternative"
    plain = words(read, "plain")
    assert "Yth. Bapak/Ibu Siti Aminah,\n\nTutup 22 Desember.\n" in plain
    assert f"Berhenti menerima pesan: {STOP}" in plain
    assert "https://pandu.contoh.id/\n" in plain


def test_html_has_the_same_words_with_marks_and_links() -> None:
    html = words(letter(Message(3, "closing-24h", TEXT)), "html")
    assert ">22 Desember</strong>" in html
    assert html.count("<li ") == 2
    assert 'href="https://bit.ly/x?a=1&amp;b=2"' in html
    assert f'href="{STOP}"' in html
    assert '<html lang="id">' in html


def test_a_code_greets_nobody_and_has_nothing_to_stop() -> None:
    read = letter(Message(2, LETTER, "Kode: *123456*", to="siti@contoh.id"), stop="")
    assert (read["To"], read["List-Unsubscribe"]) == ("siti@contoh.id", None)
    assert "123456" not in read["Subject"]
    assert "Buka percakapan" not in words(read, "html")


def test_english_is_english() -> None:
    read = letter(Message(3, "closed", "Closed.", name="Siti"), "en")
    assert read["Subject"].startswith("Reminder: ")
    assert read["Content-Language"] == "en"
    assert "Dear Siti," in words(read, "plain")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_adds_no_header_and_no_recipient(name: str) -> None:
    read = letter(Message(3, "closing-24h", "Isi.", name=name))
    assert [address.addr_spec for address in read["To"].addresses] == ["siti@contoh.id"]
    assert (read["Bcc"], read.get_all("Subject")) == (None, [read["Subject"]])
    assert len(read["To"].addresses) == 1


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_adds_no_header(title: str) -> None:
    read = letter(Message(3, "closing-24h", "Isi."), title=title)
    assert read["Bcc"] is None
    assert read["Subject"] == f"Pengingat: {one_line(title)}"


@pytest.mark.parametrize("text", [
    "<script>x</script>", '<img src=x onerror="x">', "{{7*7}} ${7*7} %n",
    'https://x.id/"onmouseover="x', "*<b>tebal</b>*",
])  # fmt: skip
def test_what_was_written_is_shown_literally(text: str) -> None:
    html = words(letter(Message(3, "closing-24h", text, name=text)), "html")
    assert "<script" not in html
    assert "<img" not in html
    assert 'onmouseover="' not in html
    assert "<b>" not in html
    assert "49" not in html.replace("2.49", "")


def test_an_address_that_is_none_is_refused() -> None:
    slip = Slip("ab12", "siti@contoh.id\r\nBcc: korban@contoh.id", NOW, "id")
    with pytest.raises(ValueError, match=r".+"):
        compose(Message(3, "closing-24h", "Isi."), slip, paper())
