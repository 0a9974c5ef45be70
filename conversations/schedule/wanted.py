"""Is an occasion still worth a message, for this case as it is now?"""

from conversations.dialog.changed import outcome_changed
from conversations.dialog.scene import Scene
from conversations.schedule.occasion import Occasion
from conversations.schedule.revision import last_move

FOR_EVERYBODY = {"result", "amended"}


def why_not(scene: Scene, occasion: Occasion) -> str:
    """In a word, for the count of what was dropped; "" where it is worth it."""
    state = scene.state
    if not state.consent:
        return "no consent"
    if state.stopped or state.blocked:
        return "stopped" if state.stopped else "staff blocked"
    if occasion.tells in FOR_EVERYBODY:
        return "unchanged" if occasion.tells == "amended" and _not_theirs(scene) else ""
    return _unwanted(scene, occasion) or _pointless(scene, occasion)


def _not_theirs(scene: Scene) -> bool:
    """Was only a rule changed, and not to them?"""
    last = last_move(scene.house.edition)
    return bool(last and last.row.amendment.kind == "rule" and not outcome_changed(scene, last))


def _unwanted(scene: Scene, occasion: Occasion) -> str:
    """Who chose few, and who does not meet a requirement, hears of the main occasions alone."""
    state = scene.state
    if state.reminders == "paused":
        return "paused"
    few = state.reminders == "few" or state.verdict == "not_eligible"
    return "rhythm" if few and not occasion.few else ""


def _pointless(scene: Scene, occasion: Occasion) -> str:
    if occasion.tells == "closed":
        return "" if scene.phase == "closed" else "phase"
    if scene.phase != "open":
        return "phase"
    return "form sent" if scene.state.form_sent else ""
