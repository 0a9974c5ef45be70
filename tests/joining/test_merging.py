"""Two half-filled cases become one: it is asked where they differ, and nothing is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from conversations.dialog.event import LookedAt, Pressed
from conversations.documents.receipt import receipt
from handlers.document_looked import document_looked
from storage import merging
from storage.document_rows import Document
from storage.refusals import NotStorableError
from storage.schema import applicant_keys, cases, documents
from storage.sealing import SealBrokenError
from tests.joining.conftest import OTHER, PHONE, WEB, People

FILE = b"%PDF-1.4 a certificate of hers"


async def looked(people: People, document: Document) -> None:
    """A look at it ended."""
    (found,) = [each for each in await people.documents.due(9) if each.id == document.id]
    said = LookedAt(document=document.id, kind="pdf", pages=1)
    address = await people.documents.address(found)
    await document_looked(address, found, said, people.parts, people.now)


async def both_begun(people: People) -> None:
    """On the telephone one birth date and a level, on the page another date."""
    await people.begins(PHONE)
    await people.say(PHONE, "17-08-1990")
    await people.press(PHONE, "S1 (selesai)")
    await people.begins(WEB)
    await people.say(WEB, "18-08-1990")


async def test_it_is_asked_where_they_differ(people: People) -> None:
    await both_begun(people)
    asked = await people.joins(PHONE, WEB)
    assert "Di sini: 18 Agustus 1990" in asked
    assert "Di Telegram: 17 Agustus 1990" in asked
    said = await people.press(WEB, "Yang di sini")
    assert "sudah menjadi satu" in said
    assert await people.value(PHONE, "birth_date") == "1990-08-18"
    assert await people.value(WEB, "education") == [{"level": "S1", "status": "lulus"}]


@pytest.mark.parametrize(
    ("label", "held"), [("Yang di sana", "1990-08-17"), ("Semua yang di sini", "1990-08-18")]
)
async def test_what_they_choose_holds(people: People, label: str, held: str) -> None:
    await both_begun(people)
    await people.joins(PHONE, WEB)
    await people.press(WEB, label)
    assert await people.value(WEB, "birth_date") == held


async def test_given_up_nothing_changed(people: People) -> None:
    await both_begun(people)
    await people.joins(PHONE, WEB)
    assert "tetap terpisah" in await people.press(WEB, "Batal")
    assert await people.value(PHONE, "birth_date") == "1990-08-17"
    assert await people.value(WEB, "birth_date") == "1990-08-18"
    assert (await people.case(PHONE)).id != (await people.case(WEB)).id


async def test_the_talk_of_both_stays_readable(people: People) -> None:
    await both_begun(people)
    before = await people.reads(WEB)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    after = await people.reads(WEB)
    assert after[: len(before)] == before
    assert any("sudah menjadi satu" in text for text in after)
    assert "17-08-1990" not in after


async def test_documents_move_with_their_receipts(people: People, tmp_path: Path) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    old = await people.case(WEB)
    before = (await people.state(WEB)).papers
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    kept = await people.case(PHONE)
    assert kept.state.papers == before
    found = await people.documents.find(kept, document.id)
    assert found is not None
    assert found.name == "ijazah.pdf"
    assert await people.documents.original(found, kept.seal) == FILE
    with pytest.raises(SealBrokenError):
        await people.documents.original(found, old.seal)
    number = await people.store.planning().case_of_receipt(receipt(document.id))
    assert number == kept.id


async def test_the_old_bytes_are_swept(people: People, tmp_path: Path) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    folder = tmp_path / "blobs"
    assert len(list(folder.rglob("original"))) == 2
    await people.documents.sweep(people.now)
    assert len(list(folder.rglob("original"))) == 1
    kept = await people.case(WEB)
    found = await people.documents.find(kept, document.id)
    assert found is not None
    assert await people.documents.original(found, kept.seal) == FILE


async def test_while_one_is_looked_at_it_waits(people: People) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await people.joins(PHONE, WEB)
    assert "sedang diperiksa" in await people.press(WEB, "Semua yang di sana")
    await looked(people, document)
    await people.press(WEB, "Semua yang di sana")
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id


async def test_the_one_that_went_away_points_to_the_other(people: People, url: str) -> None:
    await both_begun(people)
    gone = await people.case(WEB)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    kept = await people.case(PHONE)
    engine = create_engine(url)
    with engine.connect() as connection:
        row = connection.execute(select(cases).where(cases.c.id == gone.id)).one()
    engine.dispose()
    assert (row.merged_into, row.applicant_id) == (kept.id, kept.applicant_id)
    assert await people.store.planning().reaches(gone.id)


async def test_the_key_of_the_one_that_went_is_gone(people: People, url: str) -> None:
    await both_begun(people)
    gone = await people.case(WEB)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    engine = create_engine(f"{url}.keys")
    with engine.connect() as connection:
        wanted = select(applicant_keys.c.applicant_id)
        assert gone.applicant_id not in connection.execute(wanted).scalars().all()
    engine.dispose()


@pytest.mark.parametrize("step", ["_documents", "_talk", "_addresses", "_beside"])
async def test_broken_off_both_are_whole(
    people: People, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    kept = getattr(merging, step)

    def broken(*arguments: object) -> None:
        kept(*arguments)
        raise RuntimeError

    with monkeypatch.context() as broke:
        broke.setattr(merging, step, broken)
        with pytest.raises(NotStorableError):
            await people.press(WEB, "Semua yang di sana")
    web = await people.case(WEB)
    assert web.id != (await people.case(PHONE)).id
    assert web.state.facts["birth_date"].value == "1990-08-18"
    found = await people.documents.find(web, document.id)
    assert found is not None
    assert await people.documents.original(found, web.seal) == FILE
    assert "sudah menjadi satu" in await people.press(WEB, "Semua yang di sana")


async def test_what_changed_meanwhile_is_asked_anew(people: People) -> None:
    await both_begun(people)
    await people.joins(PHONE, WEB)
    await people.say(PHONE, "kontak")
    await people.hear(PHONE, Pressed("contact:name::0"))
    await people.say(PHONE, "Rina Wati")
    await people.hear(WEB, Pressed("contact:name::0"))
    await people.say(WEB, "Rina Wulandari")
    await people.joins(PHONE, WEB)
    asked = await people.press(WEB, "Yang di sana")
    assert "*Nama*: mana yang benar?" in asked
    await people.press(WEB, "Yang di sini")
    assert (await people.state(PHONE)).contact.name == "Rina Wulandari"
    assert await people.value(PHONE, "birth_date") == "1990-08-17"


async def test_three_become_one(people: People) -> None:
    await both_begun(people)
    await people.begins(OTHER)
    await people.say(OTHER, "17-08-1990")
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    await people.joins(WEB, OTHER)
    ids = {(await people.case(each)).id for each in (PHONE, WEB, OTHER)}
    assert len(ids) == 1
    assert any("18-08-1990" in text for text in await people.reads(WEB))


async def test_a_repeated_press_has_no_second_effect(people: People) -> None:
    await both_begun(people)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    version = (await people.case(WEB)).version
    assert "Tombol itu" in await people.press(WEB, "Semua yang di sana")
    assert (await people.case(WEB)).version == version + 1


async def test_no_document_is_left_under_the_old_person(people: People, url: str) -> None:
    await both_begun(people)
    gone = await people.case(WEB)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    engine = create_engine(url)
    with engine.connect() as connection:
        wanted = select(documents.c.applicant_id).distinct()
        assert gone.applicant_id not in connection.execute(wanted).scalars().all()
    engine.dispose()


def broken_off(*_: object) -> None:
    raise RuntimeError


async def test_copies_that_nobody_took_are_swept(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    with monkeypatch.context() as broke:
        broke.setattr(merging, "_talk", broken_off)
        with pytest.raises(NotStorableError):
            await people.press(WEB, "Semua yang di sana")
    folder = tmp_path / "blobs"
    await people.documents.sweep(people.now)
    assert len(list(folder.rglob("original"))) == 2
    for address in (PHONE, WEB):
        papers = await people.documents.of_case((await people.case(address)).id)
        assert len(papers) == (address == WEB)
    people.wait(timedelta(hours=2))
    assert await people.documents.sweep(people.now) == 1
    assert len(list(folder.rglob("original"))) == 1
    web = await people.case(WEB)
    found = await people.documents.find(web, document.id)
    assert found is not None
    assert await people.documents.original(found, web.seal) == FILE


async def test_copies_of_another_merge_do_not_go_along(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    await both_begun(people)
    await people.begins(OTHER)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    broken = await people.documents.copy_under(
        await people.case(WEB), await people.case(PHONE), people.now
    )
    assert len(broken) == 1
    await people.joins(OTHER, PHONE)
    assert (await people.case(OTHER)).id == (await people.case(PHONE)).id
    assert not await people.documents.of_case((await people.case(OTHER)).id)


async def test_a_copy_of_ones_data_has_each_document_once(people: People) -> None:
    await both_begun(people)
    document = await people.sends(WEB, "ijazah.pdf", FILE, "ijazah")
    await looked(people, document)
    await people.joins(PHONE, WEB)
    await people.press(WEB, "Semua yang di sana")
    kept = await people.case(PHONE)
    copy = await people.store.rights.exporting.copy(kept.id, people.now)
    assert copy is not None
    assert [each["receipt"] for each in copy["documents"]] == [receipt(document.id)]
