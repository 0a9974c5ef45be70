"""One telephone for two applicants: each has a case, and nothing of one reaches the other."""

from datetime import timedelta

import pytest

from conversations.dialog.event import Address, Opened, Said, Sent
from conversations.dialog.join_people import UNCLEAR_AFTER
from storage.moving import Move
from storage.people_here import MOST_PEOPLE
from tests.joining.conftest import OTHER, PHONE, SLUG, WEB, People


async def second(people: People, address: Address = PHONE) -> str:
    """Rina is here and has said her birth date; Ani comes."""
    await people.begins(address)
    await people.say(address, "17-08-1990")
    await people.say(address, "pelamar lain")
    await people.say(address, "Rina")
    return await people.say(address, "Ani")


async def test_the_second_begins_with_nothing_of_the_first(people: People) -> None:
    await people.begins(PHONE)
    await people.say(PHONE, "17-08-1990")
    first = await people.case(PHONE)
    assert "nama panggilan untuk berkas yang sekarang" in await people.say(PHONE, "pelamar lain")
    assert "pelamar yang lain" in await people.say(PHONE, "Rina")
    said = await people.say(PHONE, "Ani")
    assert "Berkas baru untuk *Ani*" in said
    assert "Apakah Bapak/Ibu setuju" in said
    other = await people.case(PHONE)
    assert other.applicant_id != first.applicant_id
    assert not other.state.facts


async def test_one_word_switches(people: People) -> None:
    await second(people)
    assert "berkas *Rina* yang terbuka" in await people.say(PHONE, "ganti pelamar")
    assert await people.value(PHONE, "birth_date") == "1990-08-17"
    assert "berkas *Ani*" in await people.say(PHONE, "ganti")
    assert await people.value(PHONE, "birth_date") is None
    assert "berkas *Rina*" in await people.say(PHONE, "Ganti Rina")


async def test_each_summary_says_whose_it_is(people: People) -> None:
    await second(people)
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    assert "Berkas yang terbuka: *Ani*" in await people.say(PHONE, "ringkasan")
    await people.say(PHONE, "ganti")
    assert "Berkas yang terbuka: *Rina*" in await people.say(PHONE, "ringkasan")
    assert "Berkas yang terbuka: *Rina*" in await people.say(PHONE, "berkas")


async def test_alone_nothing_is_said_of_whose_it_is(people: People) -> None:
    await people.begins(PHONE)
    assert "Berkas yang terbuka" not in await people.say(PHONE, "ringkasan")


async def test_an_old_button_of_the_other_does_nothing(people: People) -> None:
    await people.begins(PHONE)
    await people.say(PHONE, "17-08-1990")
    old = people.token(PHONE, "S1 (selesai)")
    await people.say(PHONE, "pelamar lain", "Rina", "Ani")
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    people.shown[PHONE].clear()
    said = await people.press_token(PHONE, old)
    assert "Tombol itu milik berkas *Rina*" in said
    assert (await people.state(PHONE)).facts == {}
    await people.press(PHONE, "Rina")
    assert await people.value(PHONE, "birth_date") == "1990-08-17"
    assert await people.value(PHONE, "education") is None


async def test_buttons_of_both_know_whose_they_are(people: People) -> None:
    await second(people)
    anis = people.token(PHONE, "Setuju")
    await people.say(PHONE, "ganti")
    assert "milik berkas *Ani*" in await people.press_token(PHONE, anis)


async def test_after_a_long_while_it_is_asked_who_writes(people: People) -> None:
    await second(people)
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    people.wait(UNCLEAR_AFTER)
    said = await people.say(PHONE, "18-09-1991")
    assert "Siapa yang menulis?" in said
    assert await people.value(PHONE, "birth_date") is None
    assert "18 September 1991" in await people.press(PHONE, "Ani")
    assert await people.value(PHONE, "birth_date") == "1991-09-18"


async def test_what_was_said_is_heard_of_whoever_said_it(people: People) -> None:
    await second(people)
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    people.wait(UNCLEAR_AFTER)
    await people.say(PHONE, "S1 (selesai)")
    assert "Di kota" in await people.press(PHONE, "Rina")
    assert await people.value(PHONE, "education") == [{"level": "S1", "status": "lulus"}]
    await people.say(PHONE, "ganti")
    assert await people.value(PHONE, "education") is None
    assert "Kapan tanggal lahir" in await people.say(PHONE, "lanjut")


@pytest.mark.parametrize("said", [Opened("id"), Sent("voice")])
async def test_only_what_could_be_an_answer_is_unclear(people: People, said: Said) -> None:
    await second(people)
    people.wait(UNCLEAR_AFTER)
    asked = "Siapa yang menulis?" in await people.hear(PHONE, said)
    assert asked is isinstance(said, Sent)


async def test_soon_after_nobody_is_asked(people: People) -> None:
    await second(people)
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    people.wait(UNCLEAR_AFTER - timedelta(seconds=1))
    await people.say(PHONE, "18-09-1991")
    assert await people.value(PHONE, "birth_date") == "1991-09-18"


