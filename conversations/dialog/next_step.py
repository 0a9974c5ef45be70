"""The official form: its link, what it wants uploaded, and until when."""

from conversations.dialog.message import Choice
from conversations.dialog.paper_words import status
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen


def form_frame(scene: Scene, choices: tuple[Choice, ...], overall: str = "eligible") -> Frame:
    """What to do about the form now; once it is closed the link is not offered."""
    voice, posting = scene.voice, scene.plan.posting
    names = "\n".join(f"- {voice.texts.slots[slot.id].name}" for slot in posting.slots)
    head = voice.say(
        f"form.{scene.phase}",
        link=posting.form_url,
        opens=voice.moment(posting.opens_at),
        closes=voice.moment(posting.closes_at),
        news=voice.news,
    )
    parts = [head]
    if scene.phase != "closed" and overall != "eligible":
        parts = [voice.say(f"form.first.{overall}"), head]
    if scene.phase != "closed":
        parts += [voice.say("form.uploads", count=len(posting.slots), names=names)]
    return Frame("form", "\n\n".join([*parts, status(scene), voice.say("form_decides")]), choices)


def draw(scene: Scene, _key: str) -> Frame:
    return form_frame(scene, _places(scene))


def _places(scene: Scene) -> tuple[Choice, ...]:
    """On from here, also to the uploads and to noting that the form was sent."""
    papers = (scene.link("docs"), scene.link("sent")) if scene.allowed else ()
    return (scene.link("next", "primary"), *papers, scene.link("info"))


SCREEN = Screen(draw, aside=True)
