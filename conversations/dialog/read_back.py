"""What was read from a paper: shown, and a fact only once it is confirmed.

Its buttons hold at any time, and carry a signature of what they were shown with: where something is
known otherwise by now, it is shown again instead of counting.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from conversations.dialog.message import Choice
from conversations.dialog.offered import Offer, offers, signature
from conversations.dialog.paper_words import say, slot_name
from conversations.dialog.route import again, gone, onward
from conversations.dialog.said import worded
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import LONGEST, Token
from conversations.dialog.understood import understand
from conversations.documents.paper import NAMING, Paper, in_order
from conversations.eligibility.wording import sentence
from conversations.posting.model import Question
from conversations.understanding.meaning import Wanted

_NIK = 16
_SHOWN = 4
_WORDS = {"yes", "no", "use", "keep"}


def draw(scene: Scene, key: str) -> Frame:
    paper = scene.state.papers[key]
    found, slot = offers(scene, paper), _slot(scene, paper)
    if not found:
        return Frame(f"read:{key}", say(scene, "read.none", slot=slot), (scene.link("next"),))
    lines = "\n".join(f"- {line}" for line in (*_person(scene, paper), *_lines(scene, found)))
    differs = any(offer.said is not None for offer in found)
    text = say(scene, "read.differs" if differs else "read.ask", slot=slot, lines=lines)
    words = ("use", "keep") if differs else ("yes",)
    mends = [f"mend.{asked.id}" for asked in _asked(scene, found)]
    ends = [] if differs else ["no"]
    sign = signature(found)
    choices = (_choice(scene, key, word, sign) for word in (*words, *mends, *ends))
    fitting = tuple(choice for choice in choices if len(choice.token) <= LONGEST)
    return Frame(f"read:{key}", text, fitting)


def _slot(scene: Scene, paper: Paper) -> str:
    return slot_name(scene, paper.slot) if paper.slot in scene.plan.posting.slot else paper.name


def _choice(scene: Scene, key: str, word: str, sign: str) -> Choice:
    token = Token("read", key, f"{sign}.{word}")
    return Choice(label(scene, token), str(token), "primary" if word in {"yes", "use"} else "plain")


def _person(scene: Scene, paper: Paper) -> Iterator[str]:
    """Whose it is. The NIK is recognised by its end; it is never shown whole, and no fact."""
    if isinstance(name := paper.fields.get("nama"), str) and paper.slot in NAMING:
        yield say(scene, "read.person", name=name)
    digits = paper.fields.get("nik")
    if isinstance(digits, str) and len(digits) == _NIK:
        yield f"NIK: {'•' * (_NIK - _SHOWN)}{digits[-_SHOWN:]}"


def _lines(scene: Scene, found: Sequence[Offer]) -> Iterator[str]:
    """Each in words, beside what was answered where that differs."""
    for offer in found:
        name, read = scene.voice.texts.facts[offer.key].name, _worded(scene, offer.key, offer.value)
        if offer.said is not None:
            said = _worded(scene, offer.key, offer.said)
            yield sentence(say(scene, "read.other", name=name, read=read, said=said))
        else:
            yield sentence(_told(scene, offer.key, offer.value) or f"{name}: {read}")


def _worded(scene: Scene, key: str, value: object) -> str:
    """As the button that answers so, else in the posting's own words."""
    asked = scene.plan.asking(key)
    for option in asked.options if asked else ():
        if asked and option.sets == {key: value}:
            return scene.voice.questions[asked.id].options[option.id]
    return _told(scene, key, value) or worded(scene.voice, value)


def _told(scene: Scene, key: str, value: object) -> str:
    """The posting's sentence for it; "" where it has none."""
    as_text = str(value).lower() if isinstance(value, bool) else str(value)
    return scene.voice.texts.facts[key].said.get(as_text, "")


def _asked(scene: Scene, found: Sequence[Offer]) -> list[Question]:
    """The questions that ask for any of it."""
    keys = {offer.key for offer in found}
    return [asked for asked in scene.plan.questions if keys & {*asked.facts}]


