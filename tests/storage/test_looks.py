"""Looks at one document, one after the other, as the handler commits them."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from conversations.dialog.capabilities import ALL
from conversations.dialog.event import Filed, Inbound, LookedAt
from handlers.document_looked import document_looked
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.document_rows import Document
from storage.documents import NewDocument
from storage.store import Store
from tests.conversations.dialog.talk import dialog, started
from tests.storage.talk import NOW, RINA, answer, inbound

SLUG = "ppkukm-koperasi-2026"


@pytest.fixture
async def parts(store: Store, tmp_path: Path) -> Parts:
    """Of somebody who agreed."""
    case = await store.case_of(RINA, SLUG, NOW)
    turn = replace(answer(case.state), state=started().state)
    await store.commit(case, inbound("first"), turn, NOW)
    documents = store.documents(Blobs((tmp_path / "documents").as_uri()))
    return Parts(store, dialog(), SLUG, {"webchat": ALL}, documents)


async def filed(parts: Parts) -> Document:
    """An unsorted document in the case, leased to be looked at."""
    case = await parts.store.case_of(RINA, SLUG, NOW)
    document = await parts.documents.begin(case, NewDocument(name="scan.pdf", size=4), NOW)
    await parts.documents.keep(document, b"%PDF", case.seal, NOW)
    said = Filed(document=document.id, name="scan.pdf", size=4)
    await message_received(Inbound("filed", RINA, said, NOW), parts, NOW)
    (leased,) = await parts.documents.due(5)
    return leased


async def test_what_was_recognised_is_looked_at_as_that(parts: Parts) -> None:
    first = await filed(parts)
    said = LookedAt(document=first.id, kind="pdf", slot_guess="nib")
    await document_looked(RINA, first, said, parts, NOW + timedelta(seconds=1))
    (second,) = await parts.documents.due(5)
    assert (first.slot, second.slot) == ("", "nib")
    said = LookedAt(document=first.id, kind="pdf")
    committed = await document_looked(RINA, second, said, parts, NOW + timedelta(seconds=2))
    assert committed.turn
    assert committed.turn.state.papers[str(first.id)].state == "looked"
    assert await parts.documents.due(5) == []


async def test_the_same_look_told_twice_counts_once(parts: Parts) -> None:
    first = await filed(parts)
    said = LookedAt(document=first.id, kind="pdf", slot_guess="nib")
    await document_looked(RINA, first, said, parts, NOW + timedelta(seconds=1))
    again = await document_looked(RINA, first, said, parts, NOW + timedelta(seconds=2))
    assert again.result == "repeat"
