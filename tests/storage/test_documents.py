"""Documents on their way in: rows, parts, sealed bytes, and what a turn does to them."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from conversations.documents.paper import Paper
from storage.blobs import BlobMissingError, Blobs, BlobsDownError
from storage.cases import Case
from storage.document_rows import Document
from storage.documents import (
    MOST_FILES,
    Documents,
    NewDocument,
    QuotaReachedError,
    WrongOffsetError,
)
from storage.sealing import SealBrokenError
from storage.store import Committed, Store
from tests.storage.talk import NOW, RINA, SLUG, answer, inbound, said

PDF = b"%PDF-1.4 a file of hers"
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
async def documents(store: Store, folder: Path) -> Documents:
    await said(store, "first")
    return store.documents(Blobs(folder.as_uri()))


async def the_case(store: Store) -> Case:
    return await store.case_of(RINA, SLUG, NOW)


async def begun(store: Store, documents: Documents, source: str = "") -> Document:
    new = NewDocument(name="KTP.jpg", size=len(PDF), source=source)
    return await documents.begin(await the_case(store), new, NOW)


async def turned(store: Store, event: str, **papers: Paper) -> Committed:
    """A turn after which the case has exactly these papers."""
    case = await the_case(store)
    turn = answer(case.state)
    turn = replace(turn, state=replace(turn.state, papers={p.name: p for p in papers.values()}))
    return await store.commit(case, inbound(event), turn, NOW)


def paper(document: Document, **more: object) -> Paper:
    return replace(Paper(document.id, str(document.id), "2025-12-18T01:00:00+00:00"), **more)


def whole(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


async def test_bytes_are_sealed_and_come_back(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.keep(document, PDF, seal, NOW)
    assert await documents.original(document, seal) == PDF
    assert files(folder) == ["original"]
    assert PDF not in await asyncio.to_thread(whole, folder)


async def test_a_blob_cannot_be_moved_to_another_document(
    store: Store, documents: Documents
) -> None:
    one, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.keep(one, PDF, seal, NOW)
    other = replace(await begun(store, documents), blob=one.blob)
    with pytest.raises(SealBrokenError):
        await documents.original(other, seal)


async def test_parts_follow_each_other(store: Store, documents: Documents) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    assert await documents.add_part(document, 0, PDF[:9], seal, NOW) == 9
    assert await documents.add_part(document, 9, PDF[9:], seal, NOW) == len(PDF)
    assert await documents.received(document) == len(PDF)
    assert await documents.join(document, seal) == PDF


@pytest.mark.parametrize("begins", [0, 5, 12])
async def test_a_part_elsewhere_is_told_where_to_go_on(
    store: Store, documents: Documents, begins: int
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.add_part(document, 0, PDF[:9], seal, NOW)
    with pytest.raises(WrongOffsetError) as wrong:
        await documents.add_part(document, begins, b"more", seal, NOW)
    assert wrong.value.offset == 9


async def test_a_turn_takes_it_in_and_it_is_due_for_a_look(
    store: Store, documents: Documents
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.add_part(document, 0, PDF, seal, NOW)
    await documents.keep(document, PDF, seal, NOW)
    assert await documents.due(9) == []
    await turned(store, "filed", it=paper(document))
    (due,) = await documents.due(9)
    assert (due.id, due.state, due.name, due.tries) == (document.id, "stored", "KTP.jpg", 1)
    assert await documents.received(document) == 0
    assert await documents.address(due) == RINA


async def test_a_late_repeat_of_a_part_adds_nothing(store: Store, documents: Documents) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.add_part(document, 0, PDF, seal, NOW)
    await documents.keep(document, PDF, seal, NOW)
    await turned(store, "filed", it=paper(document))
    with pytest.raises(WrongOffsetError) as wrong:
        await documents.add_part(document, 0, PDF, seal, NOW)
    assert wrong.value.offset == len(PDF)
    assert await documents.received(document) == 0


async def test_one_lease_at_a_time_and_given_back_early(store: Store, documents: Documents) -> None:
    document = await begun(store, documents, source="file-7")
    await turned(store, "filed", it=paper(document))
    (due,) = await documents.due(9)
    assert (due.state, due.source) == ("fetching", "file-7")
    assert await documents.due(9) == []
    await documents.later(due, 0)
    assert [again.tries for again in await documents.due(9)] == [2]


async def test_what_is_fetched_is_stored_and_then_looked_at(
    store: Store, documents: Documents
) -> None:
    document, seal = await begun(store, documents, source="file-7"), (await the_case(store)).seal
    await turned(store, "filed", it=paper(document))
    await documents.keep(document, PDF, seal, NOW)
    (due,) = await documents.due(9)
    assert (due.state, due.source) == ("stored", "")
    await turned(store, "looked", it=paper(document, state="looked", slot="ktp"))
    await documents.later(due, 0)
    assert await documents.due(9) == []
    found = await documents.find(await the_case(store), document.id)
    assert found is not None
    assert (found.state, found.slot) == ("looked", "ktp")


async def test_what_a_turn_leaves_out_is_removed_with_its_bytes(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.keep(document, PDF, seal, NOW)
    await turned(store, "filed", it=paper(document))
    await documents.keep_copies(document, [b"page one", b"page two"], seal)
    assert files(folder) == ["1", "2", "original"]
    assert await documents.copy(document, 2, seal) == b"page two"
    await turned(store, "removed")
    assert await documents.find(await the_case(store), document.id) is None
    assert await documents.sweep(NOW) == 1
    assert files(folder) == []
    assert await documents.sweep(NOW) == 0
    with pytest.raises(BlobMissingError):
        await documents.original(document, seal)


async def test_what_nothing_goes_on_with_is_cleared_after_an_hour(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.add_part(document, 0, PDF, seal, NOW)
    await documents.keep(document, PDF, seal, NOW)
    assert await documents.sweep(NOW) == 0
    assert await documents.sweep(LATER) == 1
    assert files(folder) == []
    assert await documents.find(await the_case(store), document.id) is None


async def test_a_turn_that_came_first_keeps_it_from_being_dropped(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.keep(document, PDF, seal, NOW)
    await turned(store, "filed", it=paper(document))
    await documents.drop(document, NOW)
    await documents.sweep(LATER)
    assert files(folder) == ["original"]


async def test_nobody_sends_more_than_the_quota(store: Store, documents: Documents) -> None:
    for _ in range(MOST_FILES):
        await begun(store, documents)
    with pytest.raises(QuotaReachedError):
        await begun(store, documents)
    tomorrow = NOW + timedelta(days=1, seconds=1)
    new = NewDocument(name="KTP.jpg", size=1)
    await documents.begin(await the_case(store), new, tomorrow)
    with pytest.raises(QuotaReachedError):
        await documents.begin(await the_case(store), replace(new, size=101 * 2**20), tomorrow)


async def test_the_same_file_of_others_is_known_without_saying_whose(
    store: Store, documents: Documents
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    digest = await documents.keep(document, PDF, seal, NOW)
    assert not await documents.elsewhere(replace(document, applicant_id=-1), digest)
    await turned(store, "filed", it=paper(document))
    assert await documents.elsewhere(replace(document, applicant_id=-1), digest)
    assert not await documents.elsewhere(document, digest)


async def test_the_same_card_of_others_is_known_by_a_keyed_hash_alone(
    store: Store, documents: Documents
) -> None:
    nik = "3175075708900003"
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.keep(document, PDF, seal, NOW)
    await turned(store, "filed", it=paper(document))
    assert not await documents.shared(document, nik)
    assert await documents.shared(replace(document, applicant_id=-1), nik)
    assert not await documents.shared(document, nik)


async def test_everything_of_one_person_goes_at_once(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    await documents.keep(document, PDF, seal, NOW)
    await turned(store, "filed", it=paper(document))
    await documents.remove_all(document.applicant_id, NOW)
    await documents.sweep(NOW)
    assert files(folder) == []


async def test_a_folder_that_cannot_be_written_is_said_so(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    (folder / document.blob[:2]).write_text("in the way")
    with pytest.raises(BlobsDownError):
        await documents.keep(document, PDF, seal, NOW)


async def test_what_was_left_half_written_goes_with_the_next_try(
    store: Store, documents: Documents, folder: Path
) -> None:
    document, seal = await begun(store, documents), (await the_case(store)).seal
    place = folder / document.blob[:2] / document.blob
    place.mkdir(parents=True)
    (place / "original#1").write_bytes(b"half")
    await documents.keep(document, PDF, seal, NOW)
    assert files(folder) == ["original"]


async def test_what_is_something_else_is_looked_at_again(
    store: Store, documents: Documents
) -> None:
    document = await begun(store, documents)
    await documents.keep(document, PDF, await documents.seal_of(document), NOW)
    await turned(store, "taken in", it=paper(document))
    (first,) = await documents.due(5)
    await turned(store, "looked", it=paper(document, state="looked"))
    assert await documents.due(5) == []
    await turned(store, "sorted", it=paper(document, slot="ktp", looks=1))
    (again,) = await documents.due(5)
    assert (again.slot, again.state, again.tries) == ("ktp", "stored", 1)
    assert first.slot == ""


async def test_a_look_that_came_too_late_gives_its_lease_back(
    store: Store, documents: Documents
) -> None:
    document = await begun(store, documents)
    await documents.keep(document, PDF, await documents.seal_of(document), NOW)
    await turned(store, "taken in", it=paper(document))
    await documents.due(5)
    await turned(store, "sorted", it=paper(document, slot="ktp"))
    assert await documents.due(5) == []
    await turned(store, "looked", it=paper(document, slot="ktp", looks=1))
    (again,) = await documents.due(5)
    assert again.slot == "ktp"


async def test_what_was_removed_is_not_looked_at_again(store: Store, documents: Documents) -> None:
    document = await begun(store, documents)
    await turned(store, "taken in", it=paper(document))
    await turned(store, "removed")
    await turned(store, "back", it=paper(document))
    await turned(store, "sorted", it=paper(document, slot="ktp", looks=1))
    assert await documents.due(5) == []
