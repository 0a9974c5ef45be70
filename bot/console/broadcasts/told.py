"""An announcement in words, for its page."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from bot.console.broadcasts.form import choices
from bot.console.visit import Visit
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.broadcast.report import said
from conversations.broadcast.segment import encoded
from conversations.broadcast.status import Act, allow, already
from handlers.broadcast_outlook import Outlook, outlook_of
from storage.broadcasts import Broadcast
from storage.segments import Aim

ROLES_OF: dict[Act, frozenset[str]] = {
    "change": frozenset({"broadcaster"}),
    "test": frozenset({"broadcaster"}),
    "approve": frozenset({"approver"}),
    "start": frozenset({"broadcaster", "approver"}),
    "pause": frozenset({"broadcaster", "approver"}),
    "resume": frozenset({"broadcaster", "approver"}),
    "stop": frozenset({"broadcaster", "approver"}),
}
REACHES_SECONDS = 15.0
KINDS = {"draft": "", "approved": "due", "scheduled": "due", "going": "good", "paused": "bad",
         "stopped": "off", "done": "good"}  # fmt: skip
"""How the mark of a state is drawn."""


class Part(Struct, frozen=True):
    """One restriction of a segment, by its name, with what was chosen."""

    name: str
    chosen: str


def segment(visit: Visit, broadcast: Broadcast) -> Iterator[Part]:
    """For whom it is, as it was chosen; nothing where it is for everybody."""
    for name, all_ in choices(visit).items():
        value = getattr(broadcast.segment, name)
        wanted = {value} - {""} if isinstance(value, str) else set(value)
        chosen = [label for each, label in all_ if each in wanted]
        if chosen:
            yield Part(visit.words(f"console.broadcasts.by.{name}"), ", ".join(chosen))
    if broadcast.segment.posted:
        yield Part(
            visit.words("console.broadcasts.by.posted"), visit.words("console.broadcasts.yes")
        )


def acts(visit: Visit, broadcast: Broadcast) -> set[Act]:
    """What whoever looks at it may do now."""
    return {each for each in ROLES_OF if _may(visit, each, broadcast)}


async def reaches(visit: Visit, aim: Aim) -> dict[str, object]:
    """For a template: how many it reaches, on which channel until when, and whom it does not. Who
    is asked for the same again within seconds gets the same.
    """
    parts = visit.console.parts

    async def counted() -> Outlook:
        return await outlook_of(aim, parts, visit.now)

    key = ("reaches", encoded(aim.segment), aim.corrects)
    outlook = await visit.console.lately.of(key, counted, REACHES_SECONDS)
    return {
        "reached": outlook.reached,
        "ways": [
            (visit.channel(line.channel), line.people, line.ends) for line in outlook.forecast.lines
        ],
        "unreached": reasons(visit, outlook.unreached),
    }


def reasons(visit: Visit, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Why so many did not get it, most of them first."""
    told = [(said(visit.words, reason) or "-", count) for reason, count in counts.items()]
    return sorted(told, key=lambda each: (-each[1], each[0]))


def _may(visit: Visit, act: Act, broadcast: Broadcast) -> bool:
    if not ROLES_OF[act] & visit.who.roles or already(act, broadcast.status):
        return False
    if act == "approve" and broadcast.author_id == visit.who.id:
        return False
    try:
        allow(act, broadcast.status)
    except BroadcastRefusedError:
        return False
    return True
