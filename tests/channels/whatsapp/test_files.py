"""Files by WhatsApp: fetched in two steps, from where they may be fetched; identity papers held."""

import re
from datetime import timedelta
from io import BytesIO

import aiohttp
import pytest
from PIL import Image
from sqlalchemy import func, select

from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.files import Files, outside
from bot.channels.whatsapp.provider import Provider
from bot.intake.holding import end_holds
from bot.intake.intake import FetchFailedError, FileLostError, FileTooLargeError
from storage.schema import documents
from storage.schema_windows import held_documents
from tests.channels.whatsapp.ledger import engine_of
from tests.channels.whatsapp.test_talk import consented
from tests.delivery.scripted import Line, serving
from tests.running.program import Running
from tests.whatsapp_server import NUMBER, SECRET, TOKEN, Person, WhatsappServer
from tests.whatsapp_server.server import Stored

LOOKED = "Hasil pemeriksaan otomatis"
LOOKING = 60.0


def picture(side: int = 900) -> bytes:
    out = BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


async def rina_of(server: WhatsappServer) -> Person:
    rina = server.person("Rina")
    await consented(rina)
    return rina


def api_of(server: WhatsappServer, token: str = TOKEN) -> Api:
    return Api(Provider("meta", server.url, token, NUMBER, SECRET))


async def test_a_file_is_fetched(server: WhatsappServer) -> None:
    api = api_of(server)
    media = server.keep(b"%PDF", "application/pdf")
    assert await Files(api, 1000).fetch(media) == b"%PDF"
    await api.close()


async def test_what_is_gone_or_too_large_or_not_given(server: WhatsappServer) -> None:
    api, stranger = api_of(server), api_of(server, "wrong")
    files = Files(api, 1000)
    huge = server.keep(b"x", "application/pdf", size=100 << 20)
    liar = server.keep(b"x" * 5000, "application/pdf", size=10)
    with pytest.raises(FileLostError):
        await files.fetch("999")
    with pytest.raises(FileTooLargeError):
        await files.fetch(huge)
    assert server.fetched == []
    with pytest.raises(FileTooLargeError):
        await files.fetch(liar)
    with pytest.raises(FetchFailedError):
        await Files(stranger, 1000).fetch(huge)
    await api.close()
    await stranger.close()


async def test_an_address_that_ran_out_is_asked_for_again(server: WhatsappServer) -> None:
    api = api_of(server)
    media = server.keep(b"x", "application/pdf")
    old = f"{server.url}/whatsapp_business/attachments/?mid={media}&ext=1"
    server.media[media] = Stored(b"x", "application/pdf", 1, old)
    with pytest.raises(FetchFailedError):
        await Files(api, 1000).fetch(media)
    server.media[media] = Stored(b"x", "application/pdf", 1)
    assert await Files(api, 1000).fetch(media) == b"x"
    await api.close()


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest/meta-data", "https://127.0.0.1:9/x", "file:///etc/passwd",
     "https://localhost/x", "http://lookaside.fbsbx.com/x"],
)  # fmt: skip
async def test_nothing_inside_is_asked(server: WhatsappServer, url: str) -> None:
    api = api_of(server)
    with pytest.raises(FileLostError):
        await Files(api, 1000).fetch(server.keep(b"x", "image/jpeg", url=url))
    await api.close()


async def test_no_name_leads_inside() -> None:
    with pytest.raises(FileLostError):
        await outside("localhost")


async def test_nothing_is_followed(server: WhatsappServer) -> None:
    asked: list[str] = []

    async def inside(line: Line) -> None:
        asked.append("inside")

    async with serving(inside) as hidden:

        async def redirects(line: Line) -> None:
            head = f"HTTP/1.1 302 Found\r\nLocation: {hidden.url}/x\r\nContent-Length: 0\r\n\r\n"
            await line.say(head.encode())
            await line.hung_up()

        async with serving(redirects) as away:
            api = Api(Provider("meta", away.url, TOKEN, NUMBER, SECRET))
            with pytest.raises(FetchFailedError):
                await Files(api, 1000).fetch("1")
            await api.close()
    assert asked == []


