"""What the conversation answers to one event."""

from msgspec import Struct

from conversations.dialog.message import Message
from conversations.dialog.state import State


class Turn(Struct, frozen=True):
    """New state and messages. `echo` is what the applicant is shown as having said ("" = nothing),
    numbered `echo_seq`; `audit` names what happened (`consent_given`), never with its contents.
    """

    state: State
    messages: tuple[Message, ...] = ()
    echo: str = ""
    echo_seq: int = 0
    audit: tuple[str, ...] = ()
