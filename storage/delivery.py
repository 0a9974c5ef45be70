"""One message on its way to one address."""

from datetime import datetime
from typing import TypedDict, Unpack

from msgspec import Struct, field

from conversations.dialog.event import Address
from conversations.dialog.message import Message
from storage.outbox import Settled, Status

KNOWN_SENT = 8


class Trail(Struct, eq=False):
    """What this process knows of the messages at one address: `open` are those not settled yet
    (at least), `sent` the channel's ids of the newest ones by their number.
    """

    open: set[int] = field(default_factory=set)
    sent: dict[int, str] = field(default_factory=dict)

    def sent_as(self, seq: int) -> str:
        """The channel's id of a message; "" where it is not at hand. One that is asked for stays:
        a screen with many boxes is edited more often than there is room for.
        """
        sent_id = self.sent.pop(seq, "")
        if sent_id:
            self.sent[seq] = sent_id
        return sent_id

    def settled(self, seq: int, sent_id: str) -> None:
        self.open.discard(seq)
        if sent_id:
            self.sent[seq] = sent_id
            if len(self.sent) > KNOWN_SENT:
                del self.sent[next(iter(self.sent))]


class Details(TypedDict, total=False):
    """What a `Settled` may say beside its status."""

    sent_id: str
    reason: str
    delay: int


class Delivery(Struct, frozen=True):
    """A leased row. `edits` is the channel's id of the message that this one replaces."""

    case_id: int
    seq: int
    lease: int
    address: Address
    address_id: int
    message: Message
    language: str
    edits: str
    trail: Trail
    kind: str = "reply"

    def settled(self, status: Status, now: datetime, **more: Unpack[Details]) -> Settled:
        """The note that records what became of it."""
        at = int(now.timestamp() * 1000)
        return Settled(self.case_id, self.seq, self.lease, status, at, **more)
