"""Fetches the files that people sent: first where one is, then its bytes.

The key goes along, so only the API's own host and Meta's are asked; what a name of Meta's leads to
must lie outside this network, and it is that very address which is asked.
"""

import asyncio
import socket
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.wire import Where, read_where
from bot.intake.intake import FetchFailedError, FileLostError, FileTooLargeError

PATIENCE = 60.0
_GONE = {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class Files:
    """The files of one number, of at most `most` bytes. No error names an address."""

    def __init__(self, api: Api, most: int) -> None:
        self._api, self._most = api, most

    async def fetch(self, media_id: str) -> bytes:
        """The bytes. Raises `FileLostError` where there are none any more, `FileTooLargeError`
        before anything of it is fetched, `FetchFailedError`.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                where = await self._where(media_id)
                if where.file_size > self._most:
                    raise FileTooLargeError
                return await self._bytes(where)
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            raise FetchFailedError(type(error).__name__) from None

    async def _where(self, media_id: str) -> Where:
        """Asked anew at every try: it holds for minutes."""
        base = self._api.provider.base
        answer = await self._api.client.get(f"{base}/{quote(media_id, safe='')}")
        if answer.status_code in _GONE:
            raise FileLostError
        try:
            return read_where(answer.content)
        except msgspec.DecodeError:
            raise FetchFailedError(str(answer.status_code)) from None

    async def _bytes(self, where: Where) -> bytes:
        address = self._api.provider.media_address(where.url)
        if not address:
            raise FileLostError
        url, host = await self._pinned(address)
        named = {"Host": host} if host else None
        sni = {"sni_hostname": host} if host else None
        async with self._api.client.stream("GET", url, headers=named, extensions=sni) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise FetchFailedError(str(answer.status_code))
            data = bytearray()
            async for part in answer.aiter_bytes():
                data += part
                if len(data) > self._most:
                    raise FileTooLargeError
            return bytes(data)

    async def _pinned(self, address: str) -> tuple[str, str]:
        """The address by number and the host that is named all the same, unless it is the API's."""
        parts = urlsplit(address)
        if parts.netloc == urlsplit(self._api.provider.base).netloc:
            return address, ""
        host = parts.hostname or ""
        number = await outside(host)
        shown = f"[{number}]" if ":" in number else number
        return parts._replace(netloc=shown).geturl(), host


async def outside(host: str) -> str:
    """A number of `host`, all of whose numbers lie outside. Raises `FileLostError`, `OSError`."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    numbers = [str(each[4][0]) for each in found]
    if not numbers or not all(ip_address(each.partition("%")[0]).is_global for each in numbers):
        raise FileLostError
    return numbers[0]
