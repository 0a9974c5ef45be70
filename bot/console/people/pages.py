"""Who works for the Dinas: for administrators, who may also take somebody's access away."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.page import Page, roles
from bot.console.visit import Visit
from storage.staff import ROLES, asked

ADMINISTRATOR = roles("administrator")


async def everybody(visit: Visit) -> Response:
    """GET: the list."""
    people = await asked(visit.console.people.all)
    return visit.page("people/page.html", people=people, all_roles=ROLES)


async def change(visit: Visit) -> Response:
    """POST: takes somebody's access away, or gives it back; never one's own."""
    people, number = visit.console.people, int(visit.path["id"])
    member = await asked(people.by_id, number)
    if member is None or member.id == visit.who.id:
        raise HTTPException(404)
    if member.disabled:
        await asked(people.enable, number)
        await visit.note(f"staff_enabled {number}")
    else:
        await asked(people.disable, number, visit.now)
        await asked(visit.console.sessions.end_all, member)
        await visit.note(f"staff_disabled {number}")
    return visit.go("/staff")


PAGES = (
    Page(
        path="/staff",
        title="console.people.title",
        roles=ADMINISTRATOR,
        get=everybody,
        place="console.people.place",
    ),
    Page(path="/staff/{id:int}", title="console.people.title", roles=ADMINISTRATOR, post=change),
)
