"""All stages with what was decided, and all lists; the protocol of everything."""

from collections import Counter

from starlette.responses import Response

from bot.console.results.acting import desk_of, done, names_of, stages_shown
from bot.console.visit import Visit
from bot.selection.writing import blank_list
from handlers.result_ranked import places_seen, ranking_seen
from handlers.result_released import lists_seen
from storage.staff import asked

KINDS = {"draft": "due", "approved": "due", "published": "good", "cancelled": "off"}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def home(visit: Visit) -> Response:
    """GET: nothing personal."""
    desk = desk_of(visit)
    decided = await asked(desk.selection.decided, desk.about.posting)
    stages = []
    for number, (name, title) in enumerate(stages_shown(visit), 1):
        count = Counter(mine[number].outcome for mine in decided.values() if number in mine)
        stages.append((name, title, sorted(count.items())))
    return visit.page(
        "results/page.html",
        stages=stages,
        judged=desk.stages.judged,
        lists=await done(visit, lists_seen),
        titles=dict(enumerate((title for _, title in stages_shown(visit)), 1)),
        kinds=KINDS,
        forged=len(await asked(desk.selection.forged, desk.about.posting)),
        taken="taken" in visit.request.query_params,
    )


async def blank(visit: Visit) -> Response:
    """GET: a workbook to fill in."""
    data = await asked(blank_list, visit.words)
    return Response(data, headers=download("hasil-seleksi.xlsx"), media_type=SHEET)


def download(name: str) -> dict[str, str]:
    """Headers of a file that nothing keeps."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


async def protocol(visit: Visit) -> Response:
    """GET: everything that was decided, by name, to be printed and signed."""
    desk = desk_of(visit)
    decided = await asked(desk.selection.decided, desk.about.posting)
    names = await names_of(visit, sorted(decided))
    ranking = await done(visit, ranking_seen)
    return visit.page(
        "results/protocol.html",
        stages=list(enumerate((title for _, title in stages_shown(visit)), 1)),
        decided=sorted(decided.items(), key=lambda each: _alphabet(names, each[0])),
        names=names,
        ranking=ranking,
        seats=await done(visit, places_seen),
        lists=[each for each in await done(visit, lists_seen) if each.published_at],
        staff=await _staff(visit),
        titles=dict(enumerate((title for _, title in stages_shown(visit)), 1)),
    )


async def _staff(visit: Visit) -> dict[int | None, str]:
    return {each.id: each.name for each in await asked(visit.console.people.all)}


def _alphabet(names: object, number: int) -> tuple[str, int]:
    known = names.get(number) if isinstance(names, dict) else None
    return (known.name.casefold() if known else "", number)
