"""Two talks meet: what is to be asked before they are one, and what is said afterwards."""

from itertools import chain

from msgspec.structs import replace

from conversations.dialog.event import Elsewhere, Joins, Linked
from conversations.dialog.join import channel_name, give_up, linked, say
from conversations.dialog.join_kept import Difference, Joining
from conversations.dialog.join_people import unclear
from conversations.dialog.join_rest import asked_at
from conversations.dialog.merge import can_keep_both, differing, merged
from conversations.dialog.merge_contact import PREFIX, contact_differs
from conversations.dialog.message import Message
from conversations.dialog.route import again, aid, onward
from conversations.dialog.said import said as worded
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, heard_intent
from conversations.dialog.state import State
from conversations.dialog.understood import understand
from conversations.documents.paper import confirmed_name, of_slot
from conversations.understanding.meaning import Wanted


def heard(scene: Scene, said: Joins) -> None:
    """What came because an address is not alone."""
    if isinstance(said, Linked):
        linked(scene, said)
    elif isinstance(said, Elsewhere):
        went_on(scene, said)
    else:
        unclear(scene, said.text, said.number)


def went_on(scene: Scene, said: Elsewhere) -> None:
    """Another address was first: what stands is told, and these words change nothing."""
    scene.said(said.text)
    if heard_intent(understand(scene, Wanted("choice"), said.text)) == "help":
        aid(scene)
        return
    name, _, key = said.screen.partition(":")
    parts = [say(scene, "went_on")]
    if (
        name == "q"
        and key in scene.plan.question
        and (value := worded(scene, scene.plan.question[key]))
    ):
        short = scene.voice.questions[key].short
        parts.append(say(scene, "stands", name=short, value=value))
    again(scene, " ".join(parts))


def met(scene: Scene, there: State) -> bool:
    """May the two be merged now? Else the next item on which they differ is asked for."""
    joining = scene.state.together.joining
    if joining is None:
        return False
    if there.erase_asked or scene.state.erase_asked:
        give_up(scene, say(scene, "outcome.closed"))
        return False
    differences = tuple(_differences(scene, there))
    open_ = [each.item for each in differences if each.item not in joining.chosen]
    together = replace(scene.state.together, joining=replace(joining, differences=differences))
    scene.state.together = together
    if open_:
        scene.open("joining", open_[0])
    return not open_


def _differences(scene: Scene, there: State) -> list[Difference]:
    questions = scene.plan.questions
    other = Scene(scene.house, replace(there, language=scene.state.language), scene.now)
    found = [
        Difference(
            asked.id, scene.voice.questions[asked.id].short, worded(scene, asked),
            worded(other, asked), both=can_keep_both(asked, there, scene.state),
        )
        for asked in differing(questions, there, scene.state)
    ]  # fmt: skip
    mine, theirs = scene.state.contact, there.contact
    return found + [
        Difference(
            PREFIX + name, scene.voice.say(f"contact.item.{name}"), getattr(mine, name),
            getattr(theirs, name),
        )
        for name in contact_differs(theirs, mine)
    ]  # fmt: skip


def one_of(scene: Scene, there: State) -> State:
    """The case that both become, as it stands at this address."""
    together, joining = scene.state.together, scene.state.together.joining or Joining()
    one = merged(scene.plan.questions, there, scene.state, joining.chosen)
    elsewhere = dict(there.together.elsewhere)
    if there.together.place and there.asked.screen:
        elsewhere[there.together.place] = asked_at(there)
    one.together = replace(
        together,
        elsewhere={place: at for place, at in elsewhere.items() if place != together.place},
        label=there.together.label or together.label,
        joining=None,
        tries=(),
    )
    return one


def joined(scene: Scene, channel: str, *, own: bool) -> None:
    """The talk goes on here, with everything."""
    key = "joined.merged" if own else "joined.new"
    scene.audit += ["address_joined", *(["cases_merged"] if own else [])]
    onward(scene, say(scene, key, channel=channel_name(scene, channel)))


def told_there(scene: Scene, channel: str, seq: int) -> Message:
    """For the address where the code was made, so that nobody joins unnoticed."""
    text = say(scene, "joined.there", channel=channel_name(scene, channel))
    frame = Frame("join:there", text)
    return Message(seq, frame.key, frame.text)


def seem_different(one: State, other: State) -> bool:
    """May these be two people? By what their papers say, and by what they are called."""
    return any(
        first and second and first.casefold() != second.casefold()
        for first, second in zip(_signs(one), _signs(other), strict=True)
    )


def _signs(state: State) -> tuple[str, ...]:
    cards = (str(paper.fields.get("nik", "")) for paper in of_slot(state.papers, "ktp"))
    return (
        next(filter(None, cards), ""), state.contact.name, confirmed_name(state.papers),
        state.together.label,
    )  # fmt: skip


def has_something(state: State) -> bool:
    """Is there anything that merging could lose?"""
    kept = (state.facts, state.papers, state.form_sent, state.contact.email, state.contact.name,
            state.contact.whatsapp)  # fmt: skip
    return any(chain(kept, (state.consent,)))


def arrived(scene: Scene, notice: str) -> None:
    """Somebody of several goes on."""
    if scene.state.asked.screen and scene.state.consent:
        again(scene, notice)
    else:
        onward(scene, notice)
