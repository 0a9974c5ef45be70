"""What was truly delivered, whatever the bot was told about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from tests.telegram_server.changes import Changes

Kind = Literal["sent", "edited", "bared", "deleted", "answered"]
T = TypeVar("T")


@dataclass(slots=True)
class Delivered:
    """One effect, in the order in which people saw it.

    `message` is the message as it stood then (for `answered`: the callback's answer); `replied`
    is False where the bot never heard of it.
    """

    number: int
    at: float
    kind: Kind
    chat_id: int
    message: dict[str, Any]
    replied: bool = True

    @property
    def text(self) -> str:
        """The words of it: text, caption or the answer of a callback."""
        return str(self.message.get("text") or self.message.get("caption") or "")

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All inline buttons, row by row."""
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


@dataclass(slots=True, frozen=True)
class Call:
    """One request that reached the server, with the HTTP status it got (0: no reply at all)."""

    at: float
    method: str
    chat_id: str
    status: int


@dataclass(slots=True)
class Ledger:
    """All effects and all requests, and a way to wait for them."""

    delivered: list[Delivered] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    def record(self, at: float, kind: Kind, chat_id: int, message: dict[str, Any]) -> Delivered:
        """Add one effect; the message is kept as it is now."""
        entry = Delivered(len(self.delivered), at, kind, chat_id, dict(message))
        self.delivered.append(entry)
        self.changes.happened()
        return entry

    def called(self, call: Call) -> None:
        """Add one request."""
        self.calls.append(call)
        self.changes.happened()

    def of(self, chat_id: int, *kinds: Kind) -> list[Delivered]:
        """Return the effects in one chat, of the given kinds or of all."""
        return [
            entry
            for entry in self.delivered
            if entry.chat_id == chat_id and (not kinds or entry.kind in kinds)
        ]

    def texts(self, chat_id: int) -> list[str]:
        """Return the words of every message sent to one chat, as first sent."""
        return [entry.text for entry in self.of(chat_id, "sent")]

    def answers(self, query_id: str) -> list[Delivered]:
        """Return the answers that one pressed button got."""
        return [
            entry
            for entry in self.delivered
            if entry.kind == "answered" and entry.message["callback_query_id"] == query_id
        ]

    async def until(self, look: Callable[[], T | None], seconds: float = 60.0) -> T:
        """Wait until `look` finds something, woken by each effect and each request."""
        return await self.changes.until(look, seconds)
