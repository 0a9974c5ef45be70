"""What WhatsApp tells of messages that went out."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import Struct

from bot.channels.whatsapp import errors
from bot.channels.whatsapp.limits import CHANNEL
from bot.channels.whatsapp.payload import mark_of
from bot.channels.whatsapp.send import name_of
from bot.channels.whatsapp.wire import Told
from bot.delivery.outcome import Outcome
from handlers.parts import Parts
from handlers.sent_elsewhere import sent_elsewhere
from storage import told as ledger
from storage.cases import millis
from storage.windows import Windows

_KNOWN: dict[str, ledger.Status] = {
    "sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed",
}  # fmt: skip
log = logging.getLogger(__name__)


class Statuses(Struct, frozen=True):
    """Takes them in any order, and more than once."""

    parts: Parts
    windows: Windows
    now: Callable[[], datetime]

    async def tell(self, told: Told) -> None:
        """Durable when this returns. Raises `DatabaseDownError` and `TooBusyError`."""
        status = _KNOWN.get(told.status)
        if status is None:
            return
        mark, outcome = mark_of(told.mark), _failure(told)
        if mark and not mark.case_id:
            return
        noted = ledger.Told(
            mark,
            name_of(self.parts.store.lookup, told.id),
            status,
            outcome.reason if outcome else "",
            millis(datetime.fromtimestamp(int(told.timestamp), UTC)),
            millis(self.now()),
        )
        went = await self.windows.tell(CHANNEL, noted)
        if went == "changed" and mark and outcome and errors.goes_elsewhere(outcome):
            await self._elsewhere(mark)

    async def settle_loose(self) -> None:
        """Tries again what fitted no message yet. Raises `DatabaseDownError`."""
        if lost := await self.windows.settle_loose(CHANNEL, self.now()):
            log.warning("%d statuses belong to no message that is known", lost)

    async def _elsewhere(self, mark: ledger.Mark) -> None:
        meant = await self.windows.meant(CHANNEL, mark)
        if meant:
            await sent_elsewhere(meant.delivery, self.parts, self.now())


def _failure(told: Told) -> Outcome | None:
    if told.status != "failed":
        return None
    return errors.failure_of(told.errors[0].code if told.errors else 0)
