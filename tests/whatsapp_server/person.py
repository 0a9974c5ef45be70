"""A person with a phone: types, presses, sends files, and waits for what comes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.whatsapp_server.ledger import Delivered

if TYPE_CHECKING:
    from tests.whatsapp_server.server import WhatsappServer

Json = dict[str, Any]
NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


class NoSuchButtonError(LookupError):
    """Nothing that was shown can be chosen by these words."""


@dataclass(slots=True)
class Person:
    """`phone` is "" for who hides it, `user` is "" where the platform gives no ids of its own yet.

    `habits` are the statuses that their messages get, in this order. `heard_at` is when they
    wrote last by the server's clock.
    """

    server: "WhatsappServer"
    name: str
    phone: str
    user: str = ""
    habits: tuple[str, ...] = ("sent", "delivered")
    heard_at: float = float("-inf")
    reachable: bool = True
    seen: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """How they may be called in a message to them."""
        return {self.phone, self.user} - {""}

    # What they do. Nothing here waits; each returns the id of the message.

    def says(self, text: str) -> str:
        """Type a text."""
        return self.posts({"type": "text", "text": {"body": text}})

    def presses(self, label: str) -> str:
        """Press a button or choose a row of the newest message that has it; answer by number where
        it stands in numbered lines.
        """
        for shown in reversed(self.screen()):
            if label in shown.options:
                return self.forges(shown.options[label], label, row=shown.kind == "list")
            numbers = {words: number for number, words in NUMBERED.findall(shown.text)}
            if label in numbers:
                return self.says(numbers[label])
        raise NoSuchButtonError(label)

    def forges(self, token: str, title: str = "x", *, row: bool = False) -> str:
        """Send a press with any id, as a changed client could."""
        kind = "list_reply" if row else "button_reply"
        chosen = {"type": kind, kind: {"id": token, "title": title}}
        return self.posts({"type": "interactive", "interactive": chosen})

    def presses_template(self) -> str:
        """Press the button of the newest template."""
        shown = next(each for each in reversed(self.screen()) if each.kind == "template")
        parts = shown.body["template"]["components"]
        button = next(part for part in parts if part["type"] == "button")
        payload = button["parameters"][0]["payload"]
        return self.posts({"type": "button", "button": {"payload": payload, "text": "Lanjut"}})

    def sends_document(
        self, name: str, data: bytes, mime: str = "application/pdf", caption: str = ""
    ) -> str:
        """Send a file."""
        media = self.server.keep(data, mime)
        shape = {"id": media, "filename": name, "mime_type": mime, "caption": caption}
        return self.posts({"type": "document", "document": shape})

    def sends_image(self, data: bytes, caption: str = "") -> str:
        """Send a picture."""
        media = self.server.keep(data, "image/jpeg")
        shape = {"id": media, "mime_type": "image/jpeg", "caption": caption}
        return self.posts({"type": "image", "image": shape})

    def edits(self, message_id: str, text: str) -> str:
        """Change the words of an own message."""
        inner = {"type": "text", "text": {"body": text}}
        edit = {"original_message_id": message_id, "message": inner}
        return self.posts({"type": "edit", "edit": edit})

    def deletes(self, message_id: str) -> str:
        """Delete an own message."""
        return self.posts({"type": "revoke", "revoke": {"original_message_id": message_id}})

    def moves(self, phone: str, user: str = "") -> str:
        """Take another number."""
        old, self.phone, self.user = self.phone, phone, user
        system = {"type": "user_changed_number", "body": "x", "wa_id": phone}
        system |= {"user_id": user} if user else {}
        self.server.people |= {phone: self, **({user: self} if user else {})}
        return self.posts({"type": "system", "system": system, "from": old}, contact=False)

    def posts(self, content: Json, *, contact: bool = True) -> str:
        """Send any kind of message."""
        message_id = self.server.new_id()
        self.heard_at = self.server.clock.now()
        message = self.shape(message_id, content)
        value: Json = {"messages": [message]}
        if contact:
            value["contacts"] = [self.contact()]
        self.server.courier.bring(f"person {id(self)}", value)
        self.said.append(message_id)
        return message_id

    def shape(self, message_id: str, content: Json) -> Json:
        """Return a message as the webhook brings it."""
        ids = {"from": self.phone, "from_user_id": self.user}
        named = {key: value for key, value in ids.items() if value}
        at = str(int(self.server.clock.now()))
        return {**named, "id": message_id, "timestamp": at, **content}

    def contact(self) -> Json:
        """Return who they are, as the webhook brings it."""
        ids = {"wa_id": self.phone, "user_id": self.user}
        named = {key: value for key, value in ids.items() if value}
        return {"profile": {"name": self.name}, **named}

    # What they see.

    def screen(self) -> list[Delivered]:
        """Return what was sent to them, oldest first."""
        return [entry for entry in self.server.ledger.delivered if entry.to in self.names]

    async def reply(self, seconds: float = 60.0) -> Delivered:
        """Wait for the next message that was not yet looked at."""
        return await self.sees(lambda _: True, seconds)

    async def sees(self, wanted: Callable[[Delivered], bool], seconds: float = 60.0) -> Delivered:
        """Wait for the next message that is wanted; those before it count as seen."""

        def look() -> Delivered | None:
            for entry in self.server.ledger.delivered[self.seen :]:
                if entry.to in self.names and wanted(entry):
                    return entry
            return None

        found = await self.server.ledger.until(look, seconds)
        self.seen = found.number + 1
        return found
