"""Writing an announcement, changing it, and seeing at once how many it is for."""

from secrets import token_urlsafe

from starlette.responses import Response

from bot.console.broadcasts import form, told
from bot.console.broadcasts.found import found, refused_kindly
from bot.console.visit import Visit
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.segment import checked
from conversations.broadcast.words import MOST
from handlers.broadcast_written import broadcast_rewritten, broadcast_written
from storage.segments import Aim

FORM, COUNT = "broadcasts/form.html", "broadcasts/count.html"


async def begin(visit: Visit) -> Response:
    """GET: an empty form; with `corrects` that of the *ralat* of another."""
    edition = visit.console.parts.dialog.edition
    corrects = visit.request.query_params.get("corrects", "")
    if corrects:
        corrects = (await found(visit, corrects)).code
    return _form(visit, form.empty(edition, visit.now, corrects))


async def add(visit: Visit) -> Response:
    """POST: a new draft. The same form sent twice is one."""
    filled, parts = await form.sent(visit), visit.console.parts
    try:
        written = await broadcast_written(
            form.draft(filled, parts.dialog.edition.posting.tz),
            parts,
            visit.who,
            visit.now,
            request=filled.request,
        )
    except BroadcastRefusedError as refused:
        return _form(visit, filled, refused=refused)
    return visit.go(f"/broadcasts/{written.code}")


async def edit(visit: Visit) -> Response:
    """GET: the form of one that did not go out yet."""
    broadcast = await found(visit)
    filled = form.of(broadcast, visit.console.parts.dialog.edition.posting.tz)
    return _form(visit, filled, code=broadcast.code)


async def change(visit: Visit) -> Response:
    """POST: it is another one now, and nothing of it is approved."""
    broadcast, filled, parts = await found(visit), await form.sent(visit), visit.console.parts
    try:
        draft = form.draft(filled, parts.dialog.edition.posting.tz)
        await broadcast_rewritten(broadcast.code, draft, parts, visit.who, visit.now)
    except BroadcastRefusedError as refused:
        return _form(visit, filled, code=broadcast.code, refused=refused)
    return visit.go(f"/broadcasts/{broadcast.code}")


async def count(visit: Visit) -> Response:
    """POST, for htmx: how many those would be who are chosen in the form."""
    filled, parts = await form.sent(visit), visit.console.parts
    try:
        segment = checked(filled.segment, parts.dialog.edition.posting, parts.channels)
        corrects = (await found(visit, filled.corrects)).id if filled.corrects else 0
    except BroadcastRefusedError as refused:
        return visit.page(COUNT, refused=refused.said(visit.words))
    aim = Aim(parts.slug, segment, parts.channels, corrects)
    return visit.page(COUNT, outlook=await told.reaches(visit, aim), refused="")


def _form(
    visit: Visit,
    filled: form.Filled,
    *,
    code: str = "",
    refused: BroadcastRefusedError | None = None,
) -> Response:
    posting = visit.console.parts.dialog.edition.posting
    return visit.page(
        FORM,
        409 if refused else 200,
        filled=filled,
        code=code,
        choices=form.choices(visit),
        posting_languages=posting.languages,
        zone=posting.zone_label,
        most=MOST,
        channel=visit.request.app.state.settings.broadcast.channel,
        request_key=filled.request or token_urlsafe(12),
        refused=refused_kindly(visit, refused),
    )
