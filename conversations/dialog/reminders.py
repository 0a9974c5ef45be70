"""What Pandu may write unasked: how often, in which time zone, and nothing at all."""

import re

from conversations.dialog.message import Choice, Link
from conversations.dialog.scene import Scene, Style
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.dialog.zones import LABELS, ZONES

RHYTHMS = ("normal", "few", "paused")
MOST_WORDS = 6
_LIKE_STOP = re.compile(r"\b(stop|setop|berhenti|hentikan|unsubscribe)\b")


def draw(scene: Scene, _key: str) -> Frame:
    if scene.state.stopped:
        again = (_choice(scene, "again", "primary"), scene.link("next"))
        return Frame("reminders", _say(scene, "stopped"), again)
    parts = [_say(scene, f"now.{scene.state.reminders}"), *_deaf(scene), _times(scene)]
    parts.append(_say(scene, "how"))
    links = (Link(_say(scene, "calendar"), "calendar"),) if scene.phase != "closed" else ()
    return Frame("reminders", "\n\n".join(parts), _choices(scene), links=links)


def _deaf(scene: Scene) -> list[str]:
    """Where nothing reaches them by itself, that is said."""
    reached = scene.can.can_push or scene.state.contact.email_confirmed
    return [] if reached else [_say(scene, "deaf.mail" if scene.house.mails else "deaf.alone")]


def _times(scene: Scene) -> str:
    closes = scene.voice.moment(scene.plan.posting.closes_at)
    return _say(scene, "times", zone=_label(scene), closes=closes)


def _label(scene: Scene) -> str:
    return LABELS.get(scene.state.zone) or scene.plan.posting.zone_label


def _choices(scene: Scene) -> tuple[Choice, ...]:
    rhythms = [_choice(scene, each) for each in RHYTHMS if each != scene.state.reminders]
    zones = [_choice(scene, f"zone.{each}") for each in ZONES if each != _label(scene)]
    stop = _choice(scene, "stop", "danger")
    return (scene.link("back", "primary"), *rhythms, *zones, stop)


def _choice(scene: Scene, value: str, style: Style = "plain") -> Choice:
    """A button that holds at any time: what it says stays as clear as it was."""
    token = Token("reminders", "", value)
    return Choice(scene.voice.label(token), str(token), style)


def press(scene: Scene, token: Token) -> None:
    value = token.value
    if value == "stop":
        stop(scene)
    elif value == "again":
        resume(scene)
    elif value.startswith("zone."):
        _in_zone(scene, value.removeprefix("zone."))
    else:
        scene.state.reminders = value
        scene.open("reminders", notice=_say(scene, "noted"))


def _in_zone(scene: Scene, label: str) -> None:
    here = ZONES[label]
    scene.state.zone = "" if here == scene.plan.posting.zone else here
    scene.open("reminders", notice=_say(scene, "noted"))


def stop(scene: Scene) -> None:
    """From now on nothing unasked; what waits is cancelled with the turn."""
    if not scene.state.stopped:
        scene.state.stopped = scene.stamp()
        scene.audit.append("messages_stopped")
    scene.open("reminders")


def resume(scene: Scene) -> None:
    """What was stopped or paused begins again."""
    state = scene.state
    if state.stopped:
        scene.audit.append("messages_resumed")
    quiet = bool(state.stopped) or state.reminders == "paused"
    state.stopped = ""
    state.reminders = "normal" if state.reminders == "paused" else state.reminders
    scene.open("reminders", notice=_say(scene, "resumed") if quiet else "")


def sounds_like_stop(text: str) -> bool:
    """A few words that may mean to stop everything, or only this: it is asked, not guessed."""
    said = text.casefold()
    return len(said.split()) <= MOST_WORDS and bool(_LIKE_STOP.search(said))


def ask_to_stop(scene: Scene) -> None:
    scene.open("reminders", notice="" if scene.state.stopped else _say(scene, "unsure"))


def _say(scene: Scene, key: str, **values: object) -> str:
    return scene.voice.say(f"reminders.{key}", **values)


SCREEN = Screen(draw, press, aside=True, anytime=True)
