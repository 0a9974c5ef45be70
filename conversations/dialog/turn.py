"""What the conversation answers to one event."""

from msgspec import Struct

from conversations.dialog.join_kept import Wish
from conversations.dialog.message import Message
from conversations.dialog.state import State
from conversations.dialog.with_staff_state import ForStaff


class Letter(Struct, frozen=True):
    """A message to an address of theirs that is not confirmed yet, by the code that is in it."""

    message: Message
    code: str


class Turn(Struct, frozen=True):
    """New state and messages. `echo` is what the applicant is shown as having said ("" = nothing),
    numbered `echo_seq`; `audit` names what happened (`consent_given`), never with its contents.
    `letter` goes out by mail; `for_staff` is what staff see of it,
    `wish` what it asks of whoever keeps the cases.
    """

    state: State
    messages: tuple[Message, ...] = ()
    echo: str = ""
    echo_seq: int = 0
    audit: tuple[str, ...] = ()
    letter: Letter | None = None
    for_staff: tuple[ForStaff, ...] = ()
    wish: Wish | None = None