def label(scene: Scene, token: Token) -> str:
    """The words on a button. Raises `KeyError` where there is no such button."""
    if not token.value:
        return say(scene, "read.open", slot=_slot(scene, scene.state.papers[token.key]))
    _, _, word = token.value.partition(".")
    if word in _WORDS:
        return say(scene, f"buttons.read.{word}")
    if not word.startswith("mend."):
        raise KeyError(word)
    short = scene.voice.questions[word.removeprefix("mend.")].short
    return say(scene, "buttons.read.mend", name=short)


def press(scene: Scene, token: Token) -> None:
    paper = scene.state.papers[token.key]
    sign, _, word = token.value.partition(".")
    found = offers(scene, paper)
    if not found:
        _home(scene, say(scene, "read.none", slot=_slot(scene, paper)))
    elif sign != signature(found):
        scene.open("read", token.key, say(scene, "read.changed"))
    elif word.startswith("mend."):
        _mend(scene, paper, found, word.removeprefix("mend."))
    elif word in {"yes", "use"}:
        _accept(scene, paper, found)
        _home(scene, say(scene, "read.noted"), found)
    else:
        _settle(scene, paper)
        _home(scene, say(scene, "read.kept" if word == "keep" else "read.left"))


def _accept(scene: Scene, paper: Paper, found: Sequence[Offer]) -> None:
    for offer in found:
        scene.know(offer.key, offer.value, "document")
    _settle(scene, paper, confirmed=True)
    scene.audit.append("facts_from_document")


def _settle(scene: Scene, paper: Paper, *, confirmed: bool = False) -> None:
    settled = replace(paper, settled=True, confirmed=confirmed)
    scene.state.papers[str(paper.id)] = settled


def _mend(scene: Scene, paper: Paper, found: Sequence[Offer], name: str) -> None:
    """The rest counts; this question is asked."""
    mine = scene.plan.question[name].facts
    _accept(scene, paper, [offer for offer in found if offer.key not in mine])
    scene.open("q", name)


def _home(scene: Scene, notice: str, learned: Sequence[Offer] = ()) -> None:
    """To what else waits to be confirmed; else to where the talk was, or on from there."""
    asking = scene.place[0] == "read"
    if asking and (key := _next(scene)):
        scene.open("read", key, notice)
        return
    name, _, key = (scene.state.asked.back_to if asking else scene.state.asked.screen).partition(
        ":"
    )
    if not name or gone(scene, name, key) or _answered(scene, name, key, learned):
        onward(scene, notice)
    elif asking:
        scene.open(name, key, notice)
    else:
        again(scene, notice)


def _next(scene: Scene) -> str:
    papers = in_order(scene.state.papers.values())
    return next((str(paper.id) for paper in papers if offers(scene, paper)), "")


def _answered(scene: Scene, name: str, key: str, learned: Sequence[Offer]) -> bool:
    """Does what is known now take the place of what was shown?"""
    if name == "q":
        return any(offer.key in scene.plan.question[key].facts for offer in learned)
    return name in {"verdict", "pause"}


def hear(scene: Scene, text: str) -> Heard:
    """A plain yes or no; which of two answers holds is for a button."""
    key = scene.place[1]
    found = offers(scene, scene.state.papers[key])
    meaning = understand(scene, Wanted("yesno", field="correct"), text)
    if not isinstance(meaning.value, bool) or not found:
        return heard_intent(meaning)
    if any(offer.said is not None for offer in found):
        again(scene, say(scene, "read.which"))
    elif meaning.value:
        press(scene, Token("read", key, f"{signature(found)}.yes"))
    else:
        again(scene, scene.voice.say("stated.mend"))
    return "done"


def has(scene: Scene, key: str) -> bool:
    return key in scene.state.papers


SCREEN = Screen(draw, press, hear, aside=True, personal=True, has=has, anytime=True, label=label)
