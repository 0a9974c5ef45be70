"""Are the reminders of a posting worth sending, and do they come in time?"""

from conversations.posting.findings import Desk
from conversations.posting.model import Posting
from conversations.schedule.occasion import CLOSES, OPENS, Occasion
from conversations.schedule.times import moment, occasions, timetable

_ANCHORS = {"opening": OPENS, "closing": CLOSES, "closed": CLOSES}


def reminders(desk: Desk) -> None:
    """Findings about the declared occasions."""
    if desk.posting.reminders is None:
        return
    kept = {timed.occasion.id for timed in timetable(desk.posting)}
    for each in desk.posting.reminders:
        place = f"reminders/{each.id}"
        if problem := _misplaced(desk.posting, each):
            desk.error(place, *problem)
        elif moment(desk.posting, each) is None:
            desk.error(place, f"'{each.of}' has no time", "a line of schedule with from or until")
        elif each.id not in kept:
            desk.warn(place, f"'{each.id}' is never sent: outside registration, too late, or at the"
                      " moment of another one", "mend before, clock or keep")  # fmt: skip
    if not any(each.tells == "closing" for each in occasions(desk.posting)):
        desk.warn("reminders", "nobody is reminded of the closing", "{tells: closing, before: 24h}")


def _misplaced(posting: Posting, each: Occasion) -> tuple[str, str] | None:
    """What is wrong with the moment that the occasion goes by, and what to do."""
    if each.tells == "result":
        lines = [stage.result_clause for stage in posting.stages if stage.result_clause]
        known = each.id in {stage.id for stage in posting.stages if stage.result_clause == each.of}
        wanted = "the stage's id and result_clause"
        return None if known else (f"no stage '{each.id}' is announced by '{each.of}'",
                                   f"{wanted}: {', '.join(lines) or 'none has one'}")  # fmt: skip
    anchor = _ANCHORS[each.tells]
    if each.of == anchor:
        return None
    return f"'{each.tells}' goes by '{each.of}'", f"of: {anchor}"
