"""How contact details are shown and asked for, and the letter with the code."""

from datetime import timedelta

from conversations.dialog.message import Choice, Message
from conversations.dialog.reach import CODE_DIGITS, CODE_HOLDS, GIVEN
from conversations.dialog.scene import Scene, Style
from conversations.dialog.screen import Frame
from conversations.dialog.state import State
from conversations.dialog.tokens import Token

LETTER = "contact:letter"
_MINUTE = timedelta(minutes=1)


def draw(scene: Scene, key: str) -> Frame:
    if key == "code":
        return _code_frame(scene)
    return _one(scene, key) if key else _overview(scene)


def _overview(scene: Scene) -> Frame:
    parts = [*unreached(scene), say(scene, "intro"), _lines(scene)]
    if not scene.house.mails:
        parts.append(say(scene, "no_mail"))
    given = [item for item in items(scene) if getattr(scene.state.contact, item)]
    style: Style = "plain" if unreached(scene) else "primary"
    drops = (scene.choice("contact", f"drop_{item}") for item in given)
    choices = (*(_way(scene, item) for item in items(scene)), *drops, scene.link("back", style))
    return Frame("contact", "\n\n".join(parts), choices)


def _lines(scene: Scene) -> str:
    contact = scene.state.contact
    shown = {"name": contact.name, "whatsapp": contact.whatsapp, "email": contact.email}
    if contact.email:
        state = "bounced" if contact.bounced else "pending" if contact.pending else "confirmed"
        shown["email"] += f" ({say(scene, f'state.{state}')})"
    return "\n".join(
        f"- {say(scene, f'item.{item}')}: {shown[item] or say(scene, 'state.none')}"
        for item in items(scene)
    )


def _one(scene: Scene, key: str) -> Frame:
    present: str = getattr(scene.state.contact, key)
    parts = [say(scene, f"ask.{key}"), say(scene, "own")]
    if present:
        parts.insert(0, say(scene, "present", value=present))
    choices = (_choice(scene, key, "skip"), _way(scene, ""))
    return Frame(f"contact:{key}", "\n\n".join(parts), choices, field="text")


def _code_frame(scene: Scene) -> Frame:
    minutes = CODE_HOLDS // _MINUTE
    text = say(
        scene, "code.ask", email=scene.state.contact.email, digits=CODE_DIGITS, minutes=minutes
    )
    choices = (
        _choice(scene, "code", "again"),
        Choice(say(scene, "code.other"), str(Token("contact", "email"))),
        _choice(scene, "code", "later"),
    )
    return Frame("contact:code", text, choices, field="number")


def awaits_code(state: State) -> bool:
    """Are plain digits the code from the mail?"""
    return state.asked.screen == "contact:code" and state.contact.pending


def code_letter(scene: Scene, code: str) -> Message:
    """The letter with the code. It greets nobody: the address may be a stranger's."""
    text = say(scene, "letter", code=code, minutes=CODE_HOLDS // _MINUTE)
    return Message(scene.state.seq, LETTER, text, to=scene.state.contact.email)


def unreached(scene: Scene) -> list[str]:
    """That no reminder can be sent, and why, while that is so."""
    contact = scene.state.contact
    if scene.can.can_push or contact.by_mail or scene.phase == "closed":
        return []
    if not scene.house.mails:
        why = "no_mail"
    else:
        why = "bounced" if contact.bounced else "pending" if contact.pending else "page"
    return [say(scene, "unreached", why=say(scene, f"why.{why}"))]


def items(scene: Scene) -> tuple[str, ...]:
    return GIVEN if scene.house.mails else tuple(item for item in GIVEN if item != "email")


def _way(scene: Scene, item: str) -> Choice:
    """To one of them, or to all."""
    style: Style = "primary" if item == "email" and unreached(scene) else "plain"
    return Choice(say(scene, f"open.{item or 'all'}"), str(Token("contact", item)), style)


def _choice(scene: Scene, key: str, value: str) -> Choice:
    return scene.choice("contact", value, key)


def has(scene: Scene, key: str) -> bool:
    if key == "code":
        return scene.state.contact.pending
    return not key or key in items(scene)


def label(scene: Scene, token: Token) -> str:
    """Raises `KeyError` where there is no such button."""
    return scene.voice.label(token) if token.value else say(scene, f"open.{token.key or 'all'}")


def say(scene: Scene, key: str, /, **values: object) -> str:
    return scene.voice.say(f"contact.{key}", **values)
