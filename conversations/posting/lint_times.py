"""Are the times of a posting in order?"""

from conversations.posting.findings import Desk


def times(desk: Desk) -> None:
    """Findings about opening, closing, the as-of day, and the schedule."""
    posting = desk.posting
    if posting.opens >= posting.closes:
        desk.error("closes", f"closes {posting.closes:%Y-%m-%dT%H:%M} is not after it opens",
                   "closes after opens")  # fmt: skip
    if abs((posting.as_of - posting.closes.date()).days) > 366:  # noqa: PLR2004 - a year
        problem = f"as_of {posting.as_of} is more than a year from the closing"
        desk.warn("as_of", problem, "often the closing day")
    if posting.compare and posting.compare.day == posting.as_of:
        desk.warn("compare", "compare names the as-of day itself", "another day, or leave it out")
    _lines(desk)
    _stages(desk)


def _lines(desk: Desk) -> None:
    for entry in desk.posting.schedule:
        place = f"schedule/{entry.id}"
        if entry.start is None and entry.until is None:
            desk.warn(place, f"'{entry.id}' has neither from nor until", "give it one")
        elif entry.start and entry.until and entry.start > entry.until:
            desk.error(place, f"'{entry.id}' ends before it begins", "from not after until")


def _stages(desk: Desk) -> None:
    """Stages stand in their order; a result is not announced before its stage begins."""
    starts = {entry.id: entry.start or entry.until for entry in desk.posting.schedule}
    before, last = "", None
    for stage in desk.posting.stages:
        start, place = starts.get(stage.clause), f"stages/{stage.id}"
        result = starts.get(stage.result_clause)
        if start and last and start < last:
            desk.error(place, f"stage '{stage.id}' begins before '{before}'", "stages in order")
        if start and result and result < start:
            desk.error(place, f"the result of '{stage.id}' comes before it begins",
                       "mend result_clause or the schedule")  # fmt: skip
        if start:
            before, last = stage.id, start
