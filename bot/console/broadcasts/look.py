"""All announcements; one with everything about it; how far it is; its report."""

from starlette.responses import Response

from bot.broadcasts.office import Office
from bot.broadcasts.start import office_at
from bot.console.broadcasts import form, told
from bot.console.broadcasts.found import found
from bot.console.visit import Visit
from conversations.broadcast.report import csv_lines
from conversations.broadcast.words import Notice
from handlers.broadcast_outlook import aim_of
from handlers.broadcast_progress import Progress, broadcast_progress, broadcast_report
from storage.broadcasts import Broadcast

LIST, ONE = "broadcasts/page.html", "broadcasts/one.html"
PROGRESS, REACHES = "broadcasts/progress.html", "broadcasts/outlook.html"
PROGRESS_SECONDS = 1.5
BEFORE = {"draft", "approved", "scheduled"}
MOVING = {"scheduled", "going"}


async def listed(visit: Visit) -> Response:
    """GET: every announcement of the posting, the newest first."""
    parts = visit.console.parts
    all_ = await parts.store.announcing.all(parts.slug)
    return visit.page(LIST, all=all_, kinds=told.KINDS)


async def one(visit: Visit) -> Response:
    """GET: everything about one."""
    return await shown(visit, await found(visit))


async def shown(visit: Visit, broadcast: Broadcast, refused: str = "") -> Response:
    """Its page; with what was refused."""
    parts = visit.console.parts
    counts = "count" in visit.request.query_params
    outlook = await told.reaches(visit, aim_of(broadcast, parts)) if counts else None
    office = office_at(visit.request.app.state, parts)
    ralat = await parts.store.announcing.correction_of(broadcast)
    return visit.page(
        ONE,
        409 if refused else 200,
        each=broadcast,
        kinds=told.KINDS,
        acts=told.acts(visit, broadcast),
        segment=list(told.segment(visit, broadcast)),
        drawn=drawn(visit, broadcast),
        refused=refused,
        ralat=ralat.code if ralat else "",
        now_local=form.local(visit.now, parts.dialog.edition.posting.tz),
        zone=parts.dialog.edition.posting.zone_label,
        cooling=int(office.cooling.total_seconds() // 60),
        before=broadcast.status in BEFORE,
        outlook=outlook,
        tries=office.show is not None and visit.who.telegram,
        tried="tried" in visit.request.query_params,
        previews=previews(visit, office, broadcast),
        at=await _progress(visit, broadcast),
    )


async def reaches(visit: Visit) -> Response:
    """GET, for htmx: whom it would reach, which takes a while where applicants are many."""
    broadcast = await found(visit)
    aim = aim_of(broadcast, visit.console.parts)
    return visit.page(REACHES, outlook=await told.reaches(visit, aim))


async def progress(visit: Visit) -> Response:
    """GET, for htmx: how far it is. Where it came into another state the whole page is anew."""
    broadcast = await found(visit)
    if visit.request.query_params.get("status") != broadcast.status:
        return visit.anew()
    return visit.page(PROGRESS, each=broadcast, at=await _progress(visit, broadcast))


async def report(visit: Visit) -> Response:
    """GET: who got it, who did not and why, by the number of their case, as CSV."""
    broadcast = await found(visit)
    await visit.note(f"broadcast {broadcast.code} report")
    rows = await broadcast_report(broadcast, visit.console.parts)
    text = "".join(csv_lines(rows, visit.words))
    return visit.download(text, f"siaran-{broadcast.code}.csv", "text/csv; charset=utf-8")


def drawn(visit: Visit, broadcast: Broadcast) -> list[tuple[str, str]]:
    """What goes out in each language, by its name."""
    parts, shown_ = visit.console.parts, []
    notice = Notice(broadcast.code, broadcast.texts, parts.home, broadcast.corrects)
    for language, texts in parts.dialog.edition.texts.items():
        if words := visit.console.phrases.get(language):
            name = visit.words(f"console.languages.{language}")
            shown_.append((name, notice.text(words, texts.agency)))
    return shown_


def previews(
    visit: Visit, office: Office, broadcast: Broadcast
) -> dict[str, list[tuple[str, str]]]:
    """How each channel draws it, by its name: language and words."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in office.previews(broadcast, visit.console.parts, visit.now):
        language = visit.words(f"console.languages.{each.language}")
        name = visit.channel(each.channel)
        found.setdefault(name, []).append((language, each.text))
    return found


async def _progress(visit: Visit, broadcast: Broadcast) -> dict[str, object]:
    async def counted() -> Progress:
        return await broadcast_progress(broadcast, visit.console.parts, visit.now)

    key = ("progress", broadcast.code, broadcast.changed_at)
    at = await visit.console.lately.of(key, counted, PROGRESS_SECONDS)
    done = at.total - at.told.get("waiting", 0)
    return {
        "total": at.total,
        "done": done,
        "told": [(visit.words(f"broadcast.told.{name}"), n) for name, n in at.told.items() if n],
        "why": told.reasons(visit, at.why),
        "doubtful": at.doubtful,
        "ends": at.ends,
        "moving": broadcast.status in MOVING,
    }
