"""`Eh bukan, 2019`: words that correct the last answer, though another question is shown by now."""

from conversations.dialog.answer import Problem, facts_of
from conversations.dialog.question import learn, noted, wanted
from conversations.dialog.route import again, onward
from conversations.dialog.scene import Scene
from conversations.dialog.understood import corrects, understand
from conversations.posting.model import Question

_WHOLE = frozenset(("date", "number", "choice", "region", "codes", "yesno"))


def corrected(scene: Scene, text: str) -> bool:
    """Changes the last answer; False where the words do not say that, or not what it should be."""
    asked = _latest(scene) if corrects(scene, text) else None
    if asked is None:
        return False
    meaning = understand(scene, wanted(scene, asked), _with_old(scene, asked, text))
    if meaning.value is None or meaning.intent:
        return False
    found = facts_of(scene, asked, meaning.value)
    if isinstance(found, Problem):
        again(scene, scene.voice.say(found.key))
    else:
        learn(scene, found)
        onward(scene, noted(scene, asked))
    return True


def _latest(scene: Scene) -> Question | None:
    """The one question that was answered last, where it has one answer."""
    facts = scene.state.facts
    newest = max((fact.at for fact in facts.values()), default="")
    keys = {key for key, fact in facts.items() if fact.at == newest}
    asked = {q.id: q for key in keys if (q := scene.plan.asking(key))}
    only = next(iter(asked.values())) if len(asked) == 1 else None
    return only if only and only.kind in _WHOLE else None


def _with_old(scene: Scene, asked: Question, text: str) -> str:
    """A part of a date is corrected in the whole of it."""
    old = scene.state.facts[asked.fact] if asked.kind == "date" else None
    return f"{old.value} {text}" if old and not old.unsure else text
