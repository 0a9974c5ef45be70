"""sendMessage and sendChatAction."""

from tests.telegram_server.keyboard import reply_markup
from tests.telegram_server.params import Params
from tests.telegram_server.refusals import bad_request
from tests.telegram_server.texts import message_text
from tests.telegram_server.world import Chat, Json, World

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, params: Params) -> Json:
    """Deliver a text."""
    chat = world.chat(params)
    text, entities = message_text(params)
    content = {"text": text, "entities": entities, "reply_markup": reply_markup(params)}
    return deliver(world, chat, content, params)


def deliver(world: World, chat: Chat, content: Json, params: Params) -> Json:
    """Put a message of the bot into a chat and into the ledger."""
    content["reply_to_message"] = _replied_to(chat, params)
    message = world.post(chat, content)
    world.ledger.record(world.clock.now(), "sent", chat.id, message)
    return message


def _replied_to(chat: Chat, params: Params) -> Json | None:
    asked = params.parsed("reply_parameters")
    if not isinstance(asked, dict):
        return None
    found = chat.messages.get(int(asked.get("message_id", 0)))
    if found is None and not asked.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found


def send_chat_action(world: World, params: Params) -> bool:
    """Show that something is being done; nothing is delivered."""
    world.chat(params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
