"""What became of one attempt to send, whatever the channel."""

from msgspec import Struct

from storage.outbox import Status


class Outcome(Struct, frozen=True):
    """`waiting` with `delay` ms: nothing was sent, try again. `unknown`: it may have arrived.

    `pause` ms: nobody may send on this channel so long. `blocked`: this person wants no more.
    """

    status: Status
    sent_id: str = ""
    reason: str = ""
    delay: int = 0
    pause: int = 0
    blocked: bool = False
