"""Results are entered: a list is looked at and taken in, one decision is made by hand.

Blocking: call in a thread. Raises `ResultRefusedError`, and what a database that is down raises.
"""

from collections.abc import Mapping

from msgspec import Struct

from conversations.selection.decision import Decision
from conversations.selection.difference import Difference
from conversations.selection.matching import Ref
from conversations.selection.sheet import Person, Sheet
from handlers.result_desk import RELEASES, SELECTS, Acting, refusing
from storage.selection import Order
from storage.selection_import import Taking


class Entered(Struct, frozen=True):
    """A list for a stage, by its id; `chosen` is what was said of unclear rows."""

    stage: str
    sheet: Sheet
    chosen: Mapping[int, Ref] = {}


@refusing
def results_previewed(acting: Acting, entered: Entered) -> Difference:
    """Exactly what the list would change; nothing does."""
    acting.may(SELECTS, RELEASES)
    return acting.desk.selection.preview(_taking(acting, entered)).difference


@refusing
def results_imported(acting: Acting, entered: Entered, digest: bytes = b"") -> Difference:
    """Takes it in, whole or not at all; with `digest` only what was previewed under it."""
    acting.may(SELECTS)
    order = Order(acting.who.id, acting.now)
    found = acting.desk.selection.take(_taking(acting, entered), order, digest)
    acting.note(f"results_imported {entered.stage}")
    return found


@refusing
def result_decided(acting: Acting, candidate: int, decision: Decision, stage: str = "") -> None:
    """By hand: who leaves does so in the last stage that was decided of them."""
    acting.may(SELECTS)
    number = acting.desk.stage(stage) if stage else 0
    order = Order(acting.who.id, acting.now)
    acting.desk.selection.decide(acting.desk.about, candidate, decision, order, number)
    acting.note(f"result_decided {decision.outcome}")


@refusing
def candidates_seen(acting: Acting, wanted: list[int]) -> Mapping[int, Person]:
    """What is known of them, once it is noted that somebody looks."""
    acting.may(SELECTS, RELEASES)
    acting.note(f"candidates_seen {len(wanted)}")
    return acting.desk.selection.people(wanted)


def _taking(acting: Acting, entered: Entered) -> Taking:
    stage = acting.desk.stage(entered.stage, judged=True)
    return Taking(acting.desk.about.posting, stage, entered.sheet, entered.chosen)
