"""The parameters of one call, however they came: urlencoded, multipart, JSON or in the address."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import web

from tests.telegram_server.refusals import bad_request


@dataclass(slots=True, frozen=True)
class Upload:
    """One file of a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Named values and uploaded files of one call."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a string, empty when absent."""
        found = self.values.get(name)
        return "" if found is None else str(found)

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number, the default when absent or malformed."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Return a truth value in any of the spellings the platform takes."""
        return self.text(name).lower() in {"true", "1", "yes"}

    def parsed(self, name: str) -> Any:  # noqa: ANN401  (JSON of any shape)
        """Return an object that may have come as JSON text; None when absent."""
        found = self.values.get(name)
        if not isinstance(found, str):
            return found
        if not found:
            return None
        try:
            return msgspec.json.decode(found)
        except msgspec.DecodeError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


async def read_params(request: web.Request) -> Params:
    """Read the whole body and the query string of a request."""
    params = Params(dict(request.query))
    if request.content_type == "application/json":
        params.values.update(_decoded(await request.read()))
        return params
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            params.uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            params.values[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return params


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(body or b"{}")
    except msgspec.DecodeError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("object expected")
    return found
