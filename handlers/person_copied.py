"""Somebody takes a copy of their own data along, by a link that works once."""

from datetime import datetime

import msgspec

from handlers.parts import Parts
from storage.copies import Copied

ACT = "data_copied"


async def person_copied(whose: Copied, parts: Parts, now: datetime) -> bytes | None:
    """JSON; None where the link was used a moment before, or they were erased.

    The audit knows of it before anybody has it. Raises `DatabaseDownError`.
    """
    exporting = parts.store.rights.exporting
    copy = await exporting.copy(whose.case_id, now)
    if copy is None or not await parts.store.rights.copies.use(whose, now):
        return None
    await exporting.note(whose.case_id, "applicant", ACT, now)
    return msgspec.json.format(msgspec.json.encode(copy), indent=2)
