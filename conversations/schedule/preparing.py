"""The same occasion in a text that was approved beforehand, for channels that need one."""

from datetime import timedelta

from msgspec.structs import replace

from conversations.dialog.scene import Scene
from conversations.documents.checklist import checklist, missing
from conversations.posting.prepared import prepared
from conversations.schedule.occasion import Occasion
from conversations.schedule.telling import left_words


def prepare(scene: Scene, occasion: Occasion) -> None:
    """Adds it to what was just said, where the channel needs it and the posting has it."""
    if not scene.can.needs_template:
        return
    edition, language = scene.house.edition, scene.state.language
    found = prepared(edition, occasion.tells, language, _values(scene, occasion))
    if found:
        scene.messages[-1] = replace(scene.messages[-1], prepared=found)


def _values(scene: Scene, occasion: Occasion) -> dict[str, str]:
    posting, voice = scene.plan.posting, scene.voice
    left = max(posting.closes_at - scene.now, timedelta(0))
    lacking = missing(checklist(posting, scene.state.papers))
    return {
        "closes": voice.moment(posting.closes_at),
        "left": left_words(scene, left),
        "missing": str(len(lacking)),
        "stage": voice.texts.stages.get(occasion.id, voice.texts.title),
    }
