"""Somebody asks whether a code is genuine, in the chat or on the page."""

from datetime import UTC
from typing import Literal

from msgspec.structs import replace

from conversations.broadcast.code import read_code
from conversations.broadcast.words import text_in
from conversations.dialog.event import Checked, Inbound, Typed
from conversations.dialog.genuineness import Genuine, code_asked, folded, readings
from handlers.parts import Parts
from storage.broadcasts import Broadcast

OUTDATED = "stopped"


async def asked_of_code(event: Inbound, language: str, parts: Parts) -> Inbound:
    """The same event; where it asks about a code, with what is known of it.

    Raises `DatabaseDownError`.
    """
    said = event.said
    asked = code_asked(said.text) if isinstance(said, Typed) else None
    if asked is None or not isinstance(said, Typed):
        return event
    found = await code_checked(asked.code, language, parts)
    if not found.kind and not asked.named:
        return event
    return replace(event, said=Checked(said.text, found, said.ref))


async def code_checked(code: str, language: str, parts: Parts) -> Genuine:
    """What is known of a code, however it was typed. Raises `DatabaseDownError`."""
    for reading in readings(code):
        if found := await _announced(read_code(reading), language, parts):
            return found
        for known in parts.codes:
            if found := known(reading):
                return found
    return Genuine(folded(code))


async def _announced(code: str, language: str, parts: Parts) -> Genuine | None:
    """An announcement that went out; what is only being written is nobody's business."""
    found = await parts.store.announcing.by_code(code) if code else None
    if found is None or found.started_at is None or found.posting != parts.slug:
        return None
    ralat = await parts.store.announcing.correction_of(found)
    corrected = ralat if ralat and ralat.started_at else None
    return Genuine(
        found.code,
        "announcement",
        found.started_at.astimezone(UTC).isoformat(),
        says=text_in(found.texts, language),
        standing=_standing(found, corrected),
        by=corrected.code if corrected else "",
        corrects=found.corrects,
    )


def _standing(
    found: Broadcast, ralat: Broadcast | None
) -> Literal["current", "corrected", "outdated"]:
    if ralat:
        return "corrected"
    return "outdated" if found.status == "stopped" else "current"
