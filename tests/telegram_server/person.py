"""A person with a phone: types, presses, sends files, and waits for what the bot says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.telegram_server import attachments
from tests.telegram_server.html_text import units
from tests.telegram_server.ledger import Delivered
from tests.telegram_server.pending import QueueKey, Waiting
from tests.telegram_server.world import Chat, Json, Query, Standing, World


class NoSuchButtonError(LookupError):
    """No message that is still there has such a button."""


@dataclass(slots=True)
class Person:
    """One person in one chat. `seen` counts the effects of the ledger that were looked at."""

    world: World
    user: Json
    chat: Chat
    seen: int = 0

    @property
    def id(self) -> int:
        """The person's user id, which is also the id of their private chat."""
        return int(self.user["id"])

    def within(self, group: Chat) -> "Person":
        """Return the same person, acting in a group."""
        return replace(self, chat=group, seen=len(self.world.ledger.delivered))

    # What they do. Nothing here waits; each returns the message or the id of the press.

    def says(self, text: str, **fields: Any) -> Json:  # noqa: ANN401  (fields of the message)
        """Type a text."""
        entities = _commands(text)
        return self._post({"text": text, "entities": entities, **fields})

    def sends(self, content: Json, caption: str = "") -> Json:
        """Send what `attachments` makes."""
        return self._post({**content, "caption": caption})

    def sends_document(self, name: str, data: bytes, caption: str = "", mime: str = "") -> Json:
        """Send a file as a file."""
        return self.sends(attachments.document(self.world, name, data, mime), caption)

    def sends_photo(self, data: bytes, caption: str = "") -> Json:
        """Send a picture."""
        return self.sends(attachments.photo(self.world, data), caption)

    def sends_album(self, contents: Sequence[Json], caption: str = "") -> list[Json]:
        """Send several pictures or files as one album; the caption stands under the first."""
        group = {"media_group_id": str(next(self.world.ids))}
        return [
            self._post({**content, **group, "caption": "" if number else caption})
            for number, content in enumerate(contents)
        ]

    def edits(self, message: Json, text: str) -> Json:
        """Change the words of an own message."""
        edited = {**message, "text": text, "edit_date": int(self.world.clock.now())}
        self.chat.messages[message["message_id"]] = edited
        self._update("edited_message", edited, ("chat", self.chat.id))
        return edited

    def presses(self, button: str, message: Json | None = None) -> str:
        """Press a button by its label or data, on the newest message that has it."""
        searched = [message] if message is not None else self.screen()[::-1]
        for shown in searched:
            for row in shown.get("reply_markup", {}).get("inline_keyboard", []):
                for found in row:
                    if button in {found["text"], found.get("callback_data")}:
                        return self.forges(found["callback_data"], shown)
        raise NoSuchButtonError(button)

    def forges(self, data: str, message: Json) -> str:
        """Send a press with any data, as a changed client could."""
        query = Query(str(next(self.world.ids) + 4_000_000), self.chat.id, self.world.clock.now())
        self.world.queries[query.id] = query
        pressed = {
            "id": query.id,
            "from": self.user,
            "message": message,
            "chat_instance": str(self.chat.id * 7),
            "data": data,
        }
        self._update("callback_query", pressed, ("user", self.id))
        return query.id

    def blocks(self) -> None:
        """Block the bot."""
        self._stand("blocked", "member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._stand("open", "kicked", "member")

    def disappears(self) -> None:
        """Delete the own account; no update tells of it."""
        self.chat.standing = "deactivated"

    # What they see.

    def screen(self) -> list[Json]:
        """Return the bot's messages that are still in the chat, oldest first."""
        bot = self.world.bot["id"]
        return [found for found in self.chat.messages.values() if found["from"]["id"] == bot]

    async def reply(self, seconds: float = 60.0) -> Delivered:
        """Wait for the next new or edited message that was not yet looked at."""
        return await self.sees(lambda entry: entry.kind in {"sent", "edited"}, seconds)

    async def sees(self, wanted: Callable[[Delivered], bool], seconds: float = 60.0) -> Delivered:
        """Wait for the next effect in this chat that is wanted; those before it count as seen."""

        def look() -> Delivered | None:
            for entry in self.world.ledger.delivered[self.seen :]:
                if entry.chat_id == self.chat.id and wanted(entry):
                    return entry
            return None

        found = await self.world.ledger.until(look, seconds)
        self.seen = found.number + 1
        return found

    async def answer(self, query_id: str, seconds: float = 60.0) -> Delivered:
        """Wait for the answer to a press."""
        found = await self.world.ledger.until(lambda: self.world.ledger.answers(query_id), seconds)
        return found[0]

    def _post(self, content: Json) -> Json:
        message = self.world.post(self.chat, content, self.user)
        self._update("message", message, ("chat", self.chat.id))
        return message

    def _update(self, kind: str, content: Json, queue: QueueKey) -> Waiting | None:
        return self.world.pending.add(kind, content, queue)

    def _stand(self, standing: Standing, was: str, now: str) -> None:
        self.chat.standing = standing
        change = membership(self.world, self.chat, self.user, was, now)
        self._update("my_chat_member", change, ("chat", self.chat.id))


def membership(world: World, chat: Chat, by: Json, was: str, now: str) -> Json:
    """Return a change of the bot's standing in a chat."""
    return {
        "chat": chat.shape,
        "from": by,
        "date": int(world.clock.now()),
        "old_chat_member": _member(world.bot, was),
        "new_chat_member": _member(world.bot, now),
    }


def _member(bot: Json, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot, "status": status, **until}


def _commands(text: str) -> list[Json]:
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": units(text.split(maxsplit=1)[0])}]
