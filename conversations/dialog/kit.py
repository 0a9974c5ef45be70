"""The kit: everything for the official form in one download."""

from conversations.dialog.message import Link
from conversations.dialog.paper_words import link_until, say, slot_name, status
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.documents.checklist import checklist, missing


def draw(scene: Scene, _key: str) -> Frame:
    choices = (scene.link("sent", "primary"), scene.link("docs"), scene.link("back"))
    if not scene.state.papers:
        parts = [say(scene, "kit.early"), status(scene)]
        return Frame("kit", "\n\n".join(parts), choices[1:])
    lines = missing(checklist(scene.plan.posting, scene.state.papers))
    parts = [say(scene, "kit.ready")]
    if lines:
        names = ", ".join(slot_name(scene, line.slot.id) for line in lines)
        parts.append(say(scene, "kit.gaps", names=names))
    parts.append(say(scene, "kit.no_application"))
    if scene.phase != "closed":
        parts += [f"{scene.plan.posting.form_url}", link_until(scene)]
    parts.append(status(scene))
    links = (Link(say(scene, "links.kit"), "kit"),)
    return Frame("kit", "\n\n".join(parts), choices, links=links)


SCREEN = Screen(draw, aside=True, personal=True)
