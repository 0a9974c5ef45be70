"""How many are taken, who stands where, the order of equals, one candidate's decisions."""

from collections.abc import Sequence
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.results.acting import desk_of, done, names_of, shows_refusals, stages_shown
from bot.console.visit import Visit
from conversations.selection.decision import OUTCOMES, Decision, Outcome
from conversations.selection.ranking import Line
from handlers.result_entered import result_decided
from handlers.result_ranked import (
    equals_ordered,
    final_chosen,
    places_seen,
    places_set,
    ranking_seen,
)
from handlers.result_refused import ResultRefusedError
from storage.staff import asked

CUTS = {"in": "good", "out": "off", "tied": "due"}


async def ranking(visit: Visit, refused: str = "") -> Response:
    """GET: everybody who passed each stage, by name."""
    found = await done(visit, ranking_seen)
    return visit.page(
        "results/ranking.html",
        409 if refused else 200,
        ranking=found,
        names=await names_of(visit, [line.entry.candidate for line in found.lines]),
        seats=await done(visit, places_seen),
        most=desk_of(visit).most,
        groups=_groups(found.undecided),
        cuts=CUTS,
        selects="selector" in visit.who.roles,
        chosen="chosen" in visit.request.query_params,
        refused=refused,
    )


@shows_refusals(ranking)
async def set_places(visit: Visit) -> Response:
    """POST: as many as the budget allows."""
    fields = await visit.form()
    count = fields.get("count", "")
    if not count.isdecimal():
        raise ResultRefusedError("count", most=desk_of(visit).most)
    await done(visit, places_set, int(count), fields.get("reason", ""))
    return visit.go("/results/ranking")


@shows_refusals(ranking)
async def order(visit: Visit) -> Response:
    """POST: who of equals stands before whom."""
    fields = await visit.form()
    given = {
        int(name.removeprefix("place-")): value
        for name, value in fields.items()
        if name.startswith("place-") and name.removeprefix("place-").isdecimal()
    }
    if not given or sorted(given.values()) != [str(n) for n in range(1, len(given) + 1)]:
        raise ResultRefusedError("equals")
    ordered = sorted(given, key=lambda number: int(given[number]))
    await done(visit, equals_ordered, ordered, fields.get("reason", ""))
    return visit.go("/results/ranking")


@shows_refusals(ranking)
async def choose(visit: Visit) -> Response:
    """POST: the final choice."""
    await done(visit, final_chosen)
    return visit.go("/results/ranking?chosen")


async def candidate(visit: Visit, refused: str = "") -> Response:
    """GET: one candidate with every decision and its reason."""
    number, desk = int(visit.path["id"]), desk_of(visit)
    names = await names_of(visit, [number])
    decided = await asked(desk.selection.decided_of, number)
    if number not in names or not decided:
        raise HTTPException(404)
    return visit.page(
        "results/candidate.html",
        409 if refused else 200,
        person=names[number],
        number=number,
        decided=sorted(decided.items()),
        titles=dict(enumerate((title for _, title in stages_shown(visit)), 1)),
        outcomes=OUTCOMES,
        selects="selector" in visit.who.roles,
        refused=refused,
    )


@shows_refusals(candidate)
async def decide(visit: Visit) -> Response:
    """POST: another decision, in the last stage that was decided of them."""
    number, fields = int(visit.path["id"]), await visit.form()
    outcome = _outcome(fields.get("outcome", ""))
    decision = Decision(outcome, None, fields.get("reason", ""))
    await done(visit, result_decided, number, decision)
    return visit.go(f"/results/candidates/{number}")


def _outcome(text: str) -> Outcome:
    """Raises `ResultRefusedError`."""
    for each in OUTCOMES:
        if each == text:
            return each
    raise ResultRefusedError("unknown")


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Equals together."""
    return [list(group) for _, group in groupby(lines, key=lambda line: line.entry.total)]
