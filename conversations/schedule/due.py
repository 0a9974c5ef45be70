"""A turn that Pandu begins by itself, because an occasion is due."""

from datetime import datetime

from msgspec import Struct

from conversations.dialog.scene import Scene
from conversations.dialog.turn import Turn
from conversations.schedule.occasion import Occasion
from conversations.schedule.preparing import prepare
from conversations.schedule.quiet import begins, ends, is_quiet, zone_of
from conversations.schedule.revision import named
from conversations.schedule.telling import tell
from conversations.schedule.times import is_urgent
from conversations.schedule.wanted import why_not


class Told(Struct, frozen=True):
    """`turn` with its message, which must not go out at or after `until`.

    Without a turn `reason` says why nothing is said, or `later` when it is to be looked at again.
    """

    turn: Turn | None = None
    until: datetime | None = None
    reason: str = ""
    later: datetime | None = None


def told(scene: Scene, name: str, until: datetime) -> Told:
    """What to do about the occasion `name`, which is too late from `until` on."""
    occasion = named(scene.house.edition, name)
    if occasion is None:
        return Told(reason="not declared")
    if scene.now >= until:
        return Told(reason="late")
    if reason := why_not(scene, occasion):
        return Told(reason=reason)
    zone = zone_of(scene.state.zone, scene.plan.posting.tz)
    if is_urgent(scene.plan.posting, occasion, scene.now):
        return _said(scene, occasion, until)
    if is_quiet(scene.now, zone):
        morning = ends(scene.now, zone)
        return Told(later=morning) if morning < until else Told(reason="quiet hours")
    hushed = begins(scene.now, zone)
    return _said(scene, occasion, min(until, hushed))


def _said(scene: Scene, occasion: Occasion, until: datetime) -> Told:
    tell(scene, occasion)
    prepare(scene, occasion)
    audit = (f"told {occasion.name}",)
    return Told(Turn(scene.state, tuple(scene.messages), audit=audit), until)
