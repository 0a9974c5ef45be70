"""Staff have somebody erased at once, with a reason that stays."""

import re
from datetime import datetime

from msgspec import Struct

from storage.blobs import Blobs
from storage.erasing import Order
from storage.store import Store

_NUMBERS = re.compile(r"\d[\d .-]{4,}\d")


class Wish(Struct, frozen=True):
    """Whose case, who wants it (as the audit names them), and why: no data of the person."""

    case_id: int
    actor: str
    reason: str


async def person_erased(wish: Wish, store: Store, blobs: Blobs, now: datetime) -> bool:
    """Was there somebody? Durable when this returns, and harmless to repeat.

    Raises `DatabaseDownError`, and `BlobsDownError` where nothing was erased, or only the bytes of
    documents are still to go.
    """
    reason = _NUMBERS.sub("...", " ".join(wish.reason.split()))
    rights = store.rights
    person = await rights.requests.for_staff(wish.case_id, wish.actor, reason, now)
    if not person:
        return False
    order = Order((person,), "staff", wish.actor, reason)
    return bool(await rights.erasing(blobs).erase(order, now))
