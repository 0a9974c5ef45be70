"""The bodies of calls: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages."""

from typing import Any

import msgspec

from bot.channels.whatsapp.draw import Drawn
from conversations.dialog.message import Prepared
from conversations.dialog.tokens import Token
from storage.told import Mark

GO_ON = str(Token("go", "", "next"))
"""What the button of a template says."""
_ENCODE = msgspec.json.Encoder().encode
Json = dict[str, Any]


def body(person: str, mark: Mark, content: Json) -> bytes:
    """A message to `person`; its `mark` comes back with every status."""
    to = {"to": person} if person.isdecimal() else {"recipient": person}
    return _ENCODE(
        {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **to,
            "biz_opaque_callback_data": f"{mark.case_id}.{mark.seq}",
            **content,
        }
    )


def mark_of(text: str) -> Mark | None:
    """The message that a mark names; None where it is none of ours."""
    case_id, _, seq = text.partition(".")
    if not (case_id.isascii() and case_id.isdecimal() and seq.isascii() and seq.isdecimal()):
        return None
    mark = Mark(int(case_id), int(seq))
    return mark if mark.case_id < 1 << 63 and mark.seq < 1 << 31 else None


def words(text: str) -> Json:
    return {"type": "text", "text": {"body": text, "preview_url": False}}


def content(drawn: Drawn, picture: str = "") -> Json:
    """Of a drawn message; `picture` is the platform's id of one that goes with it."""
    match drawn.kind:
        case "text":
            return _captioned(picture, drawn.body) if picture else words(drawn.body)
        case "buttons":
            return _buttons(drawn, picture)
        case _:
            return _list(drawn)


def template(prepared: Prepared) -> Json:
    values = [{"type": "text", "text": value} for value in prepared.values]
    button = {
        "type": "button",
        "sub_type": "quick_reply",
        "index": "0",
        "parameters": [{"type": "payload", "payload": GO_ON}],
    }
    filled = [{"type": "body", "parameters": values}] if values else []
    return {
        "type": "template",
        "template": {
            "name": prepared.name,
            "language": {"code": prepared.language},
            "components": [*filled, button],
        },
    }


def _captioned(picture: str, caption: str) -> Json:
    return {"type": "image", "image": {"id": picture, "caption": caption}}


def _buttons(drawn: Drawn, picture: str) -> Json:
    shown = [{"type": "reply", "reply": {"id": row.id, "title": row.title}} for row in drawn.rows]
    header = {"header": {"type": "image", "image": {"id": picture}}} if picture else {}
    return _interactive("button", drawn.body, {"buttons": shown}, header)


def _list(drawn: Drawn) -> Json:
    rows = [
        {"id": row.id, "title": row.title, **({"description": row.more} if row.more else {})}
        for row in drawn.rows
    ]
    return _interactive("list", drawn.body, {"button": drawn.choose, "sections": [{"rows": rows}]})


def _interactive(kind: str, text: str, action: Json, header: Json | None = None) -> Json:
    shown = {"type": kind, **(header or {}), "body": {"text": text}, "action": action}
    return {"type": "interactive", "interactive": shown}
