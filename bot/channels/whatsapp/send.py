"""Sends one delivery: edits are new messages here, since WhatsApp changes nothing in place."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from msgspec.structs import replace

from bot.channels.whatsapp import errors, payload
from bot.channels.whatsapp.api import PATIENCE, Api
from bot.channels.whatsapp.draw import Pen
from bot.channels.whatsapp.limits import PERSON_BURST, PERSON_EVERY
from bot.channels.whatsapp.pictures import Pictures
from bot.channels.whatsapp.window import Window
from bot.delivery.outcome import Outcome
from bot.delivery.pace import Bucket
from storage.delivery import Delivery
from storage.sealing import Lookup
from storage.told import Mark

_LEAST = 1.0
"""Seconds: with less left, a call would hardly come to its answer."""
_FOR_PICTURE = 3.0
_PATIENT = {"bulk", "result"}


class Sender:
    """`pens` by language. All calls for one delivery share the seconds of one."""

    def __init__(
        self,
        api: Api,
        pens: Mapping[str, Pen],
        window: Window,
        lookup: Lookup,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._api, self._pens, self._window = api, pens, window
        self._lookup, self._seconds = lookup, seconds
        self._pace = Bucket(PERSON_BURST, PERSON_EVERY)
        self._paused_until = 0.0
        self.pictures: Pictures | None = None

    async def send(self, delivery: Delivery) -> Outcome:
        """What became of it."""
        now = self._seconds()
        wait = max(self._paused_until - now, self._pace.wait(delivery.address_id, now))
        if wait > 0:
            return Outcome("waiting", reason="pace", delay=int(wait * 1000))
        outcome = await self._send(delivery, now + PATIENCE)
        if outcome.pause:
            self._paused_until = max(self._paused_until, now + outcome.pause / 1000)
        if not outcome.sent_id:
            return outcome
        return replace(outcome, sent_id=name_of(self._lookup, outcome.sent_id).hex())

    async def _send(self, delivery: Delivery, end: float) -> Outcome:
        said = await self._content(delivery, end)
        if isinstance(said, Outcome):
            return said
        if (left := end - self._seconds()) < _LEAST:
            return errors.AGED
        mark = Mark(delivery.case_id, delivery.seq)
        return await self._api.send(payload.body(delivery.address.external_id, mark, said), left)

    async def _content(self, delivery: Delivery, end: float) -> dict[str, Any] | Outcome:
        """The message, or outside the window what was approved to be said instead."""
        if await self._window.is_open(delivery):
            drawn = self._pens[delivery.language].draw(delivery.message)
            return payload.content(drawn, await self._picture(delivery, end))
        if delivery.message.prepared is None:
            return errors.NO_WINDOW
        if not await self._window.begin(delivery):
            return errors.TOMORROW if delivery.kind in _PATIENT else errors.NO_TIER
        return payload.template(delivery.message.prepared)

    async def _picture(self, delivery: Delivery, end: float) -> str:
        image = delivery.message.image
        if image is None or self.pictures is None:
            return ""
        patience = min(_FOR_PICTURE, end - self._seconds() - _LEAST)
        return await self.pictures.id_of(image.code, patience) if patience > 0 else ""


def name_of(lookup: Lookup, message_id: str) -> bytes:
    """How the ledger names a message: the platform's own id holds the phone number."""
    return lookup.of("whatsapp message", message_id)
