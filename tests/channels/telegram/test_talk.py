"""A person talks with Pandu on Telegram, by webhook and by polling."""

from functools import partial

from tests.running.program import Running
from tests.telegram_server import Delivered, Person, TelegramServer


def _says(words: str, seen: Delivered) -> bool:
    return words in seen.text


async def consented(person: Person) -> None:
    """Up to the first question."""
    person.says("/start")
    await person.sees(lambda seen: "setuju data" in seen.text)
    person.presses("Setuju")
    await person.sees(lambda seen: "Sudah saya baca" in str(seen.buttons))
    person.presses("Sudah saya baca")
    await person.sees(lambda seen: seen.text.startswith("Kapan tanggal lahir"))


async def test_a_whole_self_check(pandu: Running, server: TelegramServer) -> None:
    rina = server.person("Rina")
    await consented(rina)
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    rina.presses("S1 (selesai)")
    changed = await rina.reply()
    assert changed.kind == "edited"
    assert changed.text.startswith("✓ S1 (selesai)")
    rina.says("Kota Jakarta Timur")
    ticks = await rina.sees(lambda seen: "☐" in str(seen.buttons))
    label = next(b["text"] for b in ticks.buttons if "Warga Negara" in b["text"])
    rina.presses(label)
    ticked = await rina.reply()
    assert ticked.kind == "edited"
    assert ticked.message["message_id"] == ticks.message["message_id"]
    assert f"☑{label[1:]}" in str(ticked.buttons)


async def test_a_question_answered_in_words_loses_its_buttons(
    pandu: Running, server: TelegramServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    asked = rina.screen()[-1]
    assert asked["reply_markup"]
    rina.says("14 Mei 1990")
    bared = await rina.sees(lambda seen: seen.kind == "bared")
    assert bared.message["message_id"] == asked["message_id"]
    assert bared.text == asked["text"]
    await server.ledger.until(
        lambda: [e for e in server.ledger.of(rina.id, "sent") if "pendidikan terakhir" in e.text]
    )
    rina.presses("S1 (selesai)")
    await rina.sees(lambda seen: seen.kind == "edited")
    assert len(server.ledger.of(rina.id, "bared")) == 1


async def test_the_language_is_the_devices(pandu: Running, server: TelegramServer) -> None:
    ann = server.person("Ann", "en")
    ann.says("/start")
    seen = await ann.reply()
    assert seen.text.startswith("Welcome")


async def test_a_press_is_answered_and_an_old_button_reopens_its_question(
    pandu: Running, server: TelegramServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    first = rina.screen()[-1]
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    query = rina.presses("Belum tahu", first)
    seen = await rina.sees(lambda seen: seen.kind == "sent")
    assert "pesan yang lama" in seen.text
    assert "tanggal lahir" in seen.text
    await rina.answer(query)


async def test_a_button_of_nobodys_making_changes_nothing(
    pandu: Running, server: TelegramServer
) -> None:
    rina = server.person("Rina")
    await consented(rina)
    rina.forges("q:birth_date:<script>:999", rina.screen()[-1])
    seen = await rina.reply()
    assert "tidak berlaku" in seen.text or "pesan yang lama" in seen.text


async def test_fifty_presses_are_one(pandu: Running, server: TelegramServer) -> None:
    rina = server.person("Rina")
    rina.says("/start")
    await rina.sees(lambda seen: "setuju data" in seen.text)
    for _ in range(50):
        rina.presses("Setuju")
    await rina.sees(lambda seen: "Sudah saya baca" in str(seen.buttons))
    rina.presses("Sudah saya baca")
    await rina.sees(lambda seen: seen.text.startswith("Kapan tanggal lahir"))
    texts = server.ledger.texts(rina.id)
    assert len([text for text in texts if text.startswith("Terima kasih. Persetujuan")]) == 1


async def test_in_a_group_pandu_speaks_in_general(pandu: Running, server: TelegramServer) -> None:
    rina = server.person("Rina")
    group = rina.within(server.group("Pelamar", rina))
    group.says("saya 34 tahun, lulusan S1")
    group.says("/start")
    seen = await group.reply()
    assert "percakapan pribadi" in seen.text
    assert "34" not in seen.text


async def test_who_blocks_and_returns_is_served(pandu: Running, server: TelegramServer) -> None:
    rina = server.person("Rina")
    rina.says("/start")
    await rina.sees(lambda seen: "setuju data" in seen.text)
    rina.blocks()
    rina.unblocks()
    rina.says("/start")
    await rina.sees(lambda seen: "setuju data" in seen.text)


async def test_names_with_marks_and_hostile_words_are_shown_as_words(
    pandu: Running, server: TelegramServer
) -> None:
    rina = server.person("<b>Budi</b> & <3")
    await consented(rina)
    for words in ("<b>Budi</b> & <3", "*_[`", "{{7*7}}", "%n", "\u202egpj.exe", "x" * 4096):
        rina.says(words)
        seen = await rina.reply()
        assert "tanggal" in seen.text


async def test_the_menu_and_the_description_stand_in_both_languages(
    pandu: Running, server: TelegramServer
) -> None:
    await server.ledger.until(
        lambda: [c for c in server.ledger.calls if c.method == "setmyshortdescription"][1:]
    )
    methods = [call.method for call in server.ledger.calls if call.status == 200]
    assert methods.count("setmycommands") == methods.count("setmydescription") == 2


async def test_another_telephone_goes_on_by_the_deep_link(
    webhook: Running, server: TelegramServer
) -> None:
    rina, other = server.person("Rina"), server.person("Rina")
    await consented(rina)
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    rina.says("lanjut di kanal lain")
    told = await rina.sees(lambda seen: "/gabung/" in seen.text)
    token = told.text.partition("/gabung/")[2].split()[0]
    other.says(f"/start {token}")
    await other.sees(lambda seen: "hanya bila Bapak/Ibu sendiri" in seen.text)
    other.presses("Ya, gabungkan")
    await other.sees(lambda seen: "sudah tergabung" in seen.text)
    other.says("ringkasan")
    await other.sees(lambda seen: "14 Mei 1990" in seen.text)
    await rina.sees(lambda seen: "sekarang juga dibuka di" in seen.text)
    other.says("lepas")
    await other.sees(lambda seen: "Lepaskan kanal ini?" in seen.text)
    other.presses("Ya, lepaskan")
    await other.sees(lambda seen: "sudah dilepas" in seen.text)
    other.says("ringkasan")
    await other.sees(lambda seen: seen.text.startswith("Selamat datang"))


async def test_two_share_one_telephone(webhook: Running, server: TelegramServer) -> None:
    rina = server.person("Rina")
    await consented(rina)
    for words, answer in (
        ("pelamar lain", "berkas yang sekarang"),
        ("Rina", "pelamar yang lain"),
        ("Ani", "Berkas baru untuk"),
    ):
        rina.says(words)
        await rina.sees(partial(_says, answer))
    await rina.sees(lambda seen: "setuju data" in seen.text)
    rina.presses("Setuju")
    await rina.sees(lambda seen: "Sudah saya baca" in str(seen.buttons))
    rina.says("ganti pelamar")
    await rina.sees(lambda seen: "yang terbuka" in seen.text)
    rina.presses("Sudah saya baca")
    await rina.sees(lambda seen: "Tombol itu milik berkas Ani" in seen.text)
