"""A list of passers is frozen, released by a second person, published, and cleared by hand.

Blocking: call in a thread. Raises `ResultRefusedError`, and what a database that is down raises.
"""

from datetime import datetime

import msgspec

from conversations.eligibility.wording import Words
from conversations.selection.frozen import shown
from conversations.selection.telling import Invitation, Told, next_stage, result_text
from handlers.result_desk import RELEASES, SELECTS, Acting, refusing
from handlers.result_refused import ResultRefusedError
from storage.selection import List, Order
from storage.selection_lists import Publication
from storage.selection_status import Standing


@refusing
def list_frozen(acting: Acting, stage: str, invitation: Invitation) -> Publication:
    """Everybody who passed and was not told, as they are now."""
    acting.may(SELECTS)
    desk, order = acting.desk, Order(acting.who.id, acting.now)
    meets = _meets(acting, stage, invitation)
    texts = msgspec.json.encode(invitation).decode()
    wanted = List(desk.stage(stage), texts, meets, desk.ways)
    number = desk.selection.freeze(desk.about, wanted, order)
    acting.note(f"list_frozen {stage}")
    return _found(acting, number)


@refusing
def list_approved(acting: Acting, number: int, seen: str) -> Publication:
    """`seen` is the hash as this person saw it. Not by whoever froze it."""
    acting.may(RELEASES)
    found = _found(acting, number)
    if shown(found.list_hash) != seen.strip().upper():
        raise ResultRefusedError("hash")
    order = Order(acting.who.id, acting.now)
    acting.desk.selection.approve(number, found.list_hash, order)
    acting.note(f"list_approved {number}")
    return _found(acting, number)


@refusing
def list_published(acting: Acting, number: int) -> Publication:
    """From now on those on it are told."""
    acting.may(SELECTS, RELEASES)
    _found(acting, number)
    acting.desk.selection.publish(number, Order(acting.who.id, acting.now))
    acting.note(f"list_published {number}")
    return _found(acting, number)


@refusing
def list_cancelled(acting: Acting, number: int) -> Publication:
    acting.may(SELECTS, RELEASES)
    _found(acting, number)
    acting.desk.selection.cancel(number)
    acting.note(f"list_cancelled {number}")
    return _found(acting, number)


@refusing
def passer_cleared(acting: Acting, number: int, candidate: int, note: str) -> None:
    """Somebody reached them by hand, and how."""
    acting.may(SELECTS, RELEASES)
    _found(acting, number)
    if not note.strip():
        raise ResultRefusedError("reason")
    order = Order(acting.who.id, acting.now)
    if not acting.desk.selection.clear(number, candidate, note.strip(), order):
        raise ResultRefusedError("unknown")
    acting.note(f"passer_cleared {number}")


@refusing
def list_seen(acting: Acting, number: int) -> tuple[Publication, list[Standing]]:
    """A list, and what became of each on it."""
    acting.may(SELECTS, RELEASES)
    return _found(acting, number), acting.desk.selection.status(number)


@refusing
def lists_seen(acting: Acting) -> list[Publication]:
    """The newest first."""
    acting.may(SELECTS, RELEASES)
    return acting.desk.selection.publications(acting.desk.about.posting)


def invitation_of(found: Publication) -> Invitation:
    return msgspec.json.decode(found.texts, type=Invitation)


def text_of(found: Publication, words: Words, acting: Acting) -> str:
    """What everybody on the list is told, by letter."""
    stage = acting.desk.stages.name(found.stage)
    link = "…/hadir/…" if found.meets_at else ""
    return result_text(words, Told(stage, invitation_of(found), link))


def _found(acting: Acting, number: int) -> Publication:
    """Of this posting. Raises `ResultRefusedError`."""
    found = acting.desk.selection.publication(number)
    if found is None or found.posting != acting.desk.about.posting:
        raise ResultRefusedError("unknown")
    return found


def _meets(acting: Acting, stage: str, invitation: Invitation) -> datetime | None:
    if not (invitation.at or invitation.place or invitation.note):
        return None
    if not next_stage(acting.desk.stages, stage):
        raise ResultRefusedError("final")
    if not invitation.known:
        raise ResultRefusedError("invitation")
    at = datetime.fromisoformat(invitation.at)
    if at <= acting.now:
        raise ResultRefusedError("past")
    return at
