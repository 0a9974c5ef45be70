"""Who speaks here, for whom, until when, and what the posting wants said first."""

from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame


def draw(scene: Scene) -> Frame:
    voice, posting = scene.voice, scene.plan.posting
    when = voice.say(
        f"greeting.{scene.phase}",
        opens=voice.moment(posting.opens_at),
        closes=voice.moment(posting.closes_at),
    )
    who = voice.say("greeting.who", agency=voice.texts.agency, title=voice.texts.title)
    where = voice.say("greeting.where", news=voice.news)
    told = " ".join([*voice.texts.greeting.values(), where])
    lines = (who, when, told, voice.say("greeting.safety"), voice.say("form_decides"))
    return Frame("greeting", "\n\n".join(lines))
