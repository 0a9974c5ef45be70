"""Periods of work as a list: to add to, to change, to take from, with the time that counts."""

from conversations.dialog import period
from conversations.dialog.message import Choice
from conversations.dialog.period import Entry, begun, entries, keep, line
from conversations.dialog.question import tail
from conversations.dialog.route import again, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, heard_intent
from conversations.dialog.understood import understand
from conversations.eligibility.experience import tally
from conversations.eligibility.experience_words import total_words
from conversations.posting.model import Question
from conversations.understanding.meaning import Wanted


def telling(scene: Scene, asked: Question) -> bool:
    """Is one period being told, part by part?"""
    return asked.kind == "experience" and begun(scene, asked) is not None


def draw(scene: Scene, asked: Question) -> Frame:
    if begun(scene, asked) is not None:
        return period.draw(scene, asked)
    voice, found = scene.voice, entries(scene, asked)
    lines = "\n".join(line(scene, asked, entry, at) for at, entry in enumerate(found, 1))
    parts = [voice.questions[asked.id].ask, voice.say("period.how", hint=voice.hint(asked))]
    if found:
        parts = [voice.say("period.list", lines=lines), _total(scene, asked, found)]
    return Frame(
        f"question:{asked.id}", "\n\n".join(part for part in parts if part),
        _choices(scene, asked, found), field="period",
        hint=voice.hint(asked),
    )  # fmt: skip


def _total(scene: Scene, asked: Question, found: list[Entry]) -> str:
    """How much proven time there is, where a rule counts it."""
    rule = scene.plan.counting(asked.fact, scene.known.values)
    if rule is None:
        return ""
    proven = tally(found, rule, scene.plan.posting.as_of).proven
    if not proven.days:
        return scene.voice.say("period.no_total")
    return scene.voice.say("period.total", total=total_words(proven, scene.voice.words))


def _choices(scene: Scene, asked: Question, found: list[Entry]) -> tuple[Choice, ...]:
    edits = [f"-edit.{at}" for at in range(len(found))]
    values = ["-done", "-add", *edits, "-help"] if found else ["-add", "-none"]
    choices = tuple(scene.choice("q", value, asked.id) for value in values)
    return choices if found else (*choices, *tail(scene, asked))


def press(scene: Scene, asked: Question, value: str) -> None:
    word, _, number = value.partition(".")
    if word == "-none":
        _settle(scene, asked, [])
    elif word == "-done":
        _settle(scene, asked, entries(scene, asked))
    elif word == "-add":
        period.begin(scene, asked, {})
    elif word == "-edit" and number.isdecimal() and int(number) < len(entries(scene, asked)):
        period.change(scene, asked, int(number))
    elif begun(scene, asked) is not None:
        period.press(scene, asked, value)
    else:
        again(scene, scene.voice.say("button.unknown"))


def _settle(scene: Scene, asked: Question, found: list[Entry], notice: str = "") -> None:
    scene.know(asked.fact, list(found))
    scene.draft(asked.id)
    onward(scene, notice)


def hear(scene: Scene, asked: Question, text: str) -> Heard:
    if begun(scene, asked) is not None:
        return period.hear(scene, asked, text)
    meaning = understand(scene, Wanted("experience", field=asked.fact, today=scene.today), text)
    if not isinstance(meaning.value, list) or not meaning.value:
        return heard_intent(meaning)
    told = [{name: entry.get(name) for name in period.PARTS} for entry in meaning.value]
    first = not entries(scene, asked) and asked.fact not in scene.state.facts
    keep(scene, asked, [*entries(scene, asked), *(e for e in told if not period.lacking(e))])
    unfinished = [entry for entry in told if period.lacking(entry)]
    if unfinished:
        period.begin(scene, asked, unfinished[0], unfinished[1:])
    elif first and _enough(scene, asked):
        _settle(scene, asked, entries(scene, asked), period.noted(scene, asked))
    else:
        again(scene, scene.voice.say("period.added"))
    return "done"


def _enough(scene: Scene, asked: Question) -> bool:
    """Does what is listed suffice, so that nothing more need be asked?"""
    rule = scene.plan.counting(asked.fact, scene.known.values)
    found = entries(scene, asked)
    return bool(rule and tally(found, rule, scene.plan.posting.as_of).proven.enough)