async def test_documents_never_mix(people: People) -> None:
    await people.begins(PHONE)
    rinas = await people.case(PHONE)
    link = people.store.links.make(rinas, people.now)
    await people.say(PHONE, "pelamar lain", "Rina", "Ani")
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    whose = await people.store.links.find(link)
    assert whose is not None
    document = await people.sends(whose.address, "ktp.pdf", b"%PDF-1.4 hers")
    assert not (await people.state(PHONE)).papers
    assert str(document.id) in (await people.state(whose.address)).papers
    assert await people.documents.find(await people.case(PHONE), document.id) is None


async def test_the_pages_of_both_show_their_own_talk(people: People) -> None:
    await second(people, WEB)
    assert not any("17-08-1990" in text for text in await people.reads(WEB))
    await people.say(WEB, "ganti pelamar")
    assert any("17-08-1990" in text for text in await people.reads(WEB))


async def test_a_name_is_not_given_twice(people: People) -> None:
    await people.begins(PHONE)
    await people.say(PHONE, "pelamar lain", "Rina")
    assert "sudah dipakai" in await people.say(PHONE, "rina")
    assert "satu nama saja" in await people.say(PHONE, "0812 3456")
    assert "*Ani*" in await people.say(PHONE, "Ani")
    assert "Siapa yang menulis?" in await people.say(PHONE, "pelamar lain")


async def test_there_is_room_for_so_many_and_no_more(people: People) -> None:
    await second(people)
    names = ["Budi", "Citra", "Dewi", "Eko"]
    for name in names[: MOST_PEOPLE - 2]:
        await people.say(PHONE, "pelamar lain")
        await people.press(PHONE, "Pelamar baru")
        assert f"*{name}*" in await people.say(PHONE, name)
    await people.say(PHONE, "pelamar lain")
    people.shown[PHONE] = people.shown[PHONE][-1:]
    with pytest.raises(LookupError):
        people.token(PHONE, "Pelamar baru")


async def test_the_case_of_another_is_opened_beside_ones_own(people: People) -> None:
    """A mother's telephone and the computer of the family, where her child has a case."""
    await people.begins(PHONE)
    await people.say(PHONE, "17-08-1970")
    await people.begins(WEB)
    await people.say(WEB, "18-08-1995")
    child = await people.case(WEB)
    await people.say(WEB, await people.asks_for_code(PHONE))
    assert "terpisah" in await people.press(WEB, "Simpan terpisah")
    assert await people.value(WEB, "birth_date") == "1970-08-17"
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id
    await people.say(WEB, "ganti pelamar")
    assert (await people.case(WEB)).id == child.id
    assert await people.value(WEB, "birth_date") == "1995-08-18"


async def test_both_are_reached_at_the_shared_telephone(people: People) -> None:
    await second(people)
    anis = await people.case(PHONE)
    (reach,) = await people.store.planning().reaches(anis.id)
    assert (reach.address.external_id, reach.address.person) == (PHONE.external_id, 2)
    await people.say(PHONE, "ganti")
    assert (await people.case(reach.address)).id == anis.id


async def test_another_process_knows_who_writes(people: People, elsewhere: People) -> None:
    await people.begins(PHONE)
    await elsewhere.say(PHONE, "17-08-1990")
    await people.say(PHONE, "pelamar lain", "Rina", "Ani")
    await elsewhere.say(PHONE, "bantuan")
    assert (await elsewhere.case(PHONE)).id == (await people.case(PHONE)).id
    await people.say(PHONE, "ganti")
    await elsewhere.say(PHONE, "ringkasan")
    assert await elsewhere.value(PHONE, "birth_date") == "1990-08-17"


async def test_one_of_two_leaves_the_telephone(people: People) -> None:
    await second(people)
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    await people.joins(PHONE, OTHER)
    await people.say(PHONE, "lepas")
    assert "sudah dilepas" in await people.press(PHONE, "Ya, lepaskan")
    assert await people.value(PHONE, "birth_date") == "1990-08-17"
    assert "Berkas yang terbuka" not in await people.say(PHONE, "ringkasan")
    assert (await people.case(OTHER)).state.together.label == "Ani"


async def test_all_of_them_move_with_their_address(people: People, elsewhere: People) -> None:
    await second(people)
    ani = await people.case(PHONE)
    await people.say(PHONE, "ganti")
    rina = await people.case(PHONE)
    new = Address(PHONE.channel, "700100999")
    assert await people.store.windows().move(Move(PHONE, new, SLUG))
    for number, case in enumerate((rina, ani), 1):
        for each in (people, elsewhere):
            moved = Address(new.channel, new.external_id, number)
            assert (await each.case(moved)).id == case.id
            assert (await each.case(Address(PHONE.channel, PHONE.external_id, number))).version == 0
    assert "berkas *Ani*" in await people.say(new, "ganti")
    assert "berkas *Rina*" in await people.say(new, "ganti")
    assert (await people.case(PHONE)).version == 0
