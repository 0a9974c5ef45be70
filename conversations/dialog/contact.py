"""Contact details: what each is for, each left out as one likes, changed and deleted at any time.

Writing one under the sentence that says what it is for is the consent to that, and to nothing else.
"""

from datetime import timedelta

from msgspec.structs import replace

from conversations.dialog.event import cleaned
from conversations.dialog.message import Choice, Message
from conversations.dialog.reach import (
    BETWEEN_CODES,
    CODE_DIGITS,
    CODE_HOLDS,
    GIVEN,
    MOST_CODES,
    CodeOutcome,
    email_in,
    name_in,
)
from conversations.dialog.route import again
from conversations.dialog.scene import Scene, Style
from conversations.dialog.screen import Frame, Heard, Screen, heard_intent
from conversations.dialog.state import State
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted

LETTER = "contact:letter"
_LEAVING = {"help", "back", "cancel", "question", "later"}
_MINUTE = timedelta(minutes=1)


def draw(scene: Scene, key: str) -> Frame:
    if key == "code":
        return _code_frame(scene)
    return _one(scene, key) if key else _overview(scene)


def _overview(scene: Scene) -> Frame:
    parts = [*unreached(scene), _say(scene, "intro"), _lines(scene)]
    if not scene.house.mails:
        parts.append(_say(scene, "no_mail"))
    given = [item for item in _items(scene) if getattr(scene.state.contact, item)]
    drops = (scene.choice("contact", f"drop_{item}") for item in given)
    choices = (*(_way(scene, item) for item in _items(scene)), *drops, scene.link("back"))
    return Frame("contact", "\n\n".join(parts), choices)


def _lines(scene: Scene) -> str:
    contact = scene.state.contact
    shown = {"name": contact.name, "whatsapp": contact.whatsapp, "email": contact.email}
    if contact.email:
        state = "bounced" if contact.bounced else "pending" if contact.pending else "confirmed"
        shown["email"] += f" ({_say(scene, f'state.{state}')})"
    return "\n".join(
        f"- {_say(scene, f'item.{item}')}: {shown[item] or _say(scene, 'state.none')}"
        for item in _items(scene)
    )


def _one(scene: Scene, key: str) -> Frame:
    present: str = getattr(scene.state.contact, key)
    parts = [_say(scene, f"ask.{key}"), _say(scene, "own")]
    if present:
        parts.insert(0, _say(scene, "present", value=present))
    choices = (_choice(scene, key, "skip"), _way(scene, ""))
    return Frame(f"contact:{key}", "\n\n".join(parts), choices, field="text")


def _code_frame(scene: Scene) -> Frame:
    minutes = CODE_HOLDS // _MINUTE
    text = _say(
        scene, "code.ask", email=scene.state.contact.email, digits=CODE_DIGITS, minutes=minutes
    )
    choices = (
        _choice(scene, "code", "again"),
        Choice(_say(scene, "code.other"), str(Token("contact", "email"))),
        _choice(scene, "code", "later"),
    )
    return Frame("contact:code", text, choices, field="number")


def press(scene: Scene, token: Token) -> None:
    if token.key == "code" and token.value == "again":
        scene.open("contact", "code", _ask_code(scene, BETWEEN_CODES))
    elif token.value == "later":
        _onward(scene, _say(scene, "code.later"), leaving="email")
    elif token.value == "skip":
        _onward(scene, _say(scene, "skipped"), leaving=token.key)
    elif token.value.removeprefix("drop_") in GIVEN:
        _drop(scene, token.value.removeprefix("drop_"))


def _drop(scene: Scene, item: str) -> None:
    contact = scene.state.contact
    consents = {name: at for name, at in contact.consents.items() if name != item}
    contact = replace(contact, consents=consents, skipped=(*contact.skipped, item))
    if item == "email":
        contact = replace(contact, email="", email_confirmed="", bounced="")
    else:
        contact = replace(contact, **{item: ""})
    scene.state.contact = contact
    scene.audit.append(f"contact_deleted {item}")
    scene.open("contact", "", _say(scene, "deleted", item=_say(scene, f"item.{item}")))


def hear(scene: Scene, text: str) -> Heard:
    _, key = scene.place
    if key != "name" and "@" in text:
        return _email(scene, text)
    if key == "whatsapp":
        return _whatsapp(scene, text)
    meaning = heard_intent(understand(scene, Wanted("choice"), text))
    if meaning in _LEAVING or not key:
        return meaning
    if meaning == "unsure":
        press(scene, Token("contact", key, "later" if key == "code" else "skip"))
        return "done"
    if key == "name" and (name := name_in(cleaned(text))):
        _given(scene, "name", name)
        return "done"
    return _misread(scene, key, text)


def _misread(scene: Scene, key: str, text: str) -> Heard:
    """Words of more than a line's length are a question or a remark, no slip in what was asked."""
    if key == "name" and "?" in text:
        return "question"
    if key in {"email", "code"} and not any(sign.isdecimal() for sign in text):
        return "unclear"
    again(scene, _say(scene, f"unread.{key}"))
    return "done"


def _whatsapp(scene: Scene, text: str) -> Heard:
    meaning = understand(scene, Wanted("phone"), text)
    if isinstance(meaning.value, str):
        _given(scene, "whatsapp", meaning.value)
    elif meaning.intent == "invalid":
        again(scene, _say(scene, "unread.whatsapp"))
    elif meaning.intent == "unsure":
        press(scene, Token("contact", "whatsapp", "skip"))
    else:
        return heard_intent(meaning)
    return "done"


