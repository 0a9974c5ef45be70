"""The calls of the message path, on one pool of connections. Tokens stay out of every error."""

import aiohttp
import msgspec
from msgspec import Struct

from bot.channels.telegram import errors
from bot.channels.telegram.wire import Reply, read_reply
from bot.delivery.outcome import Outcome

PATIENCE = 10
CONNECTIONS = 200
_JSON = {"Content-Type": "application/json"}
_ENCODE = msgspec.json.Encoder().encode


class SendMessage(Struct, omit_defaults=True):
    """https://core.telegram.org/bots/api#sendmessage"""

    chat_id: str
    text: str
    parse_mode: str = ""
    reply_markup: dict[str, object] | None = None
    message_id: int = 0
    link_preview_options: dict[str, bool] | None = None


class Api:
    """One bot's Bot API server at `base` (without a slash at its end)."""

    def __init__(self, base: str, token: str) -> None:
        self._base = f"{base}/bot{token}/"
        self._http: aiohttp.ClientSession | None = None

    def open(self) -> None:
        """Call inside the event loop."""
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=60),
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
        )

    async def close(self) -> None:
        await self._open.close()

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._http is None:
            raise RuntimeError("closed")
        return self._http

    async def call(self, method: str, arguments: object) -> Reply | Outcome:
        """What the server answers; an `Outcome` where it did not."""
        try:
            async with self._open.post(
                self._base + method, data=_ENCODE(arguments), headers=_JSON
            ) as response:
                return read_reply(await response.read())
        except aiohttp.ClientConnectorError:
            return errors.NEVER_LEFT
        except (TimeoutError, aiohttp.ClientError):
            return errors.NO_ANSWER
        except msgspec.DecodeError:
            return errors.NO_JSON
