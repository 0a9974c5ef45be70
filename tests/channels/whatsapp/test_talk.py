"""A person talks with Pandu on WhatsApp."""

from tests.running.program import Running
from tests.whatsapp_server import Person, WhatsappServer


async def consented(person: Person) -> None:
    """Up to the first question."""
    person.says("Halo")
    await person.sees(lambda seen: "Setuju" in seen.options)
    person.presses("Setuju")
    await person.sees(lambda seen: "Sudah saya baca" in seen.options)
    person.presses("Sudah saya baca")
    await person.sees(lambda seen: seen.text.startswith("Kapan tanggal lahir"))


async def test_a_whole_self_check(pandu: Running, server: WhatsappServer) -> None:
    rina = server.person("Rina")
    await consented(rina)
    rina.says("14 Mei 1990")
    await rina.sees(lambda seen: "pendidikan terakhir" in seen.text)
    rina.presses("S1 (selesai)")
    await rina.sees(lambda seen: "kota" in seen.text.casefold())
    rina.says("Kota Jakarta Timur")
    ticks = await rina.sees(lambda seen: "☐ 1." in seen.text)
    assert "1,3,4" in ticks.text
    rina.says("1,2")
    ticked = await rina.sees(lambda seen: "☑ 1." in seen.text)
    assert "☑ 2." in ticked.text
    assert "☐ 3." in ticked.text
    rina.presses("Selesai, sisanya belum tahu")
    await rina.sees(lambda seen: seen.text.startswith("Mana yang benar"))
