"""What the bot says of itself: name, descriptions, commands, menu button; and getChat."""

from tests.telegram_server.params import Params
from tests.telegram_server.refusals import bad_request
from tests.telegram_server.world import Json, World

_LIMITS = {"description": 512, "short_description": 120, "name": 64}
_COMMAND_LIMIT = 100


def get_me(world: World, _params: Params) -> Json:
    """Return the bot as a user."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def accepted(_world: World, _params: Params) -> bool:
    """Agree: for logOut and close, after which nothing more is expected."""
    return True


def set_my_commands(world: World, params: Params) -> bool:
    """Keep the list of commands of one scope and language."""
    commands = params.parsed("commands")
    if not isinstance(commands, list) or len(commands) > _COMMAND_LIMIT:
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    for command in commands:
        _check_command(command)
    world.profile[_commands_key(params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    found: list[Json] = world.profile.get(_commands_key(params), [])
    return found


def delete_my_commands(world: World, params: Params) -> bool:
    """Forget the commands of one scope and language."""
    world.profile.pop(_commands_key(params), None)
    return True


def set_my_name(world: World, params: Params) -> bool:
    """Keep the name in one language."""
    return _set(world, params, "name")


def get_my_name(world: World, params: Params) -> Json:
    """Return the name in one language, falling back on the one for all."""
    return _get(world, params, "name")


def set_my_description(world: World, params: Params) -> bool:
    """Keep what an empty chat shows."""
    return _set(world, params, "description")


def get_my_description(world: World, params: Params) -> Json:
    """Return what an empty chat shows."""
    return _get(world, params, "description")


def set_my_short_description(world: World, params: Params) -> bool:
    """Keep what the profile page shows."""
    return _set(world, params, "short_description")


def get_my_short_description(world: World, params: Params) -> Json:
    """Return what the profile page shows."""
    return _get(world, params, "short_description")


def set_chat_menu_button(world: World, params: Params) -> bool:
    """Keep the menu button, for all or for one chat."""
    button = params.parsed("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    world.profile[f"menu_button:{params.text('chat_id')}"] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """Return the menu button of one chat, or the one for all."""
    standard = world.profile.get("menu_button:", {"type": "default"})
    found: Json = world.profile.get(f"menu_button:{params.text('chat_id')}") or standard
    return found


def get_chat(world: World, params: Params) -> Json:
    """Return what is known of a chat."""
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    return {**world.chat(params).shape, **full}


_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def _check_command(command: object) -> None:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(command.get("command", "")), str(command.get("description", ""))
    plain = name.removeprefix("/")
    if (
        not plain
        or len(plain) > 32
        or not plain.replace("_", "").isalnum()
        or plain != plain.lower()
    ):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _commands_key(params: Params) -> str:
    scope = params.parsed("scope") or {"type": "default"}
    where = ":".join(str(part) for part in scope.values())
    return f"commands:{where}:{params.text('language_code')}"


def _set(world: World, params: Params, name: str) -> bool:
    if len(params.text(name)) > _LIMITS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    world.profile[f"{name}:{params.text('language_code')}"] = params.text(name)
    return True


def _get(world: World, params: Params, name: str) -> Json:
    own = world.profile.get(f"{name}:{params.text('language_code')}")
    return {name: own if own is not None else world.profile.get(f"{name}:", "")}
