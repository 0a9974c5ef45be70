"""Who is there: people and groups come into the world here."""

from dataclasses import replace

from tests.telegram_server.person import Person, membership
from tests.telegram_server.world import Chat, Json, World

FIRST_ID = 5_000_000_000


def new_person(world: World, name: str, language: str, user_id: int | None) -> Person:
    """Make a person with a private chat; ids need more than 32 bits, as real ones do."""
    number = user_id if user_id is not None else FIRST_ID + next(world.ids)
    user: Json = {"id": number, "is_bot": False, "first_name": name}
    if language:
        user["language_code"] = language
    chat = world.add_chat({"id": number, "type": "private", "first_name": name})
    return Person(world, user, chat)


def new_group(world: World, title: str, by: Person) -> Chat:
    """Make a group to which a person adds the bot."""
    chat = world.add_chat({"id": -next(world.ids) - 1000, "type": "group", "title": title})
    joined = membership(world, chat, by.user, "left", "member")
    world.pending.add("my_chat_member", joined, ("chat", chat.id))
    return chat


def migrate(world: World, group: Chat) -> Chat:
    """Turn a group into a supergroup with a new id; the old one refuses from now on."""
    shape = {**group.shape, "id": group.id - 1_000_000_000_000, "type": "supergroup"}
    grown = world.add_chat(shape)
    group.migrated_to = grown.id
    moved = {"migrate_to_chat_id": grown.id}
    world.pending.add("message", world.post(group, moved, world.bot), ("chat", group.id))
    return grown


def remove_bot(world: World, group: Chat, by: Person) -> None:
    """Throw the bot out of a group."""
    group.standing = "kicked"
    gone = membership(world, group, by.user, "member", "kicked")
    world.pending.add("my_chat_member", gone, ("chat", group.id))


def silent(person: Person) -> Person:
    """Return the person as one who never wrote to the bot: it may not begin."""
    person.chat.standing = "silent"
    return replace(person)
