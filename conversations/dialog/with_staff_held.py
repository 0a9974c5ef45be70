"""What people say while staff have the talk, or once staff have blocked them: Pandu is silent."""

from msgspec.structs import replace

from conversations.dialog.commands import command, leads
from conversations.dialog.event import (
    Edited,
    LookedAt,
    Opened,
    Pressed,
    Said,
    Sent,
    Typed,
    Whose,
)
from conversations.dialog.plain_words import plain
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.state import State
from conversations.dialog.tokens import read_token
from conversations.dialog.with_staff import close, come_back, ending, is_over, patience, say
from conversations.dialog.with_staff_state import ForStaff

RIGHTS = {"stop", "withdraw", "erase", "keep", "mydata", "people", "switch"}
"""Words that hold whoever has the talk: what is one's right needs nobody's leave, nor does another
person at the same telephone.
"""
THROUGH = {"resume", "join", "leave", "leave_others", *RIGHTS}
"""The same while staff only have the talk."""
ASKS = {"withdraw", "erase", "who", "other", "joining", "leave", "leave_others"}
"""Screens of these that wait for an answer of their own."""
BUTTONS = {"with_staff", "reminders", "held", *ASKS}
_END = {
    "selesai", "/selesai", "sudah selesai", "akhiri", "akhiri pembicaraan", "tutup pembicaraan",
    "kembali ke pandu", "bicara dengan pandu", "done", "finished", "end", "end talk",
    "back to pandu",
}  # fmt: skip
"""Beside the words that always mean it: elsewhere these mean nothing, or something else."""
_HELD = (Typed, Edited, Pressed, Opened, Sent)


def held(scene: Scene, said: Said) -> bool:
    """Is it for staff, or for nobody? Then there is nothing more to make of the turn."""
    if scene.state.blocked:
        return _shut_out(scene, said)
    return bool(scene.state.with_staff.since) and _with_staff(scene, said)


def _with_staff(scene: Scene, said: Said) -> bool:
    """Files, codes and what is checked by one are attended to as always."""
    if not isinstance(said, _HELD):
        return False
    if is_over(scene):
        return _too_late(scene, said)
    match said:
        case Typed(text):
            return _typed(scene, text)
        case Edited(text):
            return _for_staff(scene, text)
        case Pressed(token):
            return _pressed(scene, token)
    return _shown(scene) if isinstance(said, Opened) else _told(scene, "unread")


def _shown(scene: Scene) -> bool:
    scene.open("with_staff")
    return True


def settle(scene: Scene, before: State) -> None:
    """After a turn that was let through: the talk with staff goes on, or ended with consent."""
    talk = scene.state.with_staff
    if not talk.since:
        return
    if (before.consent and not scene.state.consent) or scene.state.erase_asked:
        close(scene, "withdrawn")
    elif before.with_staff.since and scene.place[0] not in ASKS:
        scene.state.asked = replace(scene.state.asked, screen="with_staff", back_to="")


def _shut_out(scene: Scene, said: Said) -> bool:
    """It is said once that staff blocked the talk; the right to withdraw stays."""
    if isinstance(said, LookedAt | Whose) or leads(scene, said, RIGHTS, ASKS):
        return False
    if isinstance(said, Typed):
        scene.said(said.text)
    if not scene.state.blocked_told:
        scene.state.blocked_told = True
        portal = scene.plan.posting.portal
        scene.say(Frame("blocked", say(scene, "blocked", portal=portal)))
    return True


def _too_late(scene: Scene, said: Said) -> bool:
    """Words that were meant for staff are no answer to the question that comes back."""
    if isinstance(said, Typed):
        scene.said(said.text)
    come_back(scene, "time")
    return True


def _typed(scene: Scene, text: str) -> bool:
    place = command(text)
    if plain(text) in _END or place == "staff_end":
        scene.said(text)
        come_back(scene, "applicant")
        return True
    if place in THROUGH or scene.place[0] in ASKS:
        return False
    if place == "staff":
        scene.said(text)
        again(scene, say(scene, "still_open"))
        return True
    return _for_staff(scene, text)


def _for_staff(scene: Scene, text: str) -> bool:
    """Kept for them to read; the wait begins with the first words that have no answer."""
    scene.said(text)
    talk = scene.state.with_staff
    until = talk.until if talk.waits else patience(scene)
    scene.state.with_staff = replace(talk, waits=True, until=until)
    scene.for_staff.append(ForStaff("said", until=until))
    return True


def _pressed(scene: Scene, token: str) -> bool:
    read = read_token(token)
    if read and (read.screen in BUTTONS or (read.screen == "go" and read.value in THROUGH)):
        return False
    return _told(scene, "busy")


def _told(scene: Scene, key: str) -> bool:
    scene.say(Frame(f"with_staff:{key}", say(scene, key), (ending(scene),)))
    return True
