"""Everything the server knows: the bot, chats with their messages, files, pressed buttons."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from tests.telegram_server.clock import Clock
from tests.telegram_server.ledger import Ledger
from tests.telegram_server.params import Params
from tests.telegram_server.pending import Pending
from tests.telegram_server.refusals import bad_request, forbidden

Standing = Literal["open", "blocked", "deactivated", "kicked", "silent"]
Json = dict[str, Any]

_CLOSED = {
    "blocked": "bot was blocked by the user",
    "deactivated": "user is deactivated",
    "kicked": "bot was kicked from the group chat",
    "silent": "bot can't initiate conversation with a user",
}


@dataclass(slots=True)
class Chat:
    """One chat: private with a person, or a group. `shape` is the chat as updates show it."""

    id: int
    shape: Json
    standing: Standing = "open"
    migrated_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    ids: "count[int]" = field(default_factory=lambda: count(1))


@dataclass(slots=True, frozen=True)
class StoredFile:
    """Bytes that the platform keeps, and the path under which it hands them out."""

    file_id: str
    path: str
    data: bytes

    def shape(self) -> Json:
        """Return the fields that every kind of file has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": len(self.data),
        }


@dataclass(slots=True)
class Query:
    """One pressed button that waits for its answer."""

    id: str
    chat_id: int
    at: float
    answered: bool = False


class World:
    """The state behind all methods."""

    def __init__(self, token: str, clock: Clock) -> None:
        self.token = token
        self.clock = clock
        self.ledger = Ledger()
        self.pending = Pending(clock)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.profile: Json = {}
        self.ids = count(1)
        self._private_ids = count(1)
        self.bot: Json = {
            "id": int(token.split(":", 1)[0]),
            "is_bot": True,
            "first_name": "Bot",
            "username": "TestServerBot",
        }

    def add_chat(self, shape: Json) -> Chat:
        """Make a chat known; private chats share one row of message numbers."""
        chat = Chat(shape["id"], shape)
        if shape["type"] == "private":
            chat.ids = self._private_ids
        self.chats[chat.id] = chat
        return chat

    def chat(self, params: Params) -> Chat:
        """Return the chat a call names, or refuse with the reason why it cannot be written to."""
        named = params.text("chat_id")
        if not named:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(params.number("chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            why = "group chat was upgraded to a supergroup chat"
            raise bad_request(why, migrate_to_chat_id=chat.migrated_to)
        if chat.standing != "open":
            raise forbidden(_CLOSED[chat.standing])
        return chat

    def message(self, chat: Chat, message_id: int, verb: str) -> Json:
        """Return one message of a chat, or refuse: there is nothing to edit or delete."""
        found = chat.messages.get(message_id)
        if found is None:
            raise bad_request(f"message to {verb} not found")
        return found

    def post(self, chat: Chat, content: Json, sender: Json | None = None) -> Json:
        """Add a message to a chat: of the bot, where no sender is named."""
        message: Json = {
            "message_id": next(chat.ids),
            "from": sender or self.bot,
            "chat": chat.shape,
            "date": int(self.clock.now()),
            **{name: value for name, value in content.items() if value not in (None, "", [])},
        }
        chat.messages[message["message_id"]] = message
        return message

    def keep(self, name: str, data: bytes, folder: str) -> StoredFile:
        """Store the bytes of a file."""
        number = next(self.ids)
        ending = name.rpartition(".")[2] if "." in name else "bin"
        kept = StoredFile(f"file-{folder}-{number}", f"{folder}/file_{number}.{ending}", data)
        self.files[kept.file_id] = kept
        return kept
