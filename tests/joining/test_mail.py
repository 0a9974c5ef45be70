"""The link by mail, and two mailboxes of which one stays."""

from msgspec.structs import replace
from sqlalchemy import create_engine, select

from conversations.dialog.event import Address
from conversations.dialog.reach import Contact
from conversations.dialog.turn import Turn
from storage.schema import addresses, outbox
from tests.joining.conftest import CODE, OTHER, PHONE, WEB, People

CONFIRMED = "2025-12-18T01:00:00+00:00"


async def confirmed(people: People, address: Address, email: str) -> None:
    """As if the code of its letter had been written."""
    case = await people.case(address)
    contact = Contact(email=email, email_confirmed=CONFIRMED, consents={"email": CONFIRMED})
    turn = Turn(replace(case.state, contact=contact))
    assert await people.store.commit_alone(case, turn, people.now) == "done"


def mailboxes(url: str) -> list[int]:
    """Whose they are."""
    engine = create_engine(url)
    with engine.connect() as connection:
        wanted = select(addresses.c.applicant_id).where(addresses.c.channel == "email")
        found = list(connection.execute(wanted).scalars())
    engine.dispose()
    return found


async def test_the_link_goes_to_the_confirmed_mailbox(people: People, url: str) -> None:
    await people.begins(WEB)
    await confirmed(people, WEB, "rina@contoh.id")
    await people.say(WEB, "lanjut di kanal lain")
    said = await people.press(WEB, "Kirim lewat email")
    assert "rina@contoh.id" in said
    assert people.last
    assert people.last.turn
    letter = people.last.turn.letter
    assert letter
    assert letter.message.to == "rina@contoh.id"
    assert f"https://pandu.contoh/gabung/{people.token_of_link(WEB)}" in letter.message.text
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(select(outbox).where(outbox.c.channel == "email")).all()
    engine.dispose()
    assert len(rows) == 1
    code = CODE.search(letter.message.text)
    assert code
    await people.say(OTHER, code[1])
    await people.press(OTHER, "Ya, gabungkan")
    assert (await people.case(OTHER)).id == (await people.case(WEB)).id


async def test_without_a_mailbox_it_is_not_offered(people: People) -> None:
    await people.begins(WEB)
    await people.say(WEB, "lanjut di kanal lain")
    labels = [choice.label for choice in people.shown[WEB][-1].choices]
    assert "Kirim lewat email" not in labels


async def test_of_two_mailboxes_one_stays(people: People, url: str) -> None:
    await people.begins(PHONE)
    await confirmed(people, PHONE, "rina@contoh.id")
    await people.begins(WEB)
    await confirmed(people, WEB, "rina.lain@contoh.id")
    assert "*Email*: mana yang benar?" in await people.joins(PHONE, WEB)
    await people.press(WEB, "Yang di sini")
    kept = await people.case(PHONE)
    assert kept.state.contact.email == "rina.lain@contoh.id"
    assert kept.state.contact.by_mail
    assert mailboxes(url) == [kept.applicant_id]
    reaches = await people.store.planning().reaches(kept.id)
    found = [each.address.external_id for each in reaches if each.address.channel == "email"]
    assert found == ["rina.lain@contoh.id"]


async def test_the_one_that_stays_may_be_the_other(people: People, url: str) -> None:
    await people.begins(PHONE)
    await confirmed(people, PHONE, "rina@contoh.id")
    await people.begins(WEB)
    await confirmed(people, WEB, "rina.lain@contoh.id")
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Yang di sana")
    kept = await people.case(PHONE)
    reaches = await people.store.planning().reaches(kept.id)
    found = [each.address.external_id for each in reaches if each.address.channel == "email"]
    assert found == ["rina@contoh.id"]


async def test_a_mailbox_of_one_comes_along(people: People) -> None:
    await people.begins(PHONE)
    await people.begins(WEB)
    await confirmed(people, WEB, "rina@contoh.id")
    await people.joins(PHONE, WEB)
    kept = await people.case(PHONE)
    assert kept.state.contact.by_mail
    reaches = await people.store.planning().reaches(kept.id)
    assert "rina@contoh.id" in [each.address.external_id for each in reaches]


async def test_a_mailbox_alone_is_no_channel_to_stay_on(people: People) -> None:
    await people.begins(WEB)
    await confirmed(people, WEB, "rina@contoh.id")
    assert "satu-satunya kanal" in await people.say(WEB, "lepas")
