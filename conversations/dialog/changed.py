"""Does an amendment change what the self-check says of somebody?"""

from conversations.dialog.known import values
from conversations.dialog.plan import Plan
from conversations.dialog.scene import Scene
from conversations.eligibility.assess import assess
from conversations.posting.edition import Laid


def outcome_changed(scene: Scene, laid: Laid) -> bool:
    """By what they answered, whatever was said since; nobody without an outcome has another one."""
    if scene.state.progress != "checked":
        return False
    before = assess(laid.before, values(Plan(laid.before), scene.state.facts))
    return before.overall != scene.known.assessment.overall
