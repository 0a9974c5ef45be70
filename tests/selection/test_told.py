"""A published result: by letter, again in the chat, with what comes next, and a reminder."""

from datetime import datetime, timedelta

import pytest

from conversations.dialog.event import Address, Pressed, Typed
from conversations.selection.decision import Decision
from conversations.selection.sheet import Person, Row, Sheet
from conversations.selection.telling import Invitation
from handlers.contact_bounced import contact_bounced
from storage.selection import Selection
from storage.selection_import import Taking
from tests.reminders.conftest import Comes
from tests.reminders.test_occasion_due import with_mail
from tests.selection.agency import BUDI, DAY, RINA, Agency, pressed, said
from tests.time_machine.machine import SLUG

MEETS = datetime.fromisoformat("2025-12-29T09:00+07:00")


@pytest.fixture
async def rina(agency: Agency, comes: Comes) -> Address:
    """She talks here, and confirmed her mailbox; then the day of the result comes."""
    talk = await comes("rina")
    await with_mail(agency.worker, talk)
    await agency.chat()
    agency.worker.world.clock.moment = DAY
    return talk


@pytest.fixture
def invitation() -> Invitation:
    return Invitation(MEETS.isoformat(), "Kantor Dinas, ruang rapat 2", "Mohon membawa KTP.")


async def test_by_letter_and_again_in_the_chat(
    agency: Agency, rina: Address, invitation: Invitation
) -> None:
    agency.passed(1, RINA, BUDI)
    agency.published(1, invitation)
    assert (await agency.told()).count == {"result told": 2, "result repeated": 1}
    (first, letter), (second, _) = sorted(await agency.letters())
    assert (first, second) == ("budi@example.com", "rina@example.com")
    for words in ("lulus Seleksi Administrasi", "Seleksi Kompetensi", "29 Desember 2025",
                  "ruang rapat 2", "Mohon membawa KTP", "dinyatakan gugur", "/hadir/"):  # fmt: skip
        assert words in letter.text
    (again,) = await agency.chat()
    assert "lulus Seleksi Administrasi" in again.text
    assert "/hadir/" not in again.text
    assert (await agency.told()).count == {}


async def test_they_say_that_they_come_and_are_reminded(
    agency: Agency, rina: Address, invitation: Invitation
) -> None:
    agency.passed(1, RINA)
    number = agency.published(1, invitation)
    await agency.told()
    await agency.letters()
    (message,) = await agency.chat()
    answer = await pressed(agency, rina, message, "Saya hadir")
    assert "sudah dicatat" in answer[0].text
    assert agency.selection.status(number)[0].coming
    assert "sudah tercatat" in (await said(agency, rina, Typed("saya hadir")))[0].text
    await agency.chat()
    agency.worker.world.clock.moment = MEETS - timedelta(hours=23)
    assert (await agency.told()).count == {"reminder told": 1, "reminder repeated": 1}
    ((_, letter),) = await agency.letters()
    assert "sudah menyatakan akan hadir" in letter.text
    assert letter.key == "invited:administrasi"
    assert (await agency.told()).count == {}
    agency.worker.world.clock.moment = MEETS + timedelta(hours=1)
    assert "Tidak ada undangan" in (await said(agency, rina, Typed("saya hadir")))[0].text


async def test_by_a_page_for_who_has_no_talk(
    agency: Agency, rina: Address, invitation: Invitation
) -> None:
    agency.passed(1, BUDI)
    number = agency.published(1, invitation)
    await agency.told()
    ((_, letter),) = await agency.letters()
    token = next(w for w in letter.text.split() if "/hadir/" in w).rpartition("/")[2]
    to = agency.selection.attending(token)
    assert to
    assert agency.selection.comes(to.publication, to.candidate, DAY)
    assert agency.selection.status(number)[0].coming
    assert agency.selection.attending(f"x{token[1:]}") is None
    assert agency.selection.attending("") is None


async def test_the_final_choice_brings_its_papers(agency: Agency, rina: Address) -> None:
    for stage in (1, 2, 3):
        agency.passed(stage, RINA, BUDI)
    agency.selection.set_places(SLUG, 1, "anggaran berkurang", agency.sari)
    agency.selection.choose(agency.about, agency.sari)
    agency.published(4, Invitation())
    await agency.told()
    ((who, letter),) = await agency.letters()
    assert who == "rina@example.com"
    for words in ("lulus seleksi akhir", "SKCK asli", "buku rekening", "31 Desember 2025"):
        assert words in letter.text
    (message,) = await agency.chat()
    (papers,) = await pressed(agency, rina, message, "Berkas akhir")
    assert len(papers.ticks) == 5
    (ticked,) = await said(agency, rina, Pressed(papers.ticks[0].token))
    assert "Siap: 1 dari 5" in ticked.text
    assert ticked.ticks[0].on
    (unticked,) = await said(agency, rina, Pressed(ticked.ticks[0].token))
    assert "Siap: 0 dari 5" in unticked.text


