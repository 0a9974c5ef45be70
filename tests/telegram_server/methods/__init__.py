"""The methods of the Bot API that this server knows, by their names in small letters."""

from collections.abc import Awaitable, Callable

from tests.telegram_server.methods import (
    callbacks,
    editing,
    files,
    media,
    profile,
    receiving,
    sending,
)
from tests.telegram_server.params import Params
from tests.telegram_server.world import World

Method = Callable[[World, Params], object]
WaitingMethod = Callable[[World, Params], Awaitable[object]]

METHODS: dict[str, Method] = {
    "answercallbackquery": callbacks.answer_callback_query,
    "close": profile.accepted,
    "deletemessage": editing.delete_message,
    "deletemycommands": profile.delete_my_commands,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagetext": editing.edit_message_text,
    "getchat": profile.get_chat,
    "getchatmenubutton": profile.get_chat_menu_button,
    "getfile": files.get_file,
    "getme": profile.get_me,
    "getmycommands": profile.get_my_commands,
    "getmydescription": profile.get_my_description,
    "getmyname": profile.get_my_name,
    "getmyshortdescription": profile.get_my_short_description,
    "logout": profile.accepted,
    "sendchataction": sending.send_chat_action,
    "senddocument": media.send_document,
    "sendmediagroup": media.send_media_group,
    "sendmessage": sending.send_message,
    "sendphoto": media.send_photo,
    "setchatmenubutton": profile.set_chat_menu_button,
    "setmycommands": profile.set_my_commands,
    "setmydescription": profile.set_my_description,
    "setmyname": profile.set_my_name,
    "setmyshortdescription": profile.set_my_short_description,
}

WAITING_METHODS: dict[str, WaitingMethod] = {"getupdates": receiving.get_updates}