def _given(scene: Scene, item: str, value: str) -> None:
    _keep(scene, item, value)
    _onward(scene, _say(scene, "noted", item=_say(scene, f"item.{item}"), value=value))


def _keep(scene: Scene, item: str, value: str) -> None:
    """Notes what was given, and the consent to what it is for."""
    contact = scene.state.contact
    scene.state.contact = replace(
        contact,
        **{item: value},
        consents={**contact.consents, item: scene.stamp()},
        skipped=tuple(name for name in contact.skipped if name != item),
    )
    scene.audit.append(f"contact_given {item}")


def _email(scene: Scene, text: str) -> Heard:
    if not scene.house.mails:
        again(scene, _say(scene, "no_mail"))
    elif not (email := email_in(text)):
        again(scene, _say(scene, "unread.email"))
    elif scene.state.contact.by_mail and email == scene.state.contact.email:
        _onward(scene, _say(scene, "email.known"))
    else:
        _confirm(scene, email)
    return "done"


def _confirm(scene: Scene, email: str) -> None:
    wait = BETWEEN_CODES if email == scene.state.contact.email else timedelta()
    _keep(scene, "email", email)
    scene.state.contact = replace(scene.state.contact, email_confirmed="", bounced="")
    scene.open("contact", "code", _ask_code(scene, wait))


def _ask_code(scene: Scene, between: timedelta) -> str:
    """Asks for a code where one may go out again, and says which."""
    contact = scene.state.contact
    recent, wait = contact.recent(scene.now), contact.may_ask_in(scene.now)
    if len(recent) >= MOST_CODES:
        return _say(scene, "code.many", most=MOST_CODES)
    if between and wait > timedelta():
        return _say(scene, "code.wait", seconds=-(-wait // timedelta(seconds=1)))
    scene.state.contact = replace(contact, codes=(*recent, scene.stamp()))
    scene.audit.append("code_asked")
    return _say(scene, "code.going")


def coded(scene: Scene, outcome: CodeOutcome) -> None:
    """What became of a code that was written."""
    if outcome == "right" and scene.state.contact.pending:
        scene.state.contact = replace(scene.state.contact, email_confirmed=scene.stamp())
        scene.audit.append("email_confirmed")
        _onward(scene, _say(scene, "email.confirmed"))
    else:
        again(scene, _say(scene, f"code.{outcome}"))


def awaits_code(state: State) -> bool:
    """Are plain digits the code from the mail?"""
    return state.asked.screen == "contact:code" and state.contact.pending


def code_letter(scene: Scene, code: str) -> Message:
    """The letter with the code. It greets nobody: the address may be a stranger's."""
    text = _say(scene, "letter", code=code, minutes=CODE_HOLDS // _MINUTE)
    return Message(scene.state.seq, LETTER, text, to=scene.state.contact.email)


def _onward(scene: Scene, notice: str, leaving: str = "") -> None:
    """To what was neither given nor left out yet, and then to all of it at a glance."""
    contact = scene.state.contact
    if leaving and leaving not in contact.skipped:
        contact = replace(contact, skipped=(*contact.skipped, leaving))
        scene.state.contact = contact
    for item in _items(scene):
        if not getattr(contact, item) and item not in contact.skipped:
            scene.open("contact", item, notice)
            return
    scene.open("contact", "", notice)


def offer(scene: Scene) -> None:
    """Asks, once, whoever would hear of nothing when the page is closed."""
    contact = scene.state.contact
    if contact.offered or not scene.house.mails or not unreached(scene):
        return
    scene.state.contact = replace(contact, offered=True)
    scene.open("contact")


def unreached(scene: Scene) -> list[str]:
    """That no reminder can be sent, and why, while that is so."""
    contact = scene.state.contact
    if scene.can.can_push or contact.by_mail or scene.phase == "closed":
        return []
    if not scene.house.mails:
        why = "no_mail"
    else:
        why = "bounced" if contact.bounced else "pending" if contact.pending else "page"
    return [_say(scene, "unreached", why=_say(scene, f"why.{why}"))]


def _items(scene: Scene) -> tuple[str, ...]:
    return GIVEN if scene.house.mails else tuple(item for item in GIVEN if item != "email")


def _way(scene: Scene, item: str) -> Choice:
    """To one of them, or to all."""
    style: Style = "primary" if item == "email" and unreached(scene) else "plain"
    return Choice(_say(scene, f"open.{item or 'all'}"), str(Token("contact", item)), style)


def _choice(scene: Scene, key: str, value: str) -> Choice:
    return scene.choice("contact", value, key)


def has(scene: Scene, key: str) -> bool:
    if key == "code":
        return scene.state.contact.pending
    return not key or key in _items(scene)


def label(scene: Scene, token: Token) -> str:
    """Raises `KeyError` where there is no such button."""
    return scene.voice.label(token) if token.value else _say(scene, f"open.{token.key or 'all'}")


def _say(scene: Scene, key: str, /, **values: object) -> str:
    return scene.voice.say(f"contact.{key}", **values)


SCREEN = Screen(draw, press, hear, aside=True, personal=True, has=has, label=label)
