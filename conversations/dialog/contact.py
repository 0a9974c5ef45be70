"""Contact details: what each is for, each left out as one likes, changed and deleted at any time.

Writing one under the sentence that says what it is for is the consent to that, and to nothing else.
"""

from datetime import timedelta

from msgspec.structs import replace

from conversations.dialog.contact_shown import draw, has, items, label, say, unreached
from conversations.dialog.event import cleaned
from conversations.dialog.plain_words import plain
from conversations.dialog.reach import (
    BETWEEN_CODES,
    GIVEN,
    MOST_CODES,
    CodeOutcome,
    email_in,
    name_in,
)
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Heard, Screen, heard_intent
from conversations.dialog.tokens import Token
from conversations.dialog.understood import understand
from conversations.understanding.meaning import Wanted

_LEAVING = {"help", "back", "cancel", "question", "later"}
_SKIP = {
    "skip",
    "skip it",
    "lewati",
    "lewati saja",
    "lewat",
    "tidak usah",
    "tidak mau",
    "no thanks",
}
SHORTEST_NUMBER = 9


def press(scene: Scene, token: Token) -> None:
    if token.key == "code" and token.value == "again":
        scene.open("contact", "code", _ask_code(scene, BETWEEN_CODES))
    elif token.value == "later":
        _onward(scene, say(scene, "code.later"), leaving="email")
    elif token.value == "skip":
        _onward(scene, say(scene, "skipped"), leaving=token.key)
    else:
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
    scene.open("contact", "", say(scene, "deleted", item=say(scene, f"item.{item}")))


def hear(scene: Scene, text: str) -> Heard:
    _, key = scene.place
    if key in GIVEN and _declines(scene, text):
        press(scene, Token("contact", key, "skip"))
    elif key != "name" and "@" in text:
        _email(scene, text)
    elif key == "whatsapp" or (not key and _dialled(text)):
        return _whatsapp(scene, text)
    else:
        return _words(scene, key, text)
    return "done"


def _dialled(text: str) -> bool:
    """As many digits as a telephone number has at least."""
    return sum(sign.isdecimal() for sign in text) >= SHORTEST_NUMBER


def _words(scene: Scene, key: str, text: str) -> Heard:
    meaning = heard_intent(understand(scene, Wanted("choice"), text))
    if meaning in _LEAVING or not key:
        return meaning
    if meaning == "unsure":
        press(scene, Token("contact", key, "later" if key == "code" else "skip"))
    elif key == "name" and not _agrees(scene, text) and (name := name_in(cleaned(text))):
        _given(scene, "name", name)
    else:
        return _misread(scene, key, text)
    return "done"


def _declines(scene: Scene, text: str) -> bool:
    """A plain no, or that it may be left out."""
    return plain(text) in _SKIP or understand(scene, Wanted("yesno"), text).value is False


def _agrees(scene: Scene, text: str) -> bool:
    """A plain yes is willing, and no name."""
    return understand(scene, Wanted("yesno"), text).value is True


def _misread(scene: Scene, key: str, text: str) -> Heard:
    """Words of more than a line's length are a question or a remark, no slip in what was asked."""
    if key in {"email", "code"} and not any(sign.isdecimal() for sign in text):
        return "unclear"
    again(scene, say(scene, f"unread.{key}"))
    return "done"


def _whatsapp(scene: Scene, text: str) -> Heard:
    meaning = understand(scene, Wanted("phone"), text)
    if isinstance(meaning.value, str):
        _given(scene, "whatsapp", meaning.value)
    elif meaning.intent == "invalid":
        again(scene, say(scene, "unread.whatsapp"))
    elif meaning.intent == "unsure":
        press(scene, Token("contact", "whatsapp", "skip"))
    else:
        return heard_intent(meaning)
    return "done"


def _given(scene: Scene, item: str, value: str) -> None:
    _keep(scene, item, value)
    _onward(scene, say(scene, "noted", item=say(scene, f"item.{item}"), value=value))


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


def _email(scene: Scene, text: str) -> None:
    if not scene.house.mails:
        again(scene, say(scene, "no_mail"))
    elif not (email := email_in(text)):
        again(scene, say(scene, "unread.email"))
    elif scene.state.contact.by_mail and email == scene.state.contact.email:
        _onward(scene, say(scene, "email.known"))
    else:
        _confirm(scene, email)


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
        return say(scene, "code.many", most=MOST_CODES)
    if between and wait > timedelta():
        return say(scene, "code.wait", seconds=-(-wait // timedelta(seconds=1)))
    scene.state.contact = replace(contact, codes=(*recent, scene.stamp()))
    scene.audit.append("code_asked")
    return say(scene, "code.going")


def coded(scene: Scene, outcome: CodeOutcome) -> None:
    """What became of a code that was written."""
    if outcome == "right" and scene.state.contact.pending:
        scene.state.contact = replace(scene.state.contact, email_confirmed=scene.stamp())
        scene.audit.append("email_confirmed")
        _onward(scene, say(scene, "email.confirmed"))
    else:
        again(scene, say(scene, f"code.{outcome}"))


def _onward(scene: Scene, notice: str, leaving: str = "") -> None:
    """To what was neither given nor left out yet, and then to all of it at a glance."""
    contact = scene.state.contact
    if leaving and leaving not in contact.skipped:
        contact = replace(contact, skipped=(*contact.skipped, leaving))
        scene.state.contact = contact
    for item in items(scene):
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


SCREEN = Screen(draw, press, hear, aside=True, personal=True, has=has, label=label)
