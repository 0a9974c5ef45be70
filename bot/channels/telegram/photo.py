"""Sends a picture: uploaded once, afterwards by the id that Telegram gave it."""

import json
from collections.abc import Awaitable, Callable

import msgspec
from msgspec import Struct

from bot.channels.telegram.api import Api, SendMessage
from bot.channels.telegram.wire import PhotoSize, Reply
from bot.delivery.outcome import Outcome

Png = Callable[[str], Awaitable[bytes | None]]
"""The picture of a code."""
REFUSED = 400
_BOUNDARY = "pandu-picture-7f3a9c51"


class SendPhoto(Struct, omit_defaults=True):
    """https://core.telegram.org/bots/api#sendphoto."""

    chat_id: str
    caption: str
    photo: str = ""
    parse_mode: str = ""
    reply_markup: dict[str, object] | None = None


class _Sent(Struct, frozen=True):
    photo: tuple[PhotoSize, ...] = ()


class Photos:
    """Ids are kept by the code of what a picture says."""

    def __init__(self, api: Api, png: Png) -> None:
        self._api, self._png = api, png
        self._ids: dict[str, str] = {}

    async def send(self, words: SendMessage, code: str, patience: float) -> Reply | Outcome | None:
        """With `words` as its caption; None where there is no picture, or Telegram refuses it."""
        arguments = SendPhoto(
            words.chat_id, words.text, "", words.parse_mode, words.reply_markup
        )  # fmt: skip
        if known := self._ids.get(code):
            arguments.photo = known
            reply = await self._api.call("sendPhoto", arguments, patience)
            if not _refused(reply):
                return reply
            del self._ids[code]  # of another server, or too old
            arguments.photo = ""
        png = await self._png(code)
        if png is None:
            return None
        reply = await self._api.upload("sendPhoto", _BOUNDARY, form(arguments, png), patience)
        if isinstance(reply, Reply) and reply.ok:
            self._ids[code] = msgspec.json.decode(reply.result, type=_Sent).photo[-1].file_id
        return None if _refused(reply) else reply


def _refused(reply: Reply | Outcome) -> bool:
    """Words alone may still go: a chat that is gone or moved refuses these by itself."""
    return isinstance(reply, Reply) and reply.error_code == REFUSED


def form(arguments: SendPhoto, png: bytes) -> bytes:
    """The body of an upload, as `multipart/form-data`."""
    body = bytearray()
    for name, value in msgspec.to_builtins(arguments).items():
        text = value if isinstance(value, str) else json.dumps(value)
        body += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        body += f"{text}\r\n".encode()
    body += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; '.encode()
    body += b'filename="pandu.png"\r\nContent-Type: image/png\r\n\r\n'
    return bytes(body + png + f"\r\n--{_BOUNDARY}--\r\n".encode())
