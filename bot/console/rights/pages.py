"""What people asked for their data, each with its 72-hour clock; erasing somebody at once."""

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.page import Page, roles
from bot.console.visit import Visit
from conversations.documents.receipt import is_receipt
from handlers.person_erased import Wish, person_erased
from storage.blobs import BlobsDownError
from storage.cases import millis
from storage.requests import Request

ADMINISTRATOR = roles("administrator")
SOON_MS = 24 * 3_600_000
MOST_REASON = 120
LIST, ONE = "rights/page.html", "rights/one.html"


class Shown(Struct, frozen=True):
    """A request as it stands now: `due` within a day, `late` past its 72 hours."""

    request: Request
    standing: str

    @property
    def open(self) -> bool:
        return self.request.status == "open"


async def listed(visit: Visit) -> Response:
    """GET: numbers and times, nothing personal."""
    return await _listed(visit)


async def one(visit: Visit) -> Response:
    """GET: one request, with the way to have it done at once."""
    found = await _request(visit)
    return visit.page(ONE, each=_shown(found, visit), refused="", most=MOST_REASON)


async def erase_one(visit: Visit) -> Response:
    """POST: at once, instead of when its time has come."""
    found = await _request(visit)
    refused = await _erased(visit, found.case_id)
    if refused:
        shown = _shown(found, visit)
        return visit.page(ONE, 409, each=shown, refused=refused, most=MOST_REASON)
    return visit.go("/rights")


async def erase(visit: Visit) -> Response:
    """POST: somebody who wrote or came, and has no conversation any more, by a receipt."""
    receipt = (await visit.form()).get("receipt", "")
    if not is_receipt(receipt):
        return await _listed(visit, "requests.refused.receipt")
    case = await visit.console.parts.store.planning().case_of_receipt(receipt)
    refused = await _erased(visit, case) if case else "requests.refused.nobody"
    return await _listed(visit, refused) if refused else visit.go("/rights")


async def _erased(visit: Visit, case_id: int) -> str:
    """The key of why it was not done; "" where it was."""
    form, parts = await visit.form(), visit.console.parts
    reason = form.get("reason", "")[:MOST_REASON]
    if not reason or form.get("sure") != "yes":
        return "requests.refused.unsure"
    wish = Wish(case_id, visit.who.actor, reason)
    try:
        done = await person_erased(wish, parts.store, parts.documents.blobs, visit.now)
    except BlobsDownError:
        return "requests.refused.down"
    return "" if done else "requests.refused.nobody"


async def _listed(visit: Visit, refused: str = "") -> Response:
    rights = visit.console.parts.store.rights
    return visit.page(
        LIST,
        409 if refused else 200,
        requests=[_shown(each, visit) for each in await rights.requests.newest()],
        nights=await rights.retention.reports(),
        refused=refused,
        most=MOST_REASON,
    )


async def _request(visit: Visit) -> Request:
    """Raises `HTTPException` (404)."""
    found = await visit.console.parts.store.rights.requests.find(int(visit.path["id"]))
    if found is None:
        raise HTTPException(404)
    return found


def _shown(request: Request, visit: Visit) -> Shown:
    return Shown(request, standing(request, millis(visit.now)))


def standing(request: Request, now: int) -> str:
    """How its clock stands at that time (ms)."""
    if request.status != "open":
        return request.status
    left = request.due_at - now
    return "late" if left < 0 else "due" if left < SOON_MS else "open"


PAGES = (
    Page(
        path="/rights",
        title="requests.title",
        roles=ADMINISTRATOR,
        get=listed,
        place="requests.place",
    ),
    Page(path="/rights/erase", title="requests.title", roles=ADMINISTRATOR, post=erase),
    Page(
        path="/rights/{id:int}",
        title="requests.one_title",
        roles=ADMINISTRATOR,
        get=one,
        post=erase_one,
    ),
)
