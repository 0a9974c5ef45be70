"""Staff on Telegram: told who waits, and asked by a command that is nobody else's."""

from conversations.dialog.event import Address
from handlers.handover_acted import Answer, handover_answered
from handlers.handover_seen import handovers_listed
from handlers.parts import Parts
from storage.staff import Member, asked
from tests.channels.telegram.test_talk import consented
from tests.running.program import Running
from tests.telegram_server import Person, TelegramServer


def parts_of(pandu: Running) -> Parts:
    parts: Parts = pandu.app.state.uploads.parts
    return parts


async def works_here(pandu: Running, person: Person, *roles: str) -> Member:
    people, now = pandu.app.state.store.desk.people, pandu.app.state.uploads.clock.now()
    return await asked(people.add, str(person.id), frozenset(roles), now, str(person.id))


async def test_a_talk_with_staff_from_both_sides(webhook: Running, server: TelegramServer) -> None:
    rina, sari = server.person("Rina"), server.person("Sari")
    member = await works_here(webhook, sari, "verifier")
    await consented(rina)
    rina.says("bicara dengan petugas")
    await rina.sees(lambda seen: "Hubungkan dengan petugas?" in seen.text)
    rina.presses("Ya, hubungkan")
    await rina.sees(lambda seen: "sudah diteruskan" in seen.text)
    note = await sari.sees(lambda seen: "menunggu petugas" in seen.text)
    assert f"{webhook.url}/console/handovers" in note.text
    assert "Rina" not in note.text
    sari.says("/antrean")
    queue = await sari.sees(lambda seen: "Menunggu petugas: 1." in seen.text)
    (found,) = await handovers_listed(parts_of(webhook))
    line = next(line for line in queue.text.splitlines() if line.startswith("- Bicara"))
    assert "sejak 18 Desember 2025 pukul 08." in line
    assert line.endswith(f"/console/handovers/{found.id}")
    now = webhook.app.state.uploads.clock.now()
    did = await handover_answered(found.case_id, Answer("Ada apa?"), parts_of(webhook), member, now)
    assert did.committed
    webhook.app.state.uploads.told(did.committed)
    await rina.sees(lambda seen: "Petugas Dinas: Ada apa?" in seen.text)
    rina.says("selesai")
    await rina.sees(lambda seen: "tanggal lahir" in seen.text)
    sari.says("/antrean")
    await sari.sees(lambda seen: seen.text.startswith("Tidak ada yang menunggu"))


async def test_who_does_not_work_here_gets_the_usual_answer(
    webhook: Running, server: TelegramServer
) -> None:
    rina, tono = server.person("Rina"), server.person("Tono")
    await works_here(webhook, tono, "reader")
    for person in (rina, tono):
        person.says("/antrean")
        await person.sees(lambda seen: seen.text.startswith("Selamat datang"))


async def test_a_command_of_staff_makes_no_case_of_them(
    webhook: Running, server: TelegramServer
) -> None:
    sari = server.person("Sari")
    await works_here(webhook, sari, "administrator")
    sari.says("/antrean")
    await sari.sees(lambda seen: seen.text.startswith("Tidak ada yang menunggu"))
    store, now = webhook.app.state.store, webhook.app.state.uploads.clock.now()
    address = Address("telegram", str(sari.id))
    case = await store.case_of(address, parts_of(webhook).slug, now)
    assert case.newcomer


async def test_an_announcement_begins_as_a_reply(webhook: Running, server: TelegramServer) -> None:
    sari, tono = server.person("Sari"), server.person("Tono")
    await works_here(webhook, sari, "broadcaster")
    await works_here(webhook, tono, "reader")
    sari.says("/siaran")
    await sari.sees(lambda seen: "balas pesan itu dengan /siaran" in seen.text)
    words = {"text": "Formulir sudah dibuka.\nSilakan lanjutkan.", "message_id": 1}
    sari.says("/siaran", reply_to_message=words)
    await sari.sees(lambda seen: "/console/broadcasts/" in seen.text)
    sari.says("/siaran", reply_to_message=words)
    told = await sari.sees(lambda seen: "/console/broadcasts/" in seen.text)
    (made,) = await webhook.app.state.store.announcing.all(parts_of(webhook).slug)
    assert (made.texts, made.status) == ({"id": words["text"]}, "draft")
    assert told.text.endswith(f"/console/broadcasts/{made.code}")
    sari.says("/siaran Kantor tutup besok.\nTerima kasih.")
    await sari.sees(lambda seen: made.code not in seen.text and "Konsep siaran" in seen.text)
    newest, _ = await webhook.app.state.store.announcing.all(parts_of(webhook).slug)
    assert newest.texts == {"id": "Kantor tutup besok.\nTerima kasih."}
    tono.says("/siaran Halo")
    await tono.sees(lambda seen: seen.text.startswith("Selamat datang"))
