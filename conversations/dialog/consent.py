"""What is asked, why, for how long, and whether the applicant agrees."""

from collections.abc import Iterator

from conversations.dialog.route import again, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.eligibility.wording import sentence
from conversations.understanding.meaning import Wanted


def draw(scene: Scene, _key: str) -> Frame:
    text = scene.voice.say("consent.notice", kinds="\n".join(_kinds(scene)))
    agree = scene.choice("consent", "yes", style="primary")
    return Frame("consent", text, (agree, scene.choice("consent", "no")))


def _kinds(scene: Scene) -> Iterator[str]:
    """Lines with all kinds of data: those asked one by one, then each question of several."""
    questions, words = scene.plan.posting.questions, scene.voice.words
    alone = [words.name(asked.facts[0]) for asked in questions if len(asked.facts) == 1]
    if alone:
        yield f"- {sentence(', '.join(alone))}"
    for asked in questions:
        if len(asked.facts) > 1:
            names = ", ".join(map(words.name, asked.facts))
            yield f"- {scene.voice.questions[asked.id].short}: {names}."


def press(scene: Scene, token: Token) -> None:
    if scene.state.consent:
        again(scene, scene.voice.say("consent.given"))
    elif token.value == "yes":
        _agree(scene)
    else:
        scene.audit.append("consent_declined")
        scene.open("declined")


def _agree(scene: Scene) -> None:
    scene.consented()
    scene.state.progress = "consented"
    scene.audit.append("consent_given")
    onward(scene, scene.voice.say("consent.thanks"))


def hear(scene: Scene, text: str) -> Heard:
    """A plain yes or no; anything else is no consent."""
    meaning = understand(scene, Wanted("yesno"), text)
    if isinstance(meaning.value, bool):
        press(scene, Token("consent", "", "yes" if meaning.value else "no"))
        return "done"
    return heard_intent(meaning)


def draw_declined(scene: Scene, _key: str) -> Frame:
    links = (scene.link("consent", "primary"), scene.link("info"), scene.link("form"))
    text = f"{scene.voice.say('consent.declined')}\n\n{scene.voice.say('form_decides')}"
    return Frame("declined", text, links)


SCREEN = Screen(draw, press, hear)
DECLINED = Screen(draw_declined)
