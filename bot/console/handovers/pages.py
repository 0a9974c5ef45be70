"""Who waits for staff; one talk, answered as the agency; one report of fraud."""

from hashlib import blake2b
from secrets import token_urlsafe
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.page import Page
from bot.console.visit import Visit
from bot.uploads.uploads import uploads_of
from conversations.dialog.with_staff_acts import LONGEST_ANSWER, Reason
from handlers.handover_acted import (
    ROLES,
    Answer,
    Did,
    applicant_blocked,
    applicant_unblocked,
    handover_answered,
    handover_given_back,
    handover_taken,
)
from handlers.handover_seen import handover_read, handovers_listed, report_closed
from storage.handover_sql import Handover

LIST, LISTED = "handovers/page.html", "handovers/listed.html"
TALK, LINES, REPORT = "handovers/talk.html", "handovers/lines.html", "handovers/report.html"
REASONS: tuple[Reason, ...] = get_args(Reason)


async def listed(visit: Visit) -> Response:
    """GET: everything open, nothing personal; for htmx the list alone."""
    found = await handovers_listed(visit.console.parts)
    return visit.page(
        LISTED if visit.in_part else LIST,
        talks=[each for each in found if each.kind == "staff"],
        reports=[each for each in found if each.kind == "fraud"],
    )


async def read(visit: Visit) -> Response:
    """GET: one talk or report, unsealed for this view."""
    return await _read(visit)


async def lines(visit: Visit) -> Response:
    """GET, for htmx: nothing while nothing changed since `seen`; else the talk as it is now, which
    is a view of its own.
    """
    handover = await _handover(visit)
    if visit.request.query_params.get("seen") == _mark(handover):
        return visit.unchanged()
    return await _read(visit, template=LINES)


async def reply(visit: Visit) -> Response:
    """POST: their words go out as the agency's. What is refused is shown again, to be kept."""
    form = await visit.form()
    handover = await _handover(visit)
    answer = Answer(form.get("text", ""), form.get("request", ""))
    did = await handover_answered(
        handover.case_id, answer, visit.console.parts, visit.who, visit.now
    )
    return await _after(visit, did, handover, kept=answer.text)


async def take(visit: Visit) -> Response:
    """POST: this one is theirs."""
    handover, parts = await _handover(visit), visit.console.parts
    did = await handover_taken(handover.case_id, parts, visit.who, visit.now)
    return await _after(visit, did, handover)


async def back(visit: Visit) -> Response:
    """POST: Pandu goes on."""
    handover, parts = await _handover(visit), visit.console.parts
    did = await handover_given_back(handover.case_id, parts, visit.who, visit.now)
    return await _after(visit, did, handover)


async def block(visit: Visit) -> Response:
    """POST: nothing of theirs is answered any more."""
    handover, parts = await _handover(visit), visit.console.parts
    reason = (await visit.form()).get("reason", "")
    if reason not in REASONS:
        return await _read(visit, refused="console.handovers.no_reason")
    did = await applicant_blocked(handover.case_id, reason, parts, visit.who, visit.now)
    return await _after(visit, did, handover)


async def unblock(visit: Visit) -> Response:
    """POST: they are heard again."""
    handover, parts = await _handover(visit), visit.console.parts
    did = await applicant_unblocked(handover.case_id, parts, visit.who, visit.now)
    return await _after(visit, did, handover)


async def close(visit: Visit) -> Response:
    """POST: a report is dealt with."""
    handover = await _handover(visit)
    await report_closed(handover.id, visit.console.parts, visit.who, visit.now)
    return visit.go("/handovers")


async def _handover(visit: Visit) -> Handover:
    """Raises `HTTPException` (404)."""
    parts = visit.console.parts
    found = await parts.store.handovers().find(int(visit.path["id"]))
    if found is None:
        raise HTTPException(404)
    return found


async def _after(visit: Visit, did: Did, handover: Handover, kept: str = "") -> Response:
    if did.refused:
        return await _read(visit, refused=f"staff_talk.refused.{did.refused}", kept=kept)
    if did.committed:
        uploads_of(visit.request).told(did.committed)
    return visit.go(f"/handovers/{handover.id}")


async def _read(visit: Visit, *, template: str = "", refused: str = "", kept: str = "") -> Response:
    seen = await handover_read(int(visit.path["id"]), visit.console.parts, visit.who, visit.now)
    if seen is None:
        raise HTTPException(404)
    handover = seen.handover
    return visit.page(
        template or (TALK if handover.kind == "staff" else REPORT),
        409 if refused else 200,
        handover=handover,
        note=seen.note,
        lines=seen.lines,
        mark=_mark(handover),
        refused=refused,
        kept=kept,
        request_key=token_urlsafe(12),
        reasons=REASONS,
        most=LONGEST_ANSWER,
        mine=handover.staff_id in {0, visit.who.id},
    )


def _mark(handover: Handover) -> str:
    """Changes with everything that is said in a talk."""
    told = (handover.version, handover.waits, handover.staff_id, handover.closed_at)
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()


PAGES = (
    Page(
        path="/handovers",
        title="console.handovers.title",
        roles=ROLES,
        get=listed,
        place="console.handovers.place",
    ),
    Page(path="/handovers/{id:int}", title="console.handovers.talk", roles=ROLES, get=read),
    Page(path="/handovers/{id:int}/lines", title="console.handovers.talk", roles=ROLES, get=lines),
    *(
        Page(
            path=f"/handovers/{{id:int}}/{name}",
            title="console.handovers.talk",
            roles=ROLES,
            post=act,
        )
        for name, act in {
            "reply": reply,
            "take": take,
            "back": back,
            "block": block,
            "unblock": unblock,
            "close": close,
        }.items()
    ),
)
