"""Files by Telegram: acknowledged at once, fetched and looked into later, albums spoken of once."""

from io import BytesIO

from PIL import Image

from tests.channels.telegram.test_talk import consented
from tests.running.program import Running
from tests.telegram_server import Person, TelegramServer, attachments

LOOKED = "Hasil pemeriksaan otomatis"
LOOKING = 40.0
"""Seconds that reading what is written on pictures may take on a busy machine."""


def picture(side: int) -> bytes:
    out = BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


async def rina_of(server: TelegramServer) -> Person:
    rina = server.person("Rina")
    await consented(rina)
    return rina


async def test_a_document_has_its_number_at_once_and_its_outcome_later(
    pandu: Running, server: TelegramServer
) -> None:
    rina = await rina_of(server)
    rina.sends_document("KTP Rina.jpg", picture(900))
    taken = await rina.reply()
    assert taken.text.startswith("Berkas diterima pada")
    assert "KTP (KTP Rina.jpg), nomor " in taken.text
    looked = await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)
    assert "KTP" in looked.text
    assert "belum terkirim" in looked.text


async def test_a_photo_goes_where_its_caption_says(
    webhook: Running, server: TelegramServer
) -> None:
    rina = await rina_of(server)
    rina.sends_photo(picture(900), caption="ini NPWP saya")
    assert "NPWP (foto_" in (await rina.reply()).text


async def test_an_album_of_ten_is_kept_and_spoken_of_once(
    webhook: Running, server: TelegramServer
) -> None:
    rina = await rina_of(server)
    names = ["KTP", "NPWP", "NIB", "CV", "ijazah", "transkrip", "portofolio", "surat lamaran",
             "sertifikat koperasi", "paklaring"]  # fmt: skip
    files = [
        attachments.document(server.world, f"{name}.jpg", picture(640 + at))
        for at, name in enumerate(names)
    ]
    rina.sends_album(files)
    await rina.sees(lambda seen: seen.text.startswith("10 berkas diterima"))
    await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)
    sent = [m for m in rina.screen() if "berkas diterima" in m["text"].casefold()]
    assert len(sent) == 1
    told = [m for m in rina.screen() if LOOKED in m["text"]]
    assert len(told) <= 2


async def test_a_file_over_the_limit_is_never_fetched(
    webhook: Running, server: TelegramServer
) -> None:
    rina = await rina_of(server)
    rina.sends_document("KTP.jpg", b"x" * (5 * 2**20 + 1))
    told = (await rina.reply()).text
    assert "terlalu besar" in told
    assert "5 MB" in told
    assert not [call for call in server.world.ledger.calls if call.method == "getFile"]


async def test_a_file_that_telegram_no_longer_has_is_asked_for_again(
    webhook: Running, server: TelegramServer
) -> None:
    rina = await rina_of(server)
    content = attachments.document(server.world, "KTP.jpg", picture(900))
    server.world.files.clear()
    rina.sends(content)
    assert "tidak berhasil diambil" in (await rina.sees(lambda s: "diambil" in s.text)).text


async def test_nothing_is_kept_before_they_agreed(webhook: Running, server: TelegramServer) -> None:
    rina = server.person("Rina")
    rina.sends_document("KTP.jpg", picture(900))
    first = await rina.reply()
    assert "nomor" not in first.text
    assert not [call for call in server.world.ledger.calls if call.method == "getFile"]


async def test_the_same_file_again_is_one_file(webhook: Running, server: TelegramServer) -> None:
    rina = await rina_of(server)
    data = picture(900)
    rina.sends_document("KTP.jpg", data)
    await rina.sees(lambda seen: LOOKED in seen.text, LOOKING)
    rina.sends_document("scan.jpg", data)
    same = await rina.sees(lambda seen: "sama persis" in seen.text)
    assert "scan.jpg" in same.text


async def test_the_checklist_has_a_link_to_a_page_of_their_own(
    webhook: Running, server: TelegramServer
) -> None:
    rina = await rina_of(server)
    rina.says("/berkas")
    shown = await rina.sees(lambda seen: "wajib diunggah" in seen.text)
    assert "/u/" in shown.text
    assert "langsung di percakapan ini" in shown.text
