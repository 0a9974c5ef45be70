"""The calls of the message path. The token stays out of every error."""

import msgspec
from msgspec import Struct

from bot.channels.telegram import errors
from bot.channels.telegram.wire import Reply, read_reply
from bot.delivery.outcome import Outcome
from bot.delivery.wire import JSON, NeverLeftError, NoAnswerError, Wire

PATIENCE = 7.0
CONNECTIONS = 200
_ENCODE = msgspec.json.Encoder().encode


class SendMessage(Struct, omit_defaults=True):
    """https://core.telegram.org/bots/api#sendmessage, and #editmessagetext."""

    chat_id: str
    text: str
    parse_mode: str = ""
    reply_markup: dict[str, object] | None = None
    message_id: int = 0
    link_preview_options: dict[str, bool] | None = None


class Api:
    """One bot's Bot API server at `base` (without a slash at its end)."""

    def __init__(self, base: str, token: str) -> None:
        self._wire = Wire(base, PATIENCE, CONNECTIONS)
        self._path = f"{Wire.path(base)}/bot{token}/"

    def close(self) -> None:
        """Ends idle connections."""
        self._wire.close()

    async def call(
        self, method: str, arguments: object, patience: float = PATIENCE
    ) -> Reply | Outcome:
        """What the server answers within `patience` seconds; an `Outcome` where it did not."""
        return await self._post(method, _ENCODE(arguments), patience, JSON)

    async def upload(
        self, method: str, boundary: str, body: bytes, patience: float = PATIENCE
    ) -> Reply | Outcome:
        """As `call`, with a body that holds a file."""
        kind = f"multipart/form-data; boundary={boundary}"
        return await self._post(method, body, patience, kind)

    async def _post(self, method: str, body: bytes, patience: float, kind: str) -> Reply | Outcome:
        try:
            return read_reply(await self._wire.post(self._path + method, body, patience, kind))
        except NeverLeftError:
            return errors.NEVER_LEFT
        except NoAnswerError:
            return errors.NO_ANSWER
        except msgspec.DecodeError:
            return errors.NO_JSON
