"""What people can do with their data: see it, have it corrected, have it erased."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from conversations.dialog.confirm import confirming
from conversations.dialog.known import answered
from conversations.dialog.message import Choice, Link
from conversations.dialog.paper_words import line, status, when
from conversations.dialog.route import arrive, onward
from conversations.dialog.said import said
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.dialog.with_staff import close
from conversations.documents.paper import in_order

PLACES = ("mydata", "correct", "erase", "keep", "withdraw")
CLOCK = timedelta(hours=72)
"""Within this, what somebody asks for their data is done (UU 27/2022)."""


def draw(scene: Scene, _key: str) -> Frame:
    """Everything that is kept of them, in words, and the way to a copy of it."""
    blocks = [_say(scene, "mydata.intro"), *_blocks(scene), _say(scene, "mydata.talk")]
    return Frame("mydata", "\n\n".join(blocks), _ways(scene), links=(copy_link(scene),))


def _blocks(scene: Scene) -> Iterator[str]:
    state = scene.state
    at = when(scene, state.consent) if state.consent else ""
    yield _say(scene, "mydata.consent" if at else "mydata.no_consent", at=at)
    if lines := [*_answers(scene)]:
        yield _listed(scene, "answers", lines)
    if lines := [*_contact(scene)]:
        yield _listed(scene, "contact", lines)
    if lines := [f"- {line(scene, paper)}" for paper in in_order(state.papers.values())]:
        yield _listed(scene, "papers", lines)
    if state.consent:
        yield status(scene)
    rhythm = "stopped" if state.stopped else state.reminders
    yield _say(scene, f"mydata.rhythm.{rhythm}")


def _listed(scene: Scene, name: str, lines: list[str]) -> str:
    return "\n".join((_say(scene, f"mydata.{name}", count=len(lines)), *lines))


def _answers(scene: Scene) -> Iterator[str]:
    for asked in scene.plan.questions:
        if answered(asked, scene.state.facts):
            yield f"- {scene.voice.questions[asked.id].short}: {said(scene, asked)}"


def _contact(scene: Scene) -> Iterator[str]:
    contact = scene.state.contact
    for item in ("name", "email", "whatsapp"):
        if value := getattr(contact, item):
            yield f"- {scene.voice.say(f'contact.item.{item}')}: {value}"


def _ways(scene: Scene) -> tuple[Choice, ...]:
    withdraw = (scene.link("withdraw"),) if scene.state.consent else ()
    if scene.state.erase_asked:
        return (scene.link("keep", "primary"),)
    return (
        scene.link("back", "primary"),
        scene.link("correct"),
        scene.link("erase", "danger"),
        *withdraw,
    )


def copy_link(scene: Scene) -> Link:
    """To a page that gives out a copy for machines, once."""
    return Link(_say(scene, "mydata.copy"), "copy")


def draw_correct(scene: Scene, _key: str) -> Frame:
    """Where each kind of data is changed."""
    if not scene.allowed:
        return Frame("correct", _say(scene, "correct.none"), (scene.link("next", "primary"),))
    places = ("summary", "contact", "docs", "reminders")
    ways = tuple(scene.link(place) for place in places)
    text = _say(scene, "correct.how")
    return Frame("correct", text, (*ways, scene.link("back", "primary")))


def draw_erase(scene: Scene, _key: str) -> Frame:
    """What is erased, what is not, and that it cannot be taken back in the end."""
    hours = _grace(scene)
    text = _say(scene, "erase.ask" if hours else "erase.ask_now", hours=hours)
    yes = scene.choice("erase", "yes", style="danger")
    return Frame("erase", text, (yes, scene.choice("erase", "no")), links=(copy_link(scene),))


def _erase(scene: Scene) -> None:
    """From now on nothing is sent; the case is as good as closed until it is erased."""
    state = scene.state
    state.erase_asked = scene.stamp()
    state.erase_at = _after(scene, timedelta(hours=_grace(scene)))
    state.stopped = state.stopped or state.erase_asked
    if state.with_staff.since:
        close(scene, "applicant")
    scene.audit.append("erasure_asked")
    scene.open("erasing", notice=_say(scene, "erase.noted"))


def _grace(scene: Scene) -> int:
    """Hours in which they may change their mind."""
    return scene.house.edition.privacy.grace_hours


def _after(scene: Scene, wait: timedelta) -> str:
    return (scene.now + wait).astimezone(UTC).isoformat()


def draw_erasing(scene: Scene, _key: str) -> Frame:
    """When it is erased at the latest, and the way to have it kept after all."""
    state = scene.state
    times = {"asked": when(scene, state.erase_asked), "at": when(scene, state.erase_at)}
    passed = datetime.fromisoformat(state.erase_at) <= scene.now
    text = _say(scene, "erasing.due" if passed else "erasing.until", **times)
    return Frame("erasing", text, (scene.choice("erasing", "keep"),), links=(copy_link(scene),))


def _kept(scene: Scene, _token: Token) -> None:
    keep(scene)


def keep(scene: Scene) -> None:
    """They changed their mind before it was too late: all is as it was."""
    state = scene.state
    if not state.erase_asked:
        scene.open("mydata", notice=_say(scene, "keep.nothing"))
        return
    if state.stopped == state.erase_asked:
        state.stopped = ""
    state.erase_asked = state.erase_at = ""
    scene.audit.append("erasure_cancelled")
    onward(scene, _say(scene, "keep.done"))


def unknown(scene: Scene) -> None:
    """Somebody of whom nothing is kept asks for their data."""
    scene.say(Frame("mydata:nobody", _say(scene, "nobody")))
    arrive(scene)


def _say(scene: Scene, key: str, **values: object) -> str:
    return scene.voice.say(f"rights.{key}", **values)


MYDATA = Screen(draw, aside=True, entered=lambda scene: scene.audit.append("data_shown"))
CORRECT = Screen(draw_correct, aside=True)
_CONFIRM = confirming("erase", _erase)
ERASE = Screen(draw_erase, _CONFIRM.press, _CONFIRM.hear, aside=True)
ERASING = Screen(draw_erasing, _kept)
