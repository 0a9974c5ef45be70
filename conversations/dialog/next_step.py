"""The official form: its link, what it wants uploaded, and until when."""

from collections.abc import Iterator

from conversations.dialog.message import Choice
from conversations.dialog.paper_words import status
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen


def form_frame(scene: Scene, choices: tuple[Choice, ...], overall: str = "eligible") -> Frame:
    """What to do about the form now; once it is closed the link is not offered."""
    voice, posting = scene.voice, scene.plan.posting
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
        parts += _uploads(scene)
    return Frame("form", "\n\n".join([*parts, status(scene), voice.say("form_decides")]), choices)


def _uploads(scene: Scene) -> Iterator[str]:
    """What has to be uploaded, and what only some upload."""
    slots, texts = scene.plan.posting.slots, scene.voice.texts.slots
    for need in ("mandatory", "optional"):
        named = [f"- {texts[slot.id].name}" for slot in slots if slot.need == need]
        if named:
            yield scene.voice.say(f"form.{need}", count=len(named), names="\n".join(named))


def draw(scene: Scene, _key: str) -> Frame:
    return form_frame(scene, _places(scene))


def _places(scene: Scene) -> tuple[Choice, ...]:
    """On from here, also to the uploads and to noting that the form was sent."""
    papers = (scene.link("docs"), scene.link("sent")) if scene.allowed else ()
    return (scene.link("next", "primary"), *papers, scene.link("info"))


SCREEN = Screen(draw, aside=True)
