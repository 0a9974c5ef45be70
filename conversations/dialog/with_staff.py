"""Talking with staff: asked for, confirmed, and left again to where the talk was."""

import re
from datetime import datetime

from msgspec.structs import replace

from conversations.dialog.message import Choice
from conversations.dialog.route import again, gone, onward
from conversations.dialog.scene import Scene, Style
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.dialog.with_staff_hours import is_open, opens, waits_until
from conversations.dialog.with_staff_state import NOBODY, Closed, ForStaff, WithStaff
from conversations.understanding.meaning import Wanted

MOST_WORDS = 9
_TALK = re.compile(
    r"\b(ber|di)?(bicara|ngobrol|ngomong|sambung|hubung)(kan|i|in)?\b|\b(chat|konsultasi|curhat"
    r"|tanya|bertanya|minta|butuh|perlu|mau|ingin|bisa|talk|speak|connect|contact|transfer|need"
    r"|want)\b"
)
_STAFF = re.compile(
    r"\b(petugas(nya)?|admin(nya)?|operator|cs|customer service|staf|staff|manusia|orang (asli|"
    r"beneran|langsung)|human|agent|real person|officer|official)\b"
)
_NOT = re.compile(r"[\d,;:]|\b(siapa|di ?mana|kapan|who|where|when)\b")
DRAFT = "staff"


def wants_staff(text: str) -> bool:
    """A few words that ask for a person: it is confirmed before anything happens."""
    said = text.casefold()
    short = len(said.split()) <= MOST_WORDS and not _NOT.search(said)
    talk = _TALK.search(said) if short else None
    return bool(talk and _STAFF.search(said, talk.end()))


def ask(scene: Scene) -> None:
    """What will happen, before it does."""
    asked = scene.state.asked
    if scene.place[0] != "staff":
        scene.draft(DRAFT, [asked.screen, asked.back_to])
    scene.open("staff")


def draw_ask(scene: Scene, _key: str) -> Frame:
    hours, back = scene.house.hours, scene.link("back")
    if not hours.on:
        text = say(scene, "nobody", portal=scene.plan.posting.portal)
        return Frame("staff", text, (back,))
    parts = [say(scene, "ask", hours=attended(scene)), _when(scene), say(scene, "how")]
    choices = (scene.choice("staff", "yes", style="primary"), back)
    return Frame("staff", "\n\n".join(part for part in parts if part), choices)


def attended(scene: Scene) -> str:
    """`Senin-Jumat pukul 08.00-16.00 WIB`."""
    hours = scene.house.hours
    first, last = (say(scene, f"weekdays.{day}") for day in (hours.first, hours.last))
    return say(
        scene,
        "hours",
        days=first if first == last else f"{first}-{last}",
        times=f"{hours.begins:%H.%M}-{hours.ends:%H.%M}",
        zone=scene.plan.posting.zone_label,
    )


def _when(scene: Scene) -> str:
    """Outside of the hours: from when on somebody is there."""
    hours, zone = scene.house.hours, scene.plan.posting.tz
    if is_open(hours, scene.now, zone):
        return ""
    return say(scene, "away", opens=scene.voice.moment(opens(hours, scene.now, zone)))


def press_ask(scene: Scene, token: Token) -> None:
    if token.value == "yes" and scene.house.hours.on:
        _begin(scene)
    else:
        again(scene, "")


def hear_ask(scene: Scene, text: str) -> Heard:
    meaning = understand(scene, Wanted("yesno"), text)
    if meaning.value is None:
        return "back" if meaning.intent == "cancel" else heard_intent(meaning)
    if not meaning.value:
        return "back"
    press_ask(scene, Token("staff", "", "yes"))
    return "done"


def _begin(scene: Scene) -> None:
    place, back_to = _origin(scene)
    scene.draft(DRAFT)
    until = patience(scene)
    scene.state.with_staff = WithStaff(scene.stamp(), until, place, back_to)
    scene.audit.append("staff_asked")
    scene.for_staff.append(ForStaff("opened", until=until))
    scene.open("with_staff")


def _origin(scene: Scene) -> tuple[str, str]:
    """Where they were when they asked, and where that screen leads."""
    kept = scene.state.asked.draft.get(DRAFT)
    if isinstance(kept, list) and len(kept) == 2 and kept[0]:  # noqa: PLR2004 - place and its way
        return str(kept[0]), str(kept[1])
    return scene.state.asked.back_to, ""


def patience(scene: Scene) -> str:
    """When Pandu goes on by itself, if nobody answers from now on (ISO UTC)."""
    hours, zone = scene.house.hours, scene.plan.posting.tz
    return waits_until(hours, scene.now, zone).isoformat()


def draw_talk(scene: Scene, _key: str) -> Frame:
    """That it is open. Once it ended, the way on."""
    if not scene.state.with_staff.since:
        return Frame("with_staff", say(scene, "none_open"), (scene.link("next", "primary"),))
    key = "open" if is_open(scene.house.hours, scene.now, scene.plan.posting.tz) else "open_away"
    text = say(scene, key, opens=_opens(scene), end=scene.voice.moment(_until(scene)))
    return Frame("with_staff", text, (ending(scene),))


def _opens(scene: Scene) -> str:
    return scene.voice.moment(opens(scene.house.hours, scene.now, scene.plan.posting.tz))


def _until(scene: Scene) -> datetime:
    return datetime.fromisoformat(scene.state.with_staff.until)


def ending(scene: Scene, style: Style = "plain") -> Choice:
    """The button that ends it, which holds at any time."""
    token = Token("with_staff", "", "end")
    return Choice(scene.voice.label(token), str(token), style)


def press_talk(scene: Scene, _token: Token) -> None:
    end(scene)


def end(scene: Scene) -> None:
    """The applicant has finished, or had long."""
    if scene.state.with_staff.since:
        come_back(scene, "applicant")
    else:
        again(scene, say(scene, "none_open"))


def come_back(scene: Scene, why: Closed) -> None:
    """To the screen where they were, whoever ended it."""
    talk = close(scene, why)
    name, _, key = talk.place.partition(":")
    notice = say(scene, f"back.{why}")
    screen = scene.house.screens.get(name)
    if gone(scene, name, key) or (screen and screen.personal and not scene.allowed):
        onward(scene, notice)
        return
    put_back(scene, talk)
    scene.open(name, key, notice)


def put_back(scene: Scene, talk: WithStaff) -> None:
    """As if the screen from before the talk had been shown last."""
    scene.state.asked = replace(scene.state.asked, screen=talk.place, back_to=talk.back_to)


def is_over(scene: Scene) -> bool:
    """Has Pandu waited long enough?"""
    return bool(scene.state.with_staff.until) and scene.now >= _until(scene)


def close(scene: Scene, why: Closed) -> WithStaff:
    """Ends it without a word; returns what it was."""
    talk, scene.state.with_staff = scene.state.with_staff, NOBODY
    scene.audit.append("staff_talk_ended")
    scene.for_staff.append(ForStaff("closed", reason=why))
    return talk


def say(scene: Scene, key: str, /, **values: object) -> str:
    """The sentence `staff_talk.<key>`."""
    return scene.voice.say(f"staff_talk.{key}", **values)


ASK = Screen(draw_ask, press_ask, hear_ask, aside=True)
TALK = Screen(draw_talk, press_talk, anytime=True)
