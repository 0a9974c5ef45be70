"""Staff wrote an announcement, or changed one that did not go out yet."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from conversations.broadcast.code import read_code
from conversations.broadcast.refused import BroadcastRefusedError, local
from conversations.broadcast.segment import Segment, checked
from conversations.broadcast.status import allow
from conversations.broadcast.words import tidied
from handlers.parts import Parts
from storage import recipients
from storage.announcing import Author
from storage.broadcasts import Broadcast, Change, Written, row_of
from storage.staff import Member

ROLE = "broadcaster"


class Draft(Struct, frozen=True):
    """What staff wrote: words by language, for whom, and not after when (UTC). `corrects` is the
    code of the wrong announcement that this is the *ralat* of: then it goes to who got that.
    """

    texts: Mapping[str, str]
    segment: Segment
    not_after: datetime
    corrects: str = ""


async def broadcast_written(
    draft: Draft, parts: Parts, who: Member, now: datetime, *, request: str
) -> Broadcast:
    """A new draft, durable when this returns. The same `request` (a form's own key) twice is one.

    Raises `BroadcastRefusedError`, `DatabaseDownError`.
    """
    allow_role(who, ROLE)
    written = await _checked(draft, parts, now)
    author = Author(who.id, who.actor, f"{who.id}:{request}")
    return await parts.store.announcing.add(written, parts.slug, author, now)


async def broadcast_rewritten(
    code: str, draft: Draft, parts: Parts, who: Member, now: datetime
) -> Broadcast:
    """Changes it; what was tested or approved before is not any more. Raises as above."""
    allow_role(who, ROLE)
    was = await broadcast_of(code, parts)
    allow("change", was.status)
    written = await _checked(draft, parts, now)
    values = {**row_of(written), "corrects": was.corrects_id or None, **UNAPPROVED, "tested_at": 0}
    await changed(Change(was, values, who.actor, "changed"), parts, now)
    return await broadcast_of(code, parts)


UNAPPROVED: Mapping[str, object] = {
    "status": "draft", "approver_id": None, "approved_at": 0, "frozen_hash": None, "audience": 0,
    "paused_reason": "", "starts_at": 0,
}  # fmt: skip


async def broadcast_of(code: str, parts: Parts) -> Broadcast:
    """The announcement of this posting by its code, however it was typed. Raises as above."""
    found = await parts.store.announcing.by_code(read_code(code))
    if found is None or found.posting != parts.slug:
        raise BroadcastRefusedError("unknown", code=code.strip()[:20])
    return found


async def changed(wanted: Change, parts: Parts, now: datetime) -> None:
    """Raises `BroadcastRefusedError` where somebody changed it meanwhile. A draft that is changed
    has no recipients.
    """
    was = wanted.of
    drop = [lambda c: recipients.clear(c, was.id)] if wanted.values.get("status") == "draft" else []
    if not await parts.store.announcing.change(wanted, now, *drop):
        raise BroadcastRefusedError("seen")


def allow_role(who: Member, role: str) -> None:
    """Raises `BroadcastRefusedError` where they do not have it, or do not work here any more."""
    if who.disabled:
        raise BroadcastRefusedError("staff", name=who.name)
    if role not in who.roles:
        raise BroadcastRefusedError("role", role=role, name=who.name)


async def _checked(draft: Draft, parts: Parts, now: datetime) -> Written:
    posting = parts.dialog.edition.posting
    texts = tidied(draft.texts, posting.languages)
    segment = checked(draft.segment, posting, parts.channels)
    if draft.not_after <= now:
        raise BroadcastRefusedError("past", until=local(draft.not_after, posting))
    wrong = await _wrong(draft.corrects, parts) if draft.corrects else 0
    return Written(texts, segment, draft.not_after, wrong)


async def _wrong(code: str, parts: Parts) -> int:
    """The number of what is to be corrected: it went out, and has no other correction."""
    wrong = await broadcast_of(code, parts)
    if wrong.started_at is None:
        raise BroadcastRefusedError("corrects", code=wrong.code)
    other = await parts.store.announcing.correction_of(wrong)
    if other and other.status not in {"draft", "approved"}:
        raise BroadcastRefusedError("corrected", code=wrong.code, by=other.code)
    return wrong.id
