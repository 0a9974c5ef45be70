"""More was said than was asked: what was understood is shown, and counts once it is confirmed."""

import re
from collections.abc import Iterator, Mapping
from typing import cast

from conversations.dialog import ticks
from conversations.dialog.answer import Problem, facts_of
from conversations.dialog.message import Choice
from conversations.dialog.period import PARTS, line
from conversations.dialog.question import wanted
from conversations.dialog.route import again, onward
from conversations.dialog.said import worded
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import stated, understand
from conversations.posting.model import Question
from conversations.understanding.meaning import Wanted

Values = dict[str, object]
_DRAFT = "-stated"
_MEND = "mend."
_PART = re.compile(r"[,;\n]")


def overheard(scene: Scene, asked: Question | None, text: str) -> bool:
    """Shows what `text` states beyond the question that was asked, if one was; False where there
    is nothing.
    """
    told = _usable(scene, text)
    if not (_beyond(asked, told) if asked else told):
        return False
    if asked:
        told |= _begun(scene, asked, told, text)
    scene.draft(_DRAFT, {**_kept(scene), **told})
    meaning = understand(scene, Wanted("choice"), text)
    state, answer = scene.state, None
    if meaning.intent == "question":
        answer = scene.house.answer(text, state.language, scene.now, state.question)
    scene.open("stated", notice=answer or "")
    return True


def _beyond(asked: Question, told: Values) -> bool:
    others = [key for key in told if key not in asked.facts]
    return bool(others) or (asked.kind == "ticks" and bool(told))


def _begun(scene: Scene, asked: Question, told: Values, text: str) -> Values:
    """The day that was asked for, where the words begin with it: `14 Mei 1990, S1 Ekonomi`."""
    if asked.kind != "date" or asked.fact in told:
        return {}
    first = _PART.split(text, maxsplit=1)[0]
    meaning = understand(scene, wanted(scene, asked), first)
    if meaning.intent or meaning.value is None:
        return {}
    found = facts_of(scene, asked, meaning.value)
    return {} if isinstance(found, Problem) else found


def _usable(scene: Scene, text: str) -> Values:
    """Facts by key that the posting asks for, in the shapes that it knows."""
    found: Values = {}
    for key, value in _flat(stated(scene, text)):
        asked = scene.plan.asking(key)
        if asked and (fitting := _fitting(scene, asked, key, value)) is not None:
            found[key] = fitting
    return found


def _flat(told: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """A record becomes one fact for each of its parts: `nib.has`."""
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{part}", one) for part, one in value.items())
        else:
            yield key, value


def _fitting(scene: Scene, asked: Question, key: str, value: object) -> object:
    """The value, where the question could have been answered so; else None."""
    if asked.kind == "date":
        return None if isinstance(facts_of(scene, asked, value), Problem) else value
    if asked.kind == "experience":
        return _periods(value)
    options = scene.plan.options(key)
    return value if not options or value in options else None


def _periods(value: object) -> object:
    """Periods that lack a date are asked for; all the others have every part."""
    listed = value if isinstance(value, list) else []
    whole = [{part: entry.get(part) for part in PARTS} for entry in listed]
    lacks = any(not entry["start"] or not entry["end"] or entry["proof"] is None for entry in whole)
    return None if lacks else whole


def _kept(scene: Scene) -> Values:
    kept = scene.state.asked.draft.get(_DRAFT)
    return dict(kept) if isinstance(kept, Mapping) else {}


def _groups(scene: Scene) -> dict[str, Values]:
    """What is waiting to be confirmed, by the question that would have asked for it."""
    kept, found = _kept(scene), cast("dict[str, Values]", {})
    for question in scene.plan.questions:
        here = {key: kept[key] for key in question.facts if key in kept}
        if here:
            found[question.id] = here
    return found


def draw(scene: Scene, _key: str) -> Frame:
    groups = _groups(scene)
    lines = [f"- {said}" for name, here in groups.items() for said in _lines(scene, name, here)]
    text = scene.voice.say("stated.ask", lines="\n".join(lines))
    mends = tuple(_mending(scene, name) for name in groups)
    return Frame("stated", text, (scene.choice("stated", "yes", style="primary"), *mends))


def _mending(scene: Scene, name: str) -> Choice:
    token = Token("stated", "", f"{_MEND}{name}", scene.version)
    return Choice(label(scene, token), str(token))


def _lines(scene: Scene, name: str, here: Values) -> Iterator[str]:
    """Each fact in words: a sentence where the posting has one."""
    voice, asked = scene.voice, scene.plan.question[name]
    for key, value in here.items():
        if asked.kind == "experience" and isinstance(value, list) and value:
            yield from (line(scene, asked, entry) for entry in value)
            continue
        texts = voice.texts.facts[key]
        said = texts.said.get(str(value).lower() if isinstance(value, bool) else str(value))
        yield said or f"{texts.name}: {worded(voice, value)}"


def label(scene: Scene, token: Token) -> str:
    """The words of a button; a mending one names its question."""
    if not token.value.startswith(_MEND):
        return scene.voice.say(f"buttons.stated.{token.value}")
    short = scene.voice.questions[token.value.removeprefix(_MEND)].short
    return scene.voice.say("buttons.stated.mend", name=short)


def press(scene: Scene, token: Token) -> None:
    if token.value == "yes":
        _accept(scene)
        onward(scene, scene.voice.say("stated.noted"))
    else:
        _mend(scene, token.value.removeprefix(_MEND))


def _accept(scene: Scene, but: str = "") -> None:
    """All of it counts, but what one question asked for."""
    for name, here in _groups(scene).items():
        if name != but:
            for key, value in here.items():
                scene.know(key, value)
    scene.draft(_DRAFT)


def _mend(scene: Scene, name: str) -> None:
    """The rest counts; this question is asked, its boxes as they were understood."""
    here = _groups(scene).get(name, {})
    _accept(scene, but=name)
    asked = scene.plan.question[name]
    if asked.kind == "ticks":
        on = [i.id for i in ticks.boxes_of(scene, asked) if here.get(i.fact) == i.yes]
        scene.draft(name, on)
    scene.open("q", name)


def hear(scene: Scene, text: str) -> Heard:
    """Yes, no, or more of it: what comes later replaces what was shown."""
    told = _usable(scene, text)
    if told:
        scene.draft(_DRAFT, {**_kept(scene), **told})
        scene.open("stated")
        return "done"
    meaning = understand(scene, Wanted("yesno", field="correct"), text)
    if meaning.value is True:
        press(scene, Token("stated", "", "yes"))
    elif meaning.value is False:
        again(scene, scene.voice.say("stated.mend"))
    else:
        return heard_intent(meaning)
    return "done"


SCREEN = Screen(draw, press, hear, personal=True, checklist=True, label=label)
