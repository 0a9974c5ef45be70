"""The shape of keyboards: what the platform takes and what it refuses."""

from typing import Any

from tests.telegram_server.params import Params
from tests.telegram_server.refusals import Refusal, bad_request

ROW_LIMIT = 8
BUTTON_LIMIT = 100
DATA_BYTES = 64
_STYLES = {"danger", "success", "primary"}
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "pay",
)
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def reply_markup(params: Params, *, inline_only: bool = False) -> dict[str, Any] | None:
    """Return the checked inline keyboard, or None where none was given.

    Keyboards under the text field are checked for their kind only and not kept: the platform
    does not return them with a message either.
    """
    found = params.parsed("reply_markup")
    if found is None:
        return None
    if not isinstance(found, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in found:
        if inline_only or not any(kind in found for kind in _OTHER_KINDS):
            raise bad_request("inline keyboard expected" if found else "object expected")
        return None
    rows = _rows(found["inline_keyboard"])
    return {"inline_keyboard": rows} if rows else None


def _rows(found: object) -> list[list[dict[str, Any]]]:
    if not isinstance(found, list) or not all(isinstance(row, list) for row in found):
        raise _unreadable('Field "inline_keyboard" should be an Array of Arrays')
    rows = [[_button(button) for button in row] for row in found if row]
    if sum(map(len, rows)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unreadable("Object expected")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unreadable('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if sum(action in button for action in _ACTIONS) != 1:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if button.get("style") not in _STYLES | {None}:
        raise _unreadable("Unknown button style specified")
    _check_action(button)
    return button


def _check_action(button: dict[str, Any]) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unreadable(why: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {why}")
