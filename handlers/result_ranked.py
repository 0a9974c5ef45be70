"""How many are taken, who stands before whom, and the final choice.

Blocking: call in a thread. Raises `ResultRefusedError`, and what a database that is down raises.
"""

from conversations.selection.ranking import Ranking
from handlers.result_desk import RELEASES, SELECTS, Acting, refusing
from handlers.result_refused import ResultRefusedError
from storage.selection import Order


@refusing
def places_seen(acting: Acting) -> int | None:
    """None where nobody said it yet."""
    acting.may(SELECTS, RELEASES)
    return acting.desk.selection.places(acting.desk.about.posting)


@refusing
def places_set(acting: Acting, count: int, reason: str) -> None:
    """As many as the budget allows, and on what that rests; 0: cancelled."""
    acting.may(SELECTS)
    if not 0 <= count <= acting.desk.most:
        raise ResultRefusedError("count", most=acting.desk.most)
    order = Order(acting.who.id, acting.now)
    acting.desk.selection.set_places(acting.desk.about.posting, count, reason, order)
    acting.note(f"places_set {count}")


@refusing
def ranking_seen(acting: Acting) -> Ranking:
    acting.may(SELECTS, RELEASES)
    return acting.desk.selection.ranking(acting.desk.about)


@refusing
def equals_ordered(acting: Acting, ordered: list[int], reason: str) -> None:
    """Everybody with one total, in the order that a person decided."""
    acting.may(SELECTS)
    order = Order(acting.who.id, acting.now)
    acting.desk.selection.order_equals(acting.desk.about, ordered, reason, order)
    acting.note("equals_ordered")


@refusing
def final_chosen(acting: Acting) -> list[int]:
    """The final choice by rank; returns whose decision changed."""
    acting.may(SELECTS)
    order = Order(acting.who.id, acting.now)
    changed = acting.desk.selection.choose(acting.desk.about, order)
    acting.note(f"final_chosen {len(changed)}")
    return changed
