"""Signing in: by a link that works once, or by password and one-time code; and signing out."""

from starlette.responses import Response

from bot.channels.webchat.limits import Rate
from bot.console.cookie import forget, give
from bot.console.entry.proven import proven
from bot.console.page import EVERYBODY, NOBODY, Page
from bot.console.visit import Visit
from storage.staff import Member, asked

HURRY = "console.refused.hurry"
TRY = Rate(burst=5, every=60, key=HURRY)
FROM_HERE = Rate(burst=20, every=15, key=HURRY)
"""From one place, where a whole office may sit."""
FORM, DOOR = "entry/form.html", "entry/door.html"


async def form(visit: Visit) -> Response:
    """GET: name, password and code; whoever is signed in is there already."""
    if visit.member is not None:
        return visit.go("")
    return visit.page(FORM, to=visit.request.query_params.get("to", ""), failed=False)


async def by_password(visit: Visit) -> Response:
    """POST: the same sentence whatever was wrong."""
    given = await visit.form()
    name = " ".join(given.get("name", "").split())
    visit.console.chat.take_from_place(FROM_HERE, visit.request)
    visit.console.chat.limits.take(TRY, f"staff {name}")
    world = visit.console.world.now()
    secret, code = given.get("password", ""), given.get("code", "")
    member = await asked(proven, visit.console.people, (name, secret, code), world)
    if member is None:
        await asked(visit.console.people.note, "staff:unknown", "sign_in_failed", visit.now)
        return visit.page(FORM, 401, to=given.get("to", ""), failed=True)
    return await _let_in(visit, member, given.get("to", ""))


async def door(visit: Visit) -> Response:
    """GET: a button. Opening a link uses nothing up: previews of links do that."""
    visit.console.chat.take_from_place(FROM_HERE, visit.request)
    token = visit.path["token"]
    opens = await asked(visit.console.sessions.opens, token, visit.console.world.now())
    return visit.page(DOOR, 200 if opens else 410, opens=opens)


async def by_link(visit: Visit) -> Response:
    """POST: the button."""
    token, now = visit.path["token"], visit.console.world.now()
    member = await asked(visit.console.sessions.use_link, token, now)
    if member is None:
        return visit.page(DOOR, 410, opens=False)
    return await _let_in(visit, member, "")


async def leave(visit: Visit) -> Response:
    """POST: this browser is signed out."""
    await asked(visit.console.sessions.end, visit.token)
    await visit.note("signed_out")
    response = visit.go("/masuk")
    forget(response, secure=visit.console.secure)
    return response


async def _let_in(visit: Visit, member: Member, to: str) -> Response:
    """With another token than the one the browser came with."""
    sessions = visit.console.sessions
    await asked(sessions.end, visit.token)
    token = await asked(sessions.begin, member, visit.console.world.now())
    await asked(visit.console.people.note, member.actor, "signed_in", visit.now)
    response = visit.go(_inside(to))
    give(response, token, secure=visit.console.secure)
    return response


def _inside(to: str) -> str:
    """A path below `/console`, and nothing else."""
    path = to.removeprefix("/console")
    fits = to.startswith("/console/") and path.isascii() and path.isprintable()
    return path if fits and "//" not in path and "\\" not in path else ""


PAGES = (
    Page(path="/masuk", title="console.entry.title", roles=NOBODY, get=form, post=by_password),
    Page(path="/masuk/{token}", title="console.entry.title", roles=NOBODY, get=door, post=by_link),
    Page(path="/keluar", title="console.entry.title", roles=EVERYBODY, post=leave),
)
