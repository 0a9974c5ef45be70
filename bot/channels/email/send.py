"""Sends one delivery as a letter."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Protocol

from bot.channels.email.compose import Slip, Stationery, compose, is_result
from bot.channels.email.limits import CODES_BURST, CODES_EVERY
from bot.channels.email.lines import Envelope
from bot.channels.email.outcomes import NO_ADDRESS, TOO_MANY_CODES
from bot.delivery.outcome import Outcome
from bot.delivery.pace import Bucket
from conversations.dialog.reach import email_in
from storage.delivery import Delivery
from storage.sealing import Lookup
from storage.ways import STOP, Ways


class Carrier(Protocol):
    """What takes letters to the server."""

    async def send(self, envelope: Envelope) -> Outcome: ...


class Sender:
    """A letter's id is the same whenever it is sent again, and says nothing of anybody."""

    def __init__(
        self,
        carrier: Carrier,
        paper: Stationery,
        lookup: Lookup,
        ways: Ways,
        now: Callable[[], datetime],
    ) -> None:
        self._carrier, self._paper, self._now = carrier, paper, now
        self._lookup, self._ways = lookup, ways
        self._codes = Bucket(CODES_BURST, CODES_EVERY)

    async def send(self, delivery: Delivery) -> Outcome:
        """What became of it."""
        asked = delivery.message.to
        to = asked or delivery.address.external_id
        if not to or email_in(to) != to:
            return NO_ADDRESS
        if asked and self._codes.wait(to, monotonic()) > 0:
            return TOO_MANY_CODES
        number = self._lookup.of("letter", f"{delivery.case_id}:{delivery.seq}").hex()
        unstopped = asked or is_result(delivery.message.key)
        stop = "" if unstopped else self._stop(delivery.case_id)
        slip = Slip(number, to, self._now(), delivery.language, stop)
        letter = compose(delivery.message, slip, self._paper).as_bytes()
        sender = self._paper.sender.addr_spec
        outcome = await self._carrier.send(Envelope(sender, to, letter))
        return Outcome("sent", sent_id=number) if outcome.status == "sent" else outcome

    def _stop(self, case_id: int) -> str:
        return f"{self._paper.home}/berhenti/{self._ways.make(STOP, case_id)}"
