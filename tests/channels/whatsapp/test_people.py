"""Who somebody is on WhatsApp, and what they change or take back."""

import logging
import re

import pytest

from tests.channels.whatsapp.ledger import counts
from tests.channels.whatsapp.test_talk import consented
from tests.running.program import Running
from tests.whatsapp_server import SECRET, TOKEN, Fault, WhatsappServer

USER = "ID.13491208655302741918"


async def test_who_hides_their_number_is_served(pandu: Running, server: WhatsappServer) -> None:
    rina = server.person("Rina", "", USER)
    await consented(rina)
    rina.says("14 Mei 1990")
    seen = await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    assert seen.body["recipient"] == USER
    assert "to" not in seen.body


async def test_who_was_known_by_a_number_stays_who_they_are(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    rina.user = USER
    server.people[USER] = rina
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    assert counts(pandu)["addresses"] == 1


async def test_another_number_is_the_same_person_and_the_old_one_is_nobodys(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    old = rina.phone
    rina.moves("62899123")
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    stranger = server.person("Orang lain", old)
    stranger.seen = len(server.ledger.delivered)
    stranger.says("halo")
    seen = await stranger.reply()
    assert "Selamat datang" in seen.text
    assert counts(pandu)["addresses"] == 2


async def test_two_who_talk_already_are_not_made_one(
    pandu: Running, server: WhatsappServer
) -> None:
    rina, ani = server.person("Rina"), server.person("Ani")
    await consented(rina)
    ani.says("halo")
    await ani.sees(lambda seen: "Setuju" in seen.options)
    rina.moves(ani.phone)
    ani.says("halo lagi")
    await ani.reply()
    assert counts(pandu)["addresses"] == 2


async def test_words_that_were_changed_are_answered_anew(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    said = rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    rina.edits(said, "15 Mei 1991")
    seen = await rina.reply()
    assert "15 Mei 1991" in seen.text


async def test_a_message_that_was_taken_back_is_spoken_of(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    rina.deletes(rina.said[0])
    seen = await rina.reply()
    assert "hapus" in seen.text
    assert "tanggal lahir" in seen.text


async def test_a_forged_and_an_old_button_change_nothing(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    rina.forges("q:birth_date:<script>:999")
    assert "tanggal lahir" in (await rina.reply()).text
    rina.forges("consent::yes:1")
    assert "tanggal lahir" in (await rina.reply()).text


async def test_names_with_marks_and_hostile_words_are_shown_as_words(
    pandu: Running, server: WhatsappServer
) -> None:
    rina = server.person("<b>Budi</b> & <3")
    await consented(rina)
    for words in ("<b>Budi</b> & <3", "*_[`", "{{7*7}}", "%n", "\u202egpj.exe", "x" * 4096):
        rina.says(words)
        seen = await rina.reply()
        assert "tanggal" in seen.text


async def test_a_talk_goes_on_here_from_another_channel(
    pandu: Running, server: WhatsappServer
) -> None:
    parts = pandu.app.state.uploads.parts
    link = parts.entrances["whatsapp"].format(token="t" * 32, code="AB2C-3DEF")
    assert link == f"https://wa.me/6281234567890?text=gabung%20{'t' * 32}"
    rina, again = server.person("Rina"), server.person("Rina")
    await consented(rina)
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    rina.says("lanjut di kanal lain")
    shown = await rina.sees(lambda seen: "Lanjut di kanal lain" in seen.text)
    code = re.search(r"\*(\w{4}-\w{4})\*", shown.text)
    assert code
    again.says(f"gabung {code[1]}")
    await again.sees(lambda seen: "Ya, gabungkan" in seen.options)
    again.presses("Ya, gabungkan")
    await again.sees(lambda seen: "pendidikan terakhir" in seen.text)
    await rina.sees(lambda seen: "juga dibuka di *WhatsApp*" in seen.text)


async def test_logs_hold_nothing_of_anybody(
    pandu: Running, server: WhatsappServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rina = server.person("Rina Kenari")
    server.faults.add(Fault("lost_reply"))
    server.faults.add(Fault("error", 131000, 500))
    await consented(rina)
    rina.says("kenari 14 Mei 1990")
    await rina.reply()
    said = caplog.text.casefold()
    for canary in (TOKEN, SECRET, rina.phone, "kenari", "wamid", "graph", server.url + "/"):
        assert canary.casefold() not in said
