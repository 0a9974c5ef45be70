"""Taking consent back: everything said is forgotten here, and nothing more is asked."""

from conversations.dialog.confirm import confirming
from conversations.dialog.scene import Scene


def _withdraw(scene: Scene) -> None:
    state = scene.state
    state.facts, state.consent, state.acknowledged = {}, "", ""
    state.verdict, state.told, state.progress = "", [], "greeted"
    scene.forget_drafts()
    scene.audit.append("consent_withdrawn")
    scene.open("declined", notice=scene.voice.say("withdraw.done"))


SCREEN = confirming("withdraw", _withdraw)
