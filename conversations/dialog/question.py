"""A question with one answer: yes or no, a date, a number, an option, a place, codes."""

from conversations.dialog.answer import Problem, facts_of
from conversations.dialog.known import answered
from conversations.dialog.message import Choice, Field
from conversations.dialog.route import again, onward
from conversations.dialog.said import said
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, heard_intent
from conversations.dialog.understood import understand
from conversations.posting.model import Question
from conversations.understanding.meaning import Kind, Wanted

_FIELDS: dict[str, Field] = {
    "date": "date", "number": "number", "region": "region", "codes": "codes",
}  # fmt: skip
_WANTED: dict[str, Kind] = {
    "yesno": "yesno", "date": "date", "number": "number", "choice": "choice",
    "region": "region", "codes": "kbli",
}  # fmt: skip


def draw(scene: Scene, asked: Question) -> Frame:
    text = scene.voice.questions[asked.id].ask + present(scene, asked)
    choices = (*_options(scene, asked), *tail(scene, asked))
    field = _FIELDS.get(asked.kind, "")
    key = f"question:{asked.id}"
    return Frame(key, text, choices, field=field, hint=scene.voice.hint(asked))


def present(scene: Scene, asked: Question) -> str:
    """The answer that stands, where there is one."""
    if not answered(asked, scene.state.facts):
        return ""
    return "\n\n" + scene.voice.say("present", value=said(scene, asked))


def tail(scene: Scene, asked: Question) -> tuple[Choice, ...]:
    """What every question offers beside its answers."""
    first = "-keep" if answered(asked, scene.state.facts) else "-unsure"
    return tuple(scene.choice("q", value, asked.id) for value in (first, "-help", "-back"))


def _options(scene: Scene, asked: Question) -> tuple[Choice, ...]:
    names = ("-yes", "-no") if asked.kind == "yesno" else [o.id for o in asked.options]
    return tuple(scene.choice("q", name, asked.id) for name in names)


def press(scene: Scene, asked: Question, value: str) -> None:
    found: dict[str, object] = {}
    if asked.kind == "yesno" and value in {"-yes", "-no"}:
        found = {asked.fact: value == "-yes"}
    for option in asked.options:
        if option.id == value:
            found = dict(option.sets)
    if not found:
        again(scene, scene.voice.say("button.unknown"))
        return
    learn(scene, found)
    onward(scene)


def learn(scene: Scene, found: dict[str, object]) -> None:
    for key, value in found.items():
        scene.know(key, value)


def wanted(scene: Scene, asked: Question) -> Wanted:
    """What an answer to this question may be."""
    texts = scene.voice.questions[asked.id]
    options = tuple(texts.options[option.id] for option in asked.options)
    places = scene.plan.regions.get(asked.fact, ())
    kind = _WANTED[asked.kind]
    return Wanted(kind, texts.ask, asked.fact, options or places, today=scene.today)


def hear(scene: Scene, asked: Question, text: str) -> Heard:
    meaning = understand(scene, wanted(scene, asked), text)
    if meaning.intent == "invalid":
        again(scene, scene.voice.say(f"invalid.{asked.kind}"))
        return "done"
    if meaning.intent or meaning.value is None:
        return heard_intent(meaning)
    found = facts_of(scene, asked, meaning.value)
    if isinstance(found, Problem):
        again(scene, scene.voice.say(found.key))
        return "done"
    learn(scene, found)
    _more(scene, asked, text)
    onward(scene, noted(scene, asked))
    return "done"


def noted(scene: Scene, asked: Question) -> str:
    """What was understood."""
    name = scene.voice.questions[asked.id].short
    return scene.voice.say("noted", name=name, value=said(scene, asked))


def _more(scene: Scene, asked: Question, text: str) -> None:
    """Codes said along with the answer that they depend on: `perorangan, 70209`."""
    for other in scene.plan.questions:
        if other.kind == "codes" and set(other.when) & set(asked.facts):
            codes = understand(scene, Wanted("kbli"), text).value
            if isinstance(codes, list) and codes:
                scene.know(other.fact, codes)
