"""What staff do in a talk, and what the applicant reads of it."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from conversations.dialog.event import cleaned
from conversations.dialog.message import Message
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.with_staff import (
    close,
    come_back,
    ending,
    is_over,
    patience,
    put_back,
    say,
)
from conversations.dialog.with_staff_state import ForStaff

LONGEST_ANSWER = 3000
LETTER = "staff_talk:letter"
ANSWER = "staff_talk:answer"
"""The key of a message that staff wrote."""
Reason = Literal["abuse", "spam", "threat", "other"]
Refused = Literal["closed", "taken", "empty", "too_long", "blocked_already", "not_blocked"]


class Take(Struct, frozen=True):
    """Somebody of the staff says: this one is mine."""


class Reply(Struct, frozen=True):
    """They answer as the agency; who answers first takes the talk."""

    text: str


class GiveBack(Struct, frozen=True):
    """Pandu goes on: they have finished, or nobody answered in time."""

    why: Literal["staff", "time"] = "staff"


class Block(Struct, frozen=True):
    """Nothing that this person says is answered any more."""

    reason: Reason


class Unblock(Struct, frozen=True):
    """They are heard again."""


Act = Take | Reply | GiveBack | Block | Unblock


def acted(scene: Scene, act: Act, staff: int) -> Refused | None:
    """Does it on `scene`, for the staff of that number; else why nothing was done."""
    match act:
        case Take():
            return _take(scene, staff)
        case Reply(text):
            return _reply(scene, cleaned(text), staff)
        case GiveBack(why):
            return _give_back(scene, why, staff)
        case Block(reason):
            return _block(scene, reason)
        case Unblock():
            return _unblock(scene)


def letter(scene: Scene) -> Message:
    """By mail: that there is an answer, without what it says. Takes the last number given."""
    state = scene.state
    return Message(state.seq, LETTER, say(scene, "letter"), name=state.contact.name)


def _held_by(scene: Scene, staff: int) -> Refused | None:
    """Why this talk is not theirs to lead."""
    talk = scene.state.with_staff
    if not talk.since:
        return "closed"
    return "taken" if talk.staff not in {0, staff} else None


def _take(scene: Scene, staff: int) -> Refused | None:
    if refused := _held_by(scene, staff):
        return refused
    if scene.state.with_staff.staff != staff:
        _taken(scene, staff)
        scene.say(Frame("staff_talk:taken", say(scene, "taken"), (ending(scene),)))
    return None


def _taken(scene: Scene, staff: int) -> None:
    until = patience(scene)
    scene.state.with_staff = replace(scene.state.with_staff, staff=staff, until=until)
    scene.for_staff.append(ForStaff("taken", staff, until))
    scene.audit.append("staff_talk_taken")


def _reply(scene: Scene, text: str, staff: int) -> Refused | None:
    if not text.strip():
        return "empty"
    if len(text) > LONGEST_ANSWER:
        return "too_long"
    if refused := _held_by(scene, staff):
        return refused
    if scene.state.with_staff.staff != staff:
        _taken(scene, staff)
    until = patience(scene)
    scene.state.with_staff = replace(scene.state.with_staff, waits=False, until=until)
    scene.say(Frame(ANSWER, say(scene, "answer", text=text.strip()), (ending(scene),)))
    scene.for_staff.append(ForStaff("answered", staff, until))
    scene.audit.append("staff_answered")
    return None


def _give_back(scene: Scene, why: Literal["staff", "time"], staff: int) -> Refused | None:
    if refused := _held_by(scene, staff) if why == "staff" else _in_time(scene):
        return refused
    come_back(scene, why)
    return None


def _in_time(scene: Scene) -> Refused | None:
    """Nothing to come back from, or somebody answered meanwhile."""
    return None if scene.state.with_staff.since and is_over(scene) else "closed"


def _block(scene: Scene, reason: Reason) -> Refused | None:
    if scene.state.blocked:
        return "blocked_already"
    if scene.state.with_staff.since:
        put_back(scene, close(scene, "blocked"))
    scene.state.blocked, scene.state.blocked_told = scene.stamp(), False
    scene.audit.append(f"applicant_blocked {reason}")
    return None


def _unblock(scene: Scene) -> Refused | None:
    if not scene.state.blocked:
        return "not_blocked"
    scene.state.blocked, scene.state.blocked_told = "", False
    scene.audit.append("applicant_unblocked")
    again(scene, say(scene, "unblocked"))
    return None
