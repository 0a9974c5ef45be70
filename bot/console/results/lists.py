"""A list of passers: frozen, approved by a second person, published, cleared by hand."""

from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.results.acting import (
    desk_of,
    done,
    missing,
    names_of,
    shows_refusals,
    stages_shown,
)
from bot.console.results.home import KINDS, download
from bot.console.visit import Visit
from bot.selection.writing import as_csv
from conversations.selection.frozen import shown
from conversations.selection.telling import Invitation, invited_to
from handlers.result_refused import ResultRefusedError
from handlers.result_released import (
    list_approved,
    list_cancelled,
    list_frozen,
    list_published,
    list_seen,
    passer_cleared,
    text_of,
)
from storage.selection_lists import Publication
from storage.selection_status import Standing
from storage.staff import asked

BADGES = {"reached": "good", "going": "due", "to_clear": "bad", "cleared": "good",
          "waiting": "off", "other": "off"}  # fmt: skip


async def begin(visit: Visit, refused: str = "") -> Response:
    """GET: of which stage, and to what they are invited."""
    stage = visit.request.query_params.get("stage", "")
    titles = dict(stages_shown(visit))
    if stage not in titles:
        raise HTTPException(404)
    words = visit.console.wording(visit.words)
    return visit.page(
        "results/freeze.html",
        409 if refused else 200,
        stage=stage,
        title_of=titles[stage],
        after=invited_to(words, stage),
        zone=words.posting.zone_label,
        filled=await visit.form() if visit.request.method == "POST" else {},
        refused=refused,
    )


@shows_refusals(begin)
async def freeze(visit: Visit) -> Response:
    """POST: everybody who passed and was not told."""
    fields, stage = await visit.form(), visit.request.query_params.get("stage", "")
    at = _moment(visit, fields.get("at", ""))
    invitation = Invitation(at, fields.get("place", ""), fields.get("note", ""))
    found = await done(visit, list_frozen, stage, invitation)
    return visit.go(f"/results/lists/{found.id}")


@missing
async def one(visit: Visit) -> Response:
    """GET: exactly whom, by what, with which words, and what became of it."""
    return await _one(visit)


async def _one(visit: Visit, refused: str = "") -> Response:
    found, people = await done(visit, list_seen, int(visit.path["id"]))
    names = await names_of(visit, [each.candidate for each in people])
    staff = {each.id: each.name for each in await asked(visit.console.people.all)}
    words = visit.console.wording(visit.console.phrases["id"])
    return visit.page(
        "results/list.html",
        409 if refused else 200,
        each=found,
        stage=stages_shown(visit)[found.stage - 1][1],
        kinds=KINDS,
        mark=shown(found.list_hash),
        people=[(person, _standing(person, found)) for person in people],
        clear=[p for p in people if p.to_clear and found.published_at],
        names=names,
        staff=staff,
        badges=BADGES,
        text=await done(visit, _text, found, words),
        may=_may(visit, found),
        refused=refused,
    )


@shows_refusals(_one)
async def approve(visit: Visit) -> Response:
    """POST: by a second person, of what they saw."""
    fields, number = await visit.form(), int(visit.path["id"])
    await done(visit, list_approved, number, fields.get("seen", ""))
    return visit.go(f"/results/lists/{number}")


@shows_refusals(_one)
async def publish(visit: Visit) -> Response:
    """POST: from now on they are told."""
    number = int(visit.path["id"])
    await done(visit, list_published, number)
    telling = getattr(visit.request.app.state, "telling", None)
    if telling is not None:
        telling.nudge()
    return visit.go(f"/results/lists/{number}")


@shows_refusals(_one)
async def cancel(visit: Visit) -> Response:
    """POST: not this one."""
    number = int(visit.path["id"])
    await done(visit, list_cancelled, number)
    return visit.go(f"/results/lists/{number}")


@shows_refusals(_one)
async def clear(visit: Visit) -> Response:
    """POST: a passer was reached by hand."""
    fields, number = await visit.form(), int(visit.path["id"])
    candidate = fields.get("candidate", "")
    if not candidate.isdecimal():
        raise ResultRefusedError("unknown")
    await done(visit, passer_cleared, number, int(candidate), fields.get("note", ""))
    return visit.go(f"/results/lists/{number}")


@missing
async def as_table(visit: Visit) -> Response:
    """GET: the list with what became of each, as CSV without formulas."""
    found, people = await done(visit, list_seen, int(visit.path["id"]))
    names = await names_of(visit, [each.candidate for each in people])
    said = {name: visit.words(f"results.console.standing.{name}") for name in BADGES}
    rows: list[tuple[object, ...]] = [
        tuple(visit.words(f"results.console.{n}") for n in ("number", "name", "ways", "became"))
    ]
    for each in people:
        who = names.get(each.candidate)
        ways = ", ".join(visit.words(f"results.console.way.{way}") for way in each.ways)
        standing = said[_standing(each, found)]
        rows.append((who.number if who else "", who.name if who else "", ways, standing))
    headers = download(f"daftar-{found.stage}-{found.number}.csv")
    return Response(as_csv(rows), headers=headers, media_type="text/csv; charset=utf-8")


def _text(acting: object, found: Publication, words: object) -> str:
    return text_of(found, words, acting)  # type: ignore[arg-type] # as `done` passes them


def _standing(each: Standing, found: Publication) -> str:
    """In a word of the page."""
    if not found.published_at:
        return "waiting"
    if each.cleared_at:
        return "cleared"
    for name in ("reached", "going", "to_clear"):
        if getattr(each, name):
            return name
    return "other"


def _may(visit: Visit, found: Publication) -> set[str]:
    """What whoever looks may do with it now."""
    may = set()
    if found.state == "draft" and "approver" in visit.who.roles:
        may |= {"approve"} if found.author_id != visit.who.id else set()
    if found.state == "approved":
        may.add("publish")
    if found.state in {"draft", "approved"}:
        may.add("cancel")
    return may


def _moment(visit: Visit, text: str) -> str:
    """A local time of a form as an ISO time with its zone; "" for none. Raises
    `ResultRefusedError`.
    """
    if not text:
        return ""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise ResultRefusedError("invitation") from None
    return local.replace(tzinfo=desk_of(visit).edition.posting.tz).isoformat()
