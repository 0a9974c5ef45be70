"""What was truly delivered, whatever the program was told about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.telegram_server.changes import Changes

T = TypeVar("T")


@dataclass(slots=True)
class Delivered:
    """One message, in the order in which people saw them. `body` is the call as it came; `replied`
    is False where the program never heard of it.
    """

    number: int
    at: float
    to: str
    id: str
    body: dict[str, Any]
    replied: bool = True

    @property
    def kind(self) -> str:
        """`text`, `button`, `list`, `image` or `template`."""
        return str(self.body.get("interactive", {}).get("type") or self.body["type"])

    @property
    def mark(self) -> str:
        """What was sent along, to come back with each status."""
        return str(self.body.get("biz_opaque_callback_data", ""))

    @property
    def text(self) -> str:
        """Its words: a body, a caption, or what is filled into a template."""
        match self.kind:
            case "text":
                return str(self.body["text"]["body"])
            case "image":
                return str(self.body["image"].get("caption", ""))
            case "template":
                return " | ".join(self.filled)
            case _:
                return str(self.body["interactive"]["body"]["text"])

    @property
    def filled(self) -> list[str]:
        """The values of a template."""
        parts = self.body.get("template", {}).get("components", [])
        return [p["text"] for part in parts if part["type"] == "body" for p in part["parameters"]]

    @property
    def options(self) -> dict[str, str]:
        """Ids of buttons and rows by each of their words."""
        action = self.body.get("interactive", {}).get("action", {})
        found = {b["reply"]["title"]: b["reply"]["id"] for b in action.get("buttons", [])}
        for section in action.get("sections", []):
            for row in section["rows"]:
                found[row["title"]] = row["id"]
                if row.get("description"):
                    found[row["description"]] = row["id"]
        return found


@dataclass(slots=True)
class Ledger:
    """All messages, all requests with their HTTP status (0: no reply), and a way to wait."""

    delivered: list[Delivered] = field(default_factory=list)
    calls: list[tuple[float, str, int]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    def record(self, at: float, to: str, message_id: str, body: dict[str, Any]) -> Delivered:
        """Add one message."""
        entry = Delivered(len(self.delivered), at, to, message_id, body)
        self.delivered.append(entry)
        self.changes.happened()
        return entry

    def called(self, at: float, path: str, status: int) -> None:
        """Add one request."""
        self.calls.append((at, path, status))
        self.changes.happened()

    def of(self, to: str) -> list[Delivered]:
        """Return the messages to one person."""
        return [entry for entry in self.delivered if entry.to == to]

    async def until(self, look: Callable[[], T | None], seconds: float = 60.0) -> T:
        """Wait until `look` finds something, woken by each message and each request."""
        return await self.changes.until(look, seconds)
