"""The outcome of the self-check: points with their reasons, and what can be done."""

from collections.abc import Iterator

from conversations.dialog.contact import offer
from conversations.dialog.join_people import whose
from conversations.dialog.message import Card, Choice, Mark
from conversations.dialog.next_step import form_frame
from conversations.dialog.paper_words import say, slot_name
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.documents.checklist import beside_requirements
from conversations.eligibility.assess import UNKNOWN, Assessment
from conversations.eligibility.explain import Explanation, explain_in
from conversations.eligibility.points import Explained
from conversations.eligibility.reasons import unanswered
from conversations.eligibility.unknowns import leaves, of
from conversations.posting.model import POSITION

_ORDER = {"not_met": 0, "unsure": 1, "unanswered": 1, "note": 2, "met": 3}


def lead(scene: Scene) -> Frame:
    """The verdict in a sentence, the way to eligible, and a card for each requirement."""
    found, assessment = scene.known.values, scene.known.assessment
    told = explain_in(scene.voice.words, found, assessment, scene.now)
    points = (_card(scene, point) for point in told.points)
    cards = [*_position(scene, assessment), *sorted(points, key=lambda c: _ORDER[c.mark])]
    text = "\n\n".join([*whose(scene), *_lines(scene, assessment.overall, told)])
    return Frame("verdict", text, cards=tuple(cards))


def _lines(scene: Scene, overall: str, told: Explanation) -> list[str]:
    lines = [scene.voice.say(f"verdict.{overall}"), told.shortest.said]
    if told.shortest.changes:
        lines.append("\n".join(f"- {needed.remedy.said}" for needed in told.shortest.changes))
    lines += [later.said for later in told.later]
    lines.append(scene.voice.say(f"verdict.{scene.phase}"))
    lines += _beside(scene)
    return [*lines, scene.voice.say("verdict.committee")]


def _position(scene: Scene, assessment: Assessment) -> Iterator[Card]:
    """While the position is unknown, nobody knows which requirements hold."""
    if POSITION in assessment.missing:
        voice, token = scene.voice, scene.plan.opening[POSITION]
        reason = unanswered(POSITION, voice.words)
        action = Choice(voice.say("buttons.card.answer"), token)
        yield Card("unanswered", voice.questions[POSITION].short, reason, action=action)


def _beside(scene: Scene) -> list[str]:
    """Mandatory uploads that no requirement mentions."""
    slots = beside_requirements(scene.plan.posting)
    lines = "\n".join(f"- {slot_name(scene, slot.id)}" for slot in slots)
    return [say(scene, "beside", lines=lines)] if lines else []


def _card(scene: Scene, point: Explained) -> Card:
    """A point that is said in the same words to everybody has one card."""
    kept = scene.voice.cards.get(point.requirement)
    if kept and kept[0] is point:
        return kept[1]
    card = _drawn(scene, point)
    if scene.voice.words.points.get(point.requirement) is point:
        scene.voice.cards[point.requirement] = (point, card)
    return card


def _drawn(scene: Scene, point: Explained) -> Card:
    unmet = point.weight == "preferred" and point.verdict != "met"
    mark: Mark = "note" if unmet else point.verdict
    timing = "" if unmet else point.timing  # nobody need hurry for a preference
    remedy = " ".join(part for part in (point.remedy, timing) if part)
    general = point.general.removeprefix(scene.voice.words("general", where=""))  # channels mark it
    return Card(
        mark, point.title, point.reason, point.clause, scene.voice.texts.clauses[point.clause],
        point.official, remedy, general, _action(scene, point),
    )  # fmt: skip


def _action(scene: Scene, point: Explained) -> Choice | None:
    """To the question that this point rests on."""
    first = _failing(scene, point) if point.verdict == "not_met" else point.answer
    facts = (*first, *scene.plan.posting.requirement[point.requirement].facts)
    asked = next((q for fact in facts if (q := scene.plan.asking(fact))), None)
    if asked is None:
        return None
    kind = "answer" if point.verdict in UNKNOWN else "change"
    return Choice(scene.voice.say(f"buttons.card.{kind}"), scene.plan.opening[asked.id])


def _failing(scene: Scene, point: Explained) -> tuple[str, ...]:
    finding = scene.known.assessment.findings[point.requirement]
    return tuple(of(leaf) for leaf in leaves(finding) if leaf.verdict == "not_met")


def draw(scene: Scene, _key: str) -> Frame:
    """What to do next; its buttons lead on from the verdict."""
    places = (
        scene.link("docs", "primary"),
        scene.link("summary"),
        scene.link("conventions"),
        scene.link("restart"),
    )
    return form_frame(scene, places, scene.known.assessment.overall)


def reached(scene: Scene) -> None:
    """Notes the outcome, for staff, and asks whoever could not be reminded."""
    state = scene.state
    if state.progress != "checked":
        scene.audit.append("verdict_reached")
    state.progress = "checked"
    state.verdict = scene.known.assessment.overall
    offer(scene)


SCREEN = Screen(draw, personal=True, checklist=True, lead=lead, entered=reached)
