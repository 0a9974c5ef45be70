"""Several people at one address: who writes, whose case is open, and how it is told apart."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from conversations.dialog.join import say
from conversations.dialog.join_kept import Person, Wish
from conversations.dialog.message import Choice
from conversations.dialog.plain_words import plain
from conversations.dialog.reach import name_in
from conversations.dialog.route import again, back
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, listen
from conversations.dialog.tokens import Token

LONGEST_LABEL = 20
MOST_PEOPLE = 6
UNCLEAR_AFTER = timedelta(hours=6)
_SWITCH = ("ganti ", "pindah ke ", "switch to ", "switch ")


def whose(scene: Scene) -> list[str]:
    """Whose case is open, where several share the address."""
    together = scene.state.together
    return [say(scene, "whose", label=_own(scene))] if together.people else []


def begin(scene: Scene) -> None:
    """Somebody else writes: who is there already is asked for their name first."""
    together = scene.state.together
    if together.people:
        scene.open("who")
    else:
        _another(scene)


def _another(scene: Scene) -> None:
    scene.open("other", "new" if scene.state.together.label else "mine")


def switch(scene: Scene) -> None:
    """To the only other one at once; else it is asked to whom."""
    others = scene.state.together.others
    if not others:
        _another(scene)
    elif len(others) == 1:
        scene.wish = Wish("switch", others[0].number)
    else:
        scene.open("who")


def named(scene: Scene, text: str) -> bool:
    """Do the words say to whom to switch? Then that is done."""
    said = plain(text)
    for start in _SWITCH:
        for person in scene.state.together.others:
            if said == f"{start}{person.label.casefold()}":
                scene.wish = Wish("switch", person.number)
                return True
    return False


def draw_who(scene: Scene, _key: str) -> Frame:
    together = scene.state.together
    choices = [_person(scene, person) for person in together.people]
    if len(together.people) < MOST_PEOPLE:
        choices.append(scene.choice("who", "new"))
    return Frame("who", say(scene, "who", label=_own(scene)), tuple(choices))


def _person(scene: Scene, person: Person) -> Choice:
    token = Token("who", "", f"p{person.number}", scene.version)
    return Choice(person.label or say(scene, "first"), str(token))


def press_who(scene: Scene, token: Token) -> None:
    if token.value == "new":
        _another(scene)
        return
    number = int(token.value[1:])
    if number == scene.state.together.number:
        _same(scene)
    elif any(person.number == number for person in scene.state.together.others):
        scene.wish = Wish("switch", number)
    else:
        again(scene, scene.voice.say("button.unknown"))


def _same(scene: Scene) -> None:
    """It was who it seemed to be: what they said holds."""
    if scene.state.together.held:
        scene.wish = Wish("hear")
    else:
        back(scene)


def label_who(scene: Scene, token: Token) -> str:
    """Raises `KeyError` where there is no such button."""
    labels = {f"p{each.number}": each.label for each in scene.state.together.people}
    if token.value in labels:
        return labels[token.value] or say(scene, "first")
    return scene.voice.label(token)


def draw_other(scene: Scene, key: str) -> Frame:
    text = say(scene, f"other.{key}", most=LONGEST_LABEL)
    return Frame(f"other:{key}", text, (scene.choice("other", "no", key),), field="text")


def press_other(scene: Scene, _token: Token) -> None:
    back(scene)


def hear_other(scene: Scene, text: str) -> Heard:
    key, label = scene.place[1], name_in(text)
    heard = listen(scene, text)
    if heard in {"help", "back", "cancel", "later", "question"}:
        return heard
    taken = {person.label.casefold() for person in scene.state.together.others}
    taken |= {scene.state.together.label.casefold()} if key == "new" else set()
    if not label or len(label) > LONGEST_LABEL:
        again(scene, say(scene, "other.unread", most=LONGEST_LABEL))
    elif label.casefold() in taken:
        again(scene, say(scene, "other.taken", label=label))
    elif key == "mine":
        scene.state.together = replace(scene.state.together, label=label)
        scene.open("other", "new", say(scene, "other.noted", label=label))
    else:
        scene.wish = Wish("second", label=label)
    return "done"


def has_other(_scene: Scene, key: str) -> bool:
    return key in {"mine", "new"}


def unclear(scene: Scene, words: str, number: int) -> None:
    """Who wrote that? Nothing of it was taken for anybody's answer."""
    scene.said(words)
    scene.state.together = replace(scene.state.together, held=words)
    labels = {person.number: person.label for person in scene.state.together.people}
    told = say(scene, "unclear.words")
    if number:
        told = say(scene, "unclear.button", label=labels.get(number) or say(scene, "first"))
    scene.open("who", notice=told)


def is_long_ago(heard: str, now: datetime) -> bool:
    """So long that somebody else may have the telephone by now."""
    return bool(heard) and now - datetime.fromisoformat(heard) >= UNCLEAR_AFTER


def _own(scene: Scene) -> str:
    return scene.state.together.label or say(scene, "first")


WHO = Screen(draw_who, press_who, aside=True, label=label_who)
OTHER = Screen(draw_other, press_other, hear_other, aside=True, has=has_other)
