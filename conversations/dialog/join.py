"""Going on in another channel: the code and link for it, and what becomes of them there."""

from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.event import Linked
from conversations.dialog.join_code import HOLDS, PLACE
from conversations.dialog.join_kept import Joining, Wish
from conversations.dialog.message import Link
from conversations.dialog.route import again, arrive, onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, Screen, listen
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted

KEY = "join"
MINUTES = int(HOLDS.total_seconds() // 60)


def draw(scene: Scene, _key: str) -> Frame:
    """With the place where the code goes; its links are made as it goes out."""
    text = say(scene, "how", code=PLACE, minutes=MINUTES)
    mail = (scene.choice("join", "mail"),) if scene.state.contact.by_mail else ()
    links = (Link(say(scene, "link"), "join"),)
    choices = (*mail, scene.choice("join", "leave"), scene.link("back", "primary"))
    return Frame(KEY, text, choices, links=links)


def press(scene: Scene, token: Token) -> None:
    if token.value == "mail":
        scene.wish = Wish("mail")
        again(scene, say(scene, "mailed", email=scene.state.contact.email))
    else:
        scene.wish = Wish("ask_leave")


def linked(scene: Scene, said: Linked) -> None:
    """A code of another talk: asked first, since whoever has the other talk will see this one."""
    if not scene.state.progress and said.language in scene.house.voices:
        scene.state.language = said.language
    scene.said(said.said)
    if said.outcome == "fits":
        joining = Joining(said.key, said.channel, said.made, own=said.own, doubt=said.doubt)
        scene.state.together = replace(scene.state.together, joining=joining)
        scene.open("joining")
        return
    if said.outcome == "unknown":
        tries = (*scene.state.together.tries, scene.stamp())
        scene.state.together = replace(scene.state.together, tries=tries)
    notice = say(scene, f"outcome.{said.outcome}", minutes=MINUTES)
    if scene.state.asked.screen:
        again(scene, notice)
    else:
        scene.say(Frame("join:outcome", notice))
        arrive(scene, said.language)


def draw_ask(scene: Scene, key: str) -> Frame:
    joining = scene.state.together.joining or Joining()
    return _differing(scene, joining, key) if key else _asked(scene, joining)


def _asked(scene: Scene, joining: Joining) -> Frame:
    at = scene.voice.moment(datetime.fromisoformat(joining.at)) if joining.at else ""
    parts = [say(scene, "ask.what", channel=channel_name(scene, joining.channel), at=at)]
    if joining.own:
        parts.append(say(scene, "ask.doubt" if joining.doubt else "ask.own"))
    parts.append(say(scene, "ask.only_own"))
    yes = scene.choice("joining", "yes", style="plain" if joining.doubt else "primary")
    apart = scene.choice("joining", "apart", style="primary" if joining.doubt else "plain")
    first = (yes, apart) if joining.own else (yes,)
    return Frame("joining", "\n\n".join(parts), (*first, scene.choice("joining", "no")))


def _differing(scene: Scene, joining: Joining, key: str) -> Frame:
    channel = channel_name(scene, joining.channel)
    item = next(each for each in joining.differences if each.item == key)
    parts = []
    if not joining.chosen and len(joining.differences) > 1:
        lines = "\n".join(
            say(scene, "differ.line", name=each.name, here=each.here, there=each.there)
            for each in joining.differences
        )
        parts.append(say(scene, "differ.all", channel=channel, lines=lines))
    parts.append(say(scene, "differ.one", name=item.name))
    parts.append(say(scene, "differ.sides", channel=channel, here=item.here, there=item.there))
    values = ("here", "there", *(("both",) if item.both else ()), "all_here", "all_there", "no")
    choices = tuple(scene.choice("joining", value, key) for value in values)
    return Frame(f"joining:{key}", "\n\n".join(parts), choices)


def press_ask(scene: Scene, token: Token) -> None:
    joining = scene.state.together.joining
    if joining is None or token.value == "no":
        give_up(scene, say(scene, "given_up"))
    elif token.value == "apart":
        scene.wish = Wish("apart")
    elif token.value == "yes":
        scene.wish = Wish("join")
    else:
        _choose(scene, joining, token)
        scene.wish = Wish("join")


def _choose(scene: Scene, joining: Joining, token: Token) -> None:
    """One item, or all that are still open."""
    side, open_ = token.value.removeprefix("all_"), [token.key]
    if token.value.startswith("all_"):
        items = (each.item for each in joining.differences)
        open_ = [item for item in items if item not in joining.chosen]
    chosen = joining.chosen | dict.fromkeys(open_, side)
    together = replace(scene.state.together, joining=replace(joining, chosen=chosen))
    scene.state.together = together


def give_up(scene: Scene, notice: str) -> None:
    """The two talks stay apart."""
    scene.state.together = replace(scene.state.together, joining=None)
    if scene.state.progress:
        onward(scene, notice)
    else:
        scene.say(Frame("join:outcome", notice))
        arrive(scene, scene.state.language)


def hear_ask(scene: Scene, text: str) -> Heard:
    """A plain yes or no to the first; to the others their buttons alone."""
    if not scene.place[1]:
        meaning = understand(scene, Wanted("yesno"), text)
        if isinstance(meaning.value, bool):
            press_ask(scene, Token("joining", "", "yes" if meaning.value else "no"))
            return "done"
    return listen(scene, text)


def has_ask(scene: Scene, key: str) -> bool:
    joining = scene.state.together.joining
    items = {each.item for each in joining.differences} if joining else set()
    return joining is not None and (not key or key in items)


def channel_name(scene: Scene, channel: str) -> str:
    try:
        return say(scene, f"at.{channel}")
    except KeyError:
        return say(scene, "at.other")


def say(scene: Scene, key: str, /, **values: object) -> str:
    return scene.voice.say(f"join.{key}", **values)


SCREEN = Screen(draw, press, aside=True)
ASK = Screen(draw_ask, press_ask, hear_ask, aside=True, has=has_ask)