async def test_who_was_told_nothing_sees_nothing(agency: Agency, rina: Address) -> None:
    """Failed, or never on a list: words and buttons lead to the same answers."""
    before = [m.text for m in await said(agency, rina, Typed("saya hadir"))]
    papers = [m.text for m in await said(agency, rina, Typed("berkas akhir"))]
    await said(agency, rina, Typed("kembali"))
    rows = (Row(2, RINA, Decision("fail")), Row(3, BUDI, Decision("pass")))
    agency.selection.take(Taking(SLUG, 1, Sheet(rows)), agency.sari)
    agency.published(1, Invitation())
    await agency.told()
    assert [who for who, _ in await agency.letters()] == ["budi@example.com"]
    assert [m.text for m in await said(agency, rina, Typed("saya hadir"))] == before
    assert [m.text for m in await said(agency, rina, Typed("berkas akhir"))] == papers


async def test_at_night_the_chat_waits(agency: Agency, rina: Address) -> None:
    agency.passed(1, RINA)
    agency.published(1, Invitation())
    agency.worker.world.clock.moment = DAY.replace(hour=23)
    assert (await agency.told()).count == {"result told": 1}
    agency.worker.world.clock.moment = DAY + timedelta(days=1)
    assert (await agency.told()).count == {"result repeated": 1}


async def test_who_stopped_gets_the_letter_alone(agency: Agency, rina: Address) -> None:
    await said(agency, rina, Typed("berhenti"))
    agency.passed(1, RINA)
    agency.published(1, Invitation())
    assert (await agency.told()).count == {"result told": 1}
    assert len(await agency.letters()) == 1


async def test_a_closed_page_shows_it_on_return(agency: Agency, comes: Comes) -> None:
    talk = await comes("rina", "webchat")
    await with_mail(agency.worker, talk)
    agency.worker.world.clock.moment = DAY
    agency.passed(1, RINA)
    number = agency.published(1, Invitation())
    await agency.told()
    store, now = agency.worker.store, agency.worker.world.clock.now()
    entries = await store.entries_after(talk, SLUG, 0, now)
    assert [e.message.key for e in entries if e.message][-1] == "passed:administrasi"
    ways = {m.way: m.status for m in agency.selection.status(number)[0].messages}
    assert set(ways) == {"email", "chat"}


async def test_what_is_held_is_never_shown_by_a_page(agency: Agency, comes: Comes) -> None:
    talk = await comes("rina", "webchat")
    await with_mail(agency.worker, talk)
    agency.worker.world.clock.moment = DAY
    agency.passed(1, RINA)
    number = agency.published(1, Invitation())
    await agency.told()
    (candidate,) = agency.selection.decided(SLUG)
    left = Decision("withdrawn", None, "pindah kota")
    agency.selection.decide(agency.about, candidate, left, agency.sari)
    store, now = agency.worker.store, agency.worker.world.clock.now()
    entries = await store.entries_after(talk, SLUG, 0, now)
    assert all(e.message is None or "passed" not in e.message.key for e in entries)
    assert agency.selection.status(number)[0].held == "gate"


async def test_a_letter_that_came_back(agency: Agency, rina: Address) -> None:
    agency.passed(1, BUDI)
    number = agency.published(1, Invitation())
    await agency.told()
    await agency.letters()
    assert await contact_bounced(Address("email", "budi@example.com"), agency.worker.parts, DAY)
    assert agency.selection.status(number)[0].to_clear


async def test_found_by_the_number_they_gave(agency: Agency, rina: Address) -> None:
    await said(agency, rina, Typed("kontak"))
    await said(agency, rina, Typed("0812-3456-7890"))
    agency.passed(1, Person("Rina", phone="+6281234567890"))
    agency.published(1, Invitation())
    assert (await agency.told()).count["result told"] == 1
    assert [who for who, _ in await agency.letters()] == ["rina@example.com"]


def of(selection: Selection, number: int) -> list[tuple[str, ...]]:
    return [each.ways for each in selection.status(number)]


async def test_the_ways_are_frozen_with_the_list(agency: Agency, rina: Address) -> None:
    agency.passed(1, RINA, BUDI, Person("Cici", phone="+6281111111111"))
    number = agency.published(1, Invitation())
    assert sorted(of(agency.selection, number)) == [(), ("email",), ("email", "chat")]
