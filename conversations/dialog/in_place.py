"""Keeps a chat short: the answer to a button changes the message that carried it."""

from msgspec.structs import replace

from conversations.dialog.event import Pressed, Said
from conversations.dialog.state import State
from conversations.dialog.tokens import read_token
from conversations.dialog.turn import Turn

QUESTION = "question:"


def in_place(turn: Turn, before: State, said: Said) -> Turn:
    """The same turn, for channels that can change what they showed.

    Where a button of the question shown last was pressed, its message becomes the next one, under
    a line that says what was answered. Everything else stays as it was said.
    """
    if not isinstance(said, Pressed) or not turn.messages:
        return turn
    first, token = turn.messages[0], read_token(said.token)
    current = token is not None and token.version == before.asked.version
    if not (current and before.asked.screen.startswith("q:")) or first.replaces:
        return turn
    text = f"✓ {turn.echo}\n\n{first.text}" if turn.echo else first.text
    changed = replace(first, text=text, replaces=before.asked.seq)
    return replace(turn, messages=(changed, *turn.messages[1:]))