async def test_a_document_has_its_number_at_once_and_its_outcome_later(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = await rina_of(server)
    rina.sends_document("ijazah.jpg", picture(), "image/jpeg", "ijazah saya")
    taken = await rina.reply()
    assert taken.text.startswith("Berkas diterima pada")
    await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)


async def test_a_hundred_megabytes_are_refused_before_they_are_fetched(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = await rina_of(server)
    media = server.keep(b"x", "application/pdf", size=100 << 20)
    shape = {"id": media, "filename": "cv.pdf", "mime_type": "application/pdf"}
    rina.posts({"type": "document", "document": shape})
    seen = await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)
    assert "5 MB" in seen.text
    assert server.fetched == []


async def test_an_identity_card_is_asked_for_on_the_page_and_the_talk_goes_on_by_itself(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = await rina_of(server)
    rina.says("berkas")
    listed = await rina.sees(lambda seen: "wajib diunggah" in seen.text)
    assert "langsung di percakapan" not in listed.text
    rina.forges("slot:ktp::0")
    asked = await rina.reply()
    assert "tidak* dikirim di percakapan ini" in asked.text
    await uploaded(asked.text, picture())
    await rina.sees(lambda seen: "Berkas diterima pada" in seen.text)
    await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)


async def uploaded(text: str, data: bytes) -> None:
    """As somebody who opens the link in `text` and sends a picture of a card."""
    found = re.search(r"https?://\S+/u/[\w-]{20,}", text)
    assert found
    headers = {"Origin": found[0].rpartition("/u/")[0]}
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, headers=headers) as http:
        async with http.post(f"{found[0]}/open") as opened:
            assert opened.ok
        body = {"name": "ktp.jpg", "size": len(data), "slot": "ktp"}
        async with http.post(f"{found[0]}/files", json=body) as begun:
            number = (await begun.json())["id"]
        part = f"{found[0]}/files/{number}"
        offset = {"upload-offset": "0", "upload-batch": "b"}
        async with http.put(part, data=data, headers=offset) as sent:
            assert sent.ok


async def test_one_that_is_sent_anyway_is_held_and_used_only_by_consent(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = await rina_of(server)
    rina.sends_image(picture(), "ini KTP saya")
    held = await rina.reply()
    assert "tersegel sampai 19 Desember 2025" in held.text
    assert "/u/" in held.text
    rina.presses("Setuju dipakai")
    await rina.sees(lambda seen: "sesuai persetujuan" in seen.text)
    looked = await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)
    assert "KTP" in looked.text


async def test_without_consent_it_goes_after_a_day(pandu: Running, server: WhatsappServer) -> None:
    rina = await rina_of(server)
    rina.sends_image(picture(), "foto buku rekening")
    await rina.sees(lambda seen: "tersegel sampai" in seen.text)
    uploads = pandu.app.state.uploads
    parts, now = uploads.parts, uploads.clock.now()
    await end_holds(parts, now + timedelta(hours=23), {})
    assert held(pandu) == (1, 1)
    await end_holds(parts, now + timedelta(hours=24, minutes=1), uploads.tell)
    assert held(pandu) == (0, 0)
    await rina.sees(lambda seen: "sudah dihapus" in seen.text)
    seen = len(rina.screen())
    await end_holds(parts, now + timedelta(hours=25), uploads.tell)
    rina.says("berkas")
    await rina.sees(lambda seen: "wajib diunggah" in seen.text)
    assert len(rina.screen()) == seen + 1


def held(program: Running) -> tuple[int, int]:
    """How many documents are held, and how many there are."""
    engine = engine_of(program)
    live = documents.c.state.not_in(("removed", "gone"))
    with engine.connect() as connection:
        one = connection.execute(select(func.count()).select_from(held_documents)).scalar_one()
        all_ = connection.execute(select(func.count()).where(live)).scalar_one()
    engine.dispose()
    return one, all_


async def test_a_number_that_is_typed_is_not_wanted(pandu: Running, server: WhatsappServer) -> None:
    rina = await rina_of(server)
    rina.says("NIK saya 3171012345678901")
    seen = await rina.reply()
    assert "tidak ditulis di percakapan ini" in seen.text
