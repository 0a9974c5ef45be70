"""Beginning again: asked first, since it forgets every answer."""

from conversations.dialog.confirm import confirming
from conversations.dialog.route import onward
from conversations.dialog.scene import Scene


def _forget(scene: Scene) -> None:
    scene.forget()
    scene.state.progress = "consented"
    scene.audit.append("restarted")
    onward(scene, scene.voice.say("restart.done"))


SCREEN = confirming("restart", _forget, personal=True)
