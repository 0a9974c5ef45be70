"""Updates as the platform posts them, for people who do not exist."""

from itertools import count
from typing import Any

import msgspec

from tests.bench.telegram.contender import Presses, Shown, Types

_NUMBERS = count(500_000_000)
_BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_DATE = 1_766_000_000


def typed(person: int, message_id: int, act: Types) -> bytes:
    """Return the update of a typed text."""
    message = {**_message(person, message_id, act.text), "from": _user(person)}
    if act.text.startswith("/"):
        length = len(act.text.split(maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return msgspec.json.encode({"update_id": next(_NUMBERS), "message": message})


def pressed(person: int, query_id: str, act: Presses, shown: Shown) -> bytes:
    """Return the update of a pressed button, with the whole message it stands under."""
    rows = [[{"text": button.label, "callback_data": button.data}] for button in shown.buttons]
    message = {
        **_message(person, shown.message_id, shown.text),
        "from": _BOT,
        "reply_markup": {"inline_keyboard": rows},
    }
    query = {
        "id": query_id,
        "from": _user(person),
        "message": message,
        "chat_instance": "7",
        "data": act.data,
    }
    return msgspec.json.encode({"update_id": next(_NUMBERS), "callback_query": query})


def _message(person: int, message_id: int, text: str) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": "Budi"}
    return {"message_id": message_id, "date": _DATE, "chat": chat, "text": text}


def _user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "Budi", "language_code": "id"}
