"""Changing and deleting messages of the bot."""

from tests.telegram_server.keyboard import reply_markup
from tests.telegram_server.params import Params
from tests.telegram_server.refusals import NOT_MODIFIED, bad_request
from tests.telegram_server.texts import caption, message_text
from tests.telegram_server.world import Chat, Json, World

DELETABLE_SECONDS = 48 * 3600


def edit_message_text(world: World, params: Params) -> Json:
    """Replace text and keyboard; a keyboard that is not given again goes away."""
    chat, message = _own_message(world, params)
    text, entities = message_text(params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    changed = {"text": text, "entities": entities, "reply_markup": _markup(params)}
    return _apply(world, chat, message, changed)


def edit_message_caption(world: World, params: Params) -> Json:
    """Replace caption and keyboard of a message with a file."""
    chat, message = _own_message(world, params)
    text, entities = caption(params.values, params.parsed("caption_entities"))
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    changed = {"caption": text, "caption_entities": entities, "reply_markup": _markup(params)}
    return _apply(world, chat, message, changed)


NO_BUTTONS: Json = {"reply_markup": None}


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Replace or take away the keyboard."""
    chat, message = _own_message(world, params)
    return _apply(world, chat, message, {"reply_markup": _markup(params)})


def delete_message(world: World, params: Params) -> bool:
    """Take a message out of the chat, within two days of its sending."""
    chat = world.chat(params)
    number = params.number("message_id")
    message = world.message(chat, number, "delete")
    if world.clock.now() - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[number]
    world.ledger.record(world.clock.now(), "deleted", chat.id, message)
    return True


def _markup(params: Params) -> Json | None:
    return reply_markup(params, inline_only=True)


def _own_message(world: World, params: Params) -> tuple[Chat, Json]:
    chat = world.chat(params)
    number = params.number("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = world.message(chat, number, "edit")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _apply(world: World, chat: Chat, message: Json, changed: Json) -> Json:
    if all((message.get(name) or None) == (value or None) for name, value in changed.items()):
        raise NOT_MODIFIED
    now = world.clock.now()
    edited = {**message, **changed, "edit_date": int(now)}
    edited = {name: value for name, value in edited.items() if value not in (None, "", [])}
    chat.messages[message["message_id"]] = edited
    world.ledger.record(now, "bared" if changed == NO_BUTTONS else "edited", chat.id, edited)
    return edited
