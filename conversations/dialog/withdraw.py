"""Taking consent back: everything said is forgotten here, and nothing more is asked."""

from conversations.dialog.confirm import confirming
from conversations.dialog.reach import Contact
from conversations.dialog.scene import Scene
from conversations.dialog.state import Batch


def _withdraw(scene: Scene) -> None:
    if not scene.state.consent:
        scene.open("declined", notice=scene.voice.say("rights.withdrawn"))
        return
    scene.forget()
    scene.state.papers, scene.state.untold, scene.state.batch = {}, [], Batch()
    scene.state.form_sent = scene.state.form_number = ""
    scene.state.consent, scene.state.progress = "", "greeted"
    scene.state.contact, scene.state.question = Contact(), ""
    scene.audit.append("consent_withdrawn")
    scene.open("declined", notice=scene.voice.say("withdraw.done"))


SCREEN = confirming("withdraw", _withdraw)
