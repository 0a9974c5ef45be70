"""Fetches the files that people sent."""

from http import HTTPStatus
from urllib.parse import quote

import msgspec

from bot.channels.telegram.api import Api
from bot.channels.telegram.limits import MOST_FILE
from bot.channels.telegram.wire import Reply, read_file
from bot.delivery.outcome import Outcome
from bot.delivery.wire import NeverLeftError, NoAnswerError, Wire
from bot.intake.intake import FetchFailedError, FileLostError

PATIENCE = 60.0
CONNECTIONS = 4


class Files:
    """The files of one bot on the Bot API server at `base`. No error names a file's address: the
    token stands in it.
    """

    def __init__(self, api: Api, base: str, token: str) -> None:
        self._api, self._wire = api, Wire(base, PATIENCE, CONNECTIONS)
        self._path = f"{Wire.path(base)}/file/bot{token}/"

    async def fetch(self, file_id: str) -> bytes:
        """The bytes. Raises `FileLostError` where there are none any more, `FetchFailedError`."""
        path = self._path + quote(await self._where(file_id))
        try:
            status, data = await self._wire.get(path, MOST_FILE)
        except (NeverLeftError, NoAnswerError) as error:
            raise FetchFailedError(type(error).__name__) from None
        if status != HTTPStatus.OK:
            raise FetchFailedError(str(status))
        return data

    async def _where(self, file_id: str) -> str:
        """Its path on the server."""
        reply = await self._api.call("getFile", {"file_id": file_id})
        if isinstance(reply, Outcome):
            raise FetchFailedError(reply.reason)
        if reply.error_code == HTTPStatus.BAD_REQUEST:
            raise FileLostError
        if not reply.ok:
            raise FetchFailedError(str(reply.error_code))
        if not (path := _path_in(reply)):
            raise FileLostError
        return path

    def close(self) -> None:
        """Ends idle connections."""
        self._wire.close()


def _path_in(reply: Reply) -> str:
    try:
        return read_file(reply.result).file_path
    except msgspec.DecodeError:
        raise FetchFailedError("no file") from None
