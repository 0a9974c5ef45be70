"""An address is taken off by one word and a yes; the last one is not."""

from sqlalchemy import create_engine, select

from conversations.dialog.event import Opened
from storage.schema import addresses
from tests.joining.conftest import OTHER, PHONE, WEB, People


async def test_one_leaves_and_the_rest_goes_on(people: People) -> None:
    await people.begins(WEB)
    await people.say(WEB, "17-08-1990")
    await people.joins(WEB, PHONE)
    case = await people.case(PHONE)
    assert "Lepaskan kanal ini?" in await people.say(PHONE, "lepas")
    assert "sudah dilepas" in await people.press(PHONE, "Ya, lepaskan")
    assert await people.value(WEB, "birth_date") == "1990-08-17"
    assert (await people.case(WEB)).id == case.id
    assert "Selamat datang" in await people.hear(PHONE, Opened("id"))
    assert (await people.case(PHONE)).applicant_id != case.applicant_id


async def test_nothing_is_sent_where_somebody_left(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "lepas")
    await people.press(PHONE, "Ya, lepaskan")
    reaches = await people.store.planning().reaches((await people.case(WEB)).id)
    assert [reach.address.channel for reach in reaches] == ["webchat"]


async def test_the_last_one_cannot_be_left(people: People) -> None:
    await people.begins(PHONE)
    said = await people.say(PHONE, "lepas")
    assert "satu-satunya kanal" in said
    assert "hapus data saya" in said
    await people.say(PHONE, "17-08-1990")
    assert await people.value(PHONE, "birth_date") == "1990-08-17"


async def test_no_is_no(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "lepas", "tidak")
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id


async def test_who_was_not_asked_takes_all_others_off(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.joins(WEB, OTHER)
    await people.say(WEB, "lepas kanal lain")
    assert "Semua kanal lain sudah dilepas" in await people.press(WEB, "Ya, lepaskan")
    ids = {(await people.case(each)).id for each in (WEB, PHONE, OTHER)}
    assert len(ids) == 3
    assert "Tidak ada kanal lain" in await people.say(WEB, "lepas kanal lain", "ya")


async def test_who_left_comes_back_by_a_new_code(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "lepas", "ya")
    await people.joins(WEB, PHONE)
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id


async def test_what_was_said_there_stays_with_the_case(people: People, url: str) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    case = await people.case(PHONE)
    await people.say(PHONE, "lepas", "ya")
    engine = create_engine(url)
    with engine.connect() as connection:
        row = connection.execute(select(addresses).where(addresses.c.id == case.address_id)).one()
    engine.dispose()
    assert row.applicant_id == case.applicant_id
    assert row.blocked_at > 0


async def test_a_document_from_there_is_still_looked_at(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    document = await people.sends(PHONE, "ktp.pdf", b"%PDF-1.4 hers")
    await people.say(PHONE, "lepas", "ya")
    assert await people.documents.address(document) == WEB
