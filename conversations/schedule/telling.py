"""What is said on an occasion, made from the case as it is at the time of sending."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from conversations.dialog.changed import outcome_changed
from conversations.dialog.message import Choice
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.schedule.lacking import lacking
from conversations.schedule.occasion import Occasion, Tells
from conversations.schedule.revision import last_move
from conversations.schedule.times import is_urgent, moment

_MINUTE = timedelta(minutes=1)
_WHOLE_DAYS = timedelta(hours=36)


def tell(scene: Scene, occasion: Occasion) -> None:
    """Shows the message of `occasion`, which waits for no answer; to several, it says whom."""
    frame, label = _TELLERS[occasion.tells](scene, occasion), scene.state.together.label
    scene.say(frame, scene.voice.say("join.for", label=label) if label else "")


def _opening(scene: Scene, occasion: Occasion) -> Frame:
    parts = [_say(scene, "opening"), lacking(scene), _form(scene)]
    return Frame(occasion.name, _joined(scene, parts), _ways(scene))


def _closing(scene: Scene, occasion: Occasion) -> Frame:
    left = left_words(scene, scene.plan.posting.closes_at - scene.now)
    if is_urgent(scene.plan.posting, occasion, scene.now):
        parts = [_say(scene, "last", left=left), _form(scene), _say(scene, "said")]
        parts.append(lacking(scene))
    else:
        parts = [_say(scene, "closing", left=left), lacking(scene), *_unmet(scene), _form(scene)]
        parts.append(_say(scene, "said"))
    return Frame(occasion.name, _joined(scene, parts), _ways(scene))


def _closed(scene: Scene, occasion: Occasion) -> Frame:
    sent = scene.state.form_sent
    at = scene.voice.moment(datetime.fromisoformat(sent)) if sent else ""
    told = _say(scene, f"closed.{'sent' if sent else 'unsent'}", at=at)
    ways = () if sent else (scene.link("sent"),)
    return Frame(occasion.name, f"{told}\n\n{_say(scene, 'closed.news')}", ways)


def _result(scene: Scene, occasion: Occasion) -> Frame:
    """The same for everybody: nothing of the case is read."""
    posting, voice = scene.plan.posting, scene.voice
    at = moment(posting, occasion) or scene.now
    day = voice.words.day(at.astimezone(posting.tz).date())
    return Frame(
        occasion.name, _say(scene, "result", stage=voice.texts.stages[occasion.id], day=day)
    )


def _amended(scene: Scene, occasion: Occasion) -> Frame:
    """Dates moved: until when now, and what it rests on. Or the outcome of the self-check did."""
    posting, moved = scene.plan.posting, last_move(scene.house.edition)
    source, ways = moved.row.source if moved else "", (scene.link("info"), scene.link("next"))
    now = scene.voice.say(f"verdict.{scene.known.assessment.overall}")
    if moved and moved.row.amendment.kind == "rule":
        return Frame(occasion.name, scene.voice.say("amend.rule", now=now, source=source), ways)
    before = scene.voice.moment(moved.before.closes_at) if moved else ""
    key = "closing" if moved and moved.before.closes != posting.closes else "other"
    told = _say(scene, f"amended.{key}", before=before, source=source)
    if moved and outcome_changed(scene, moved):
        told = f"{told}\n\n{scene.voice.say('amend.also', now=now)}"
    return Frame(occasion.name, told, ways)


_TELLERS: Mapping[Tells, Callable[[Scene, Occasion], Frame]] = {
    "opening": _opening, "closing": _closing, "closed": _closed, "result": _result,
    "amended": _amended,
}  # fmt: skip


def _unmet(scene: Scene) -> list[str]:
    return [_say(scene, "not_eligible")] if scene.state.verdict == "not_eligible" else []


def _form(scene: Scene) -> str:
    return _say(scene, "form", link=scene.plan.posting.form_url)


def _ways(scene: Scene) -> tuple[Choice, ...]:
    return (scene.link("sent", "primary"), scene.link("docs"), scene.link("next"))


def _joined(scene: Scene, parts: list[str]) -> str:
    return "\n\n".join([*parts, _say(scene, "fewer")])


def left_words(scene: Scene, left: timedelta) -> str:
    """Days, or hours and minutes, begun minutes as whole ones."""
    minutes = -(-left // _MINUTE)
    hours, rest = divmod(minutes, 60)
    if left > _WHOLE_DAYS:
        return _say(scene, "left.days", n=round(hours / 24))
    parts = [_say(scene, "left.hours", n=hours)] * bool(hours)
    parts += [_say(scene, "left.minutes", n=rest)] * bool(rest)
    return " ".join(parts) or _say(scene, "left.soon")


def _say(scene: Scene, key: str, **values: object) -> str:
    voice = scene.voice
    known = {
        "title": voice.texts.title,
        "news": voice.news,
        "closes": voice.moment(scene.plan.posting.closes_at),
    }
    return voice.say(f"schedule.{key}", **(known | values))
