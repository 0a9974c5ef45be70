"""What is done with an announcement by the press of a button."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.responses import Response

from bot.broadcasts.start import office_at
from bot.console.broadcasts import form
from bot.console.broadcasts.found import NO_TIME, found, refused_kindly
from bot.console.broadcasts.look import shown
from bot.console.visit import Visit
from conversations.broadcast.refused import BroadcastRefusedError
from handlers.broadcast_approved import broadcast_approved
from handlers.broadcast_moved import (
    When,
    broadcast_paused,
    broadcast_resumed,
    broadcast_started,
    broadcast_stopped,
)
from handlers.broadcast_tested import broadcast_tested
from storage.broadcasts import Broadcast

Move = Callable[[Visit, Broadcast], Awaitable[object]]


def pressed(move: Move) -> Callable[[Visit], Awaitable[Response]]:
    """POST: back to the page; with the reason where it was refused."""

    @wraps(move)
    async def answer(visit: Visit) -> Response:
        broadcast = await found(visit)
        try:
            await move(visit, broadcast)
        except BroadcastRefusedError as refused:
            return await shown(visit, await found(visit), refused_kindly(visit, refused))
        return visit.go(f"/broadcasts/{broadcast.code}")

    return answer


@pressed
async def approve(visit: Visit, broadcast: Broadcast) -> None:
    """By somebody else than its author, of what they looked at."""
    seen = (await visit.form()).get("seen", "")
    await broadcast_approved(broadcast.code, visit.console.parts, visit.who, visit.now, seen=seen)


async def test(visit: Visit) -> Response:
    """POST: to whoever presses it, on Telegram."""
    broadcast, parts = await found(visit), visit.console.parts
    show = office_at(visit.request.app.state, parts).show
    try:
        await broadcast_tested(broadcast.code, parts, visit.who, show, visit.now)
    except BroadcastRefusedError as refused:
        return await shown(visit, await found(visit), refused_kindly(visit, refused))
    return visit.go(f"/broadcasts/{broadcast.code}?tried")


@pressed
async def start(visit: Visit, broadcast: Broadcast) -> None:
    """Now, or at the time that was given; never before the cooling-off is over."""
    parts, given = visit.console.parts, (await visit.form()).get("at", "")
    at = form.moment(given, parts.dialog.edition.posting.tz) if given else None
    if given and at is None:
        raise BroadcastRefusedError(NO_TIME)
    when = When(at, office_at(visit.request.app.state, parts).cooling)
    await broadcast_started(broadcast.code, parts, visit.who, visit.now, when)


@pressed
async def pause(visit: Visit, broadcast: Broadcast) -> None:
    """Nothing more of it leaves."""
    await broadcast_paused(broadcast.code, visit.console.parts, visit.who, visit.now)


@pressed
async def resume(visit: Visit, broadcast: Broadcast) -> None:
    """It goes on where it stood."""
    await broadcast_resumed(broadcast.code, visit.console.parts, visit.who, visit.now)


@pressed
async def stop(visit: Visit, broadcast: Broadcast) -> None:
    """Whoever did not get it yet does not get it."""
    await broadcast_stopped(broadcast.code, visit.console.parts, visit.who, visit.now)
