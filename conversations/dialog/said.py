"""An answer as the applicant reads it back."""

from collections.abc import Mapping

from conversations.dialog.scene import Scene
from conversations.dialog.voice import Voice
from conversations.posting.model import Item, Question


def said(scene: Scene, asked: Question) -> str:
    """What is known of a question, in words; "" where nothing is."""
    facts = scene.state.facts
    if asked.kind == "ticks":
        return _ticked(scene, asked)
    known = {key: facts[key] for key in asked.facts if key in facts}
    if any(fact.unsure for fact in known.values()):
        return scene.voice.say("value.unsure")
    if asked.options:
        stands = {key: fact.value for key, fact in known.items()}
        return _option(scene.voice, asked, stands)
    return worded(scene.voice, known[asked.fact].value) if known else ""


def _option(voice: Voice, asked: Question, stands: Mapping[str, object]) -> str:
    labels = voice.questions[asked.id].options
    for option in asked.options:
        if all(stands.get(key) == value for key, value in option.sets.items()):
            return labels[option.id]
    return ", ".join(worded(voice, value) for value in stands.values())


def worded(voice: Voice, value: object) -> str:
    """One value in words."""
    if isinstance(value, bool):
        return voice.say("value.yes" if value else "value.no")
    if isinstance(value, list):
        return _listed(voice, value)
    text = str(value)
    if len(text) == len("2025-12-22") and text[4] == text[7] == "-":
        return voice.words.written(text)
    return voice.texts.values.get(text, text)


def _listed(voice: Voice, value: list[object]) -> str:
    records = [entry for entry in value if isinstance(entry, Mapping)]
    if levels := [str(entry["level"]) for entry in records if "level" in entry]:
        return ", ".join(levels)
    if records or not value:
        return voice.say("value.entries", count=len(records))
    return ", ".join(str(entry) for entry in value)


def _ticked(scene: Scene, asked: Question) -> str:
    """Which boxes hold, which do not, and which are not known."""
    labels = scene.voice.questions[asked.id].items
    groups: dict[str, list[str]] = {"yes": [], "no": [], "unsure": []}
    for item in asked.items:
        if group := _group(scene, item):
            groups[group].append(labels[item.id])
    return "; ".join(
        scene.voice.say(f"value.ticks_{group}", names=", ".join(names))
        for group, names in groups.items()
        if names
    )


def _group(scene: Scene, item: Item) -> str:
    fact = scene.state.facts.get(item.fact)
    if fact is None:
        return ""
    if fact.unsure:
        return "unsure"
    return "yes" if fact.value == item.yes else "no"
