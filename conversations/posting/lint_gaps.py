"""What the announcement itself leaves open. No mistake: the chat says so where it is declared."""

from conversations.posting.findings import Desk
from conversations.posting.reach import can_differ


def gaps(desk: Desk) -> None:
    """Findings of severity `gap`, each with the gap of the posting that declares it."""
    _stages(desk)
    _slots(desk)
    _proofs(desk)
    _papers(desk)
    _covered(desk)


def _stages(desk: Desk) -> None:
    dates = {entry.id: entry for entry in desk.posting.schedule}
    for stage in desk.posting.stages:
        place, entry = f"stages/{stage.id}", dates.get(stage.clause)
        if entry is None or not (entry.start or entry.until):
            desk.gap(place, stage.id, f"stage '{stage.id}' has no date")
        elif entry.start and desk.posting.opens < entry.start < desk.posting.closes:
            desk.gap(place, stage.id, f"stage '{stage.id}' begins while registration is open")


def _slots(desk: Desk) -> None:
    for slot in desk.posting.slots:
        place = f"slots/{slot.id}"
        if slot.proves is None:
            desk.gap(place, slot.id, f"upload '{slot.id}' belongs to no requirement")
        for name in slot.proves or ():
            if desk.posting.requirement[name].proof == "later":
                problem = f"'{slot.id}' is uploaded now, and '{name}' asks for its proof later"
                desk.gap(place, slot.id, problem)


def _proofs(desk: Desk) -> None:
    uploaded = {name for slot in desk.posting.slots for name in slot.proves or ()}
    later = {paper.requirement for paper in desk.posting.later_papers}
    for one in desk.posting.requirements:
        place = f"requirements/{one.id}"
        if one.proof == "now" and one.id not in uploaded:
            desk.gap(place, one.id, f"'{one.id}' is to be proven now, and no upload proves it")
        elif one.proof == "later" and one.id not in later:
            desk.gap(place, one.id, f"'{one.id}' is to be proven later, and no paper is named")
        elif one.proof == "none" and can_differ(desk.posting, one.rule):
            desk.gap(place, one.id, f"no proof is named for '{one.id}'")


def _papers(desk: Desk) -> None:
    dates = {entry.id for entry in desk.posting.schedule}
    for paper in desk.posting.later_papers:
        if paper.clause not in dates:
            desk.gap(f"later_papers/{paper.id}", paper.id, f"'{paper.id}' has no day to hand it in")


def _covered(desk: Desk) -> None:
    parts = ("stages", "slots", "requirements", "later_papers")
    known = {entry.id for part in parts for entry in getattr(desk.posting, part)}
    for about, gap in desk.posting.covered.items():
        if about not in known:
            problem = f"gap '{gap}' covers '{about}', which is no part of the posting"
            desk.error(f"gaps/{gap}", problem, "the id of a stage, upload, requirement or paper")
