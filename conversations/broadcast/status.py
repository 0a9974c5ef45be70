"""The states of an announcement, and what may be done in each.

`draft`, then `approved`, `scheduled` (cooling off, or until its time), `going` and `done`; `paused`
stands between, and all but `done` may be `stopped`.
"""

from typing import Literal

from conversations.broadcast.refused import BroadcastRefusedError

Status = Literal["draft", "approved", "scheduled", "going", "paused", "stopped", "done"]
Act = Literal["change", "test", "approve", "start", "pause", "resume", "stop"]
_ALLOWED: dict[Act, frozenset[Status]] = {
    "change": frozenset({"draft", "approved"}),
    "test": frozenset({"draft", "approved"}),
    "approve": frozenset({"draft"}),
    "start": frozenset({"approved"}),
    "pause": frozenset({"scheduled", "going"}),
    "resume": frozenset({"paused"}),
    "stop": frozenset({"draft", "approved", "scheduled", "going", "paused"}),
}
_DONE: dict[Act, frozenset[Status]] = {
    "approve": frozenset({"approved"}),
    "start": frozenset({"scheduled", "going"}),
    "pause": frozenset({"paused"}),
    "resume": frozenset({"scheduled", "going"}),
    "stop": frozenset({"stopped"}),
}
"""Asked for again where it holds already: nothing happens, and nobody is refused."""


def already(act: Act, status: Status) -> bool:
    """Does `act` hold already, so that a second press changes nothing?"""
    return status in _DONE.get(act, frozenset())


def allow(act: Act, status: Status) -> None:
    """Raises `BroadcastRefusedError` where `act` cannot be done in `status`."""
    if status not in _ALLOWED[act]:
        raise BroadcastRefusedError(f"status.{act}", status=status)
