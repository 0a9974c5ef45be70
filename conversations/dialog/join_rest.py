"""Where a talk goes on when its person comes back to it."""

from msgspec.structs import replace

from conversations.dialog.state import State

ASIDES = {"who", "other", "join", "joining", "leave", "leave_others"}


def rested(state: State) -> State:
    """Where the talk goes on when its person comes back: what was an aside of coming together is
    over.
    """
    asked = state.asked
    if asked.screen.partition(":")[0] not in ASIDES:
        return state
    return replace(state, asked=replace(asked, screen=asked.back_to, back_to=""))


def asked_at(state: State) -> str:
    """The screen that words answer where the talk was last; the code for elsewhere wants none."""
    return rested(state).asked.screen if state.asked.screen == "join" else state.asked.screen
