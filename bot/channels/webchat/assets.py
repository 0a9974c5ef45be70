"""The page's own files: read once, pressed once, kept by browsers as long as they do not change."""

import gzip
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.headers import EVERYWHERE

FOLDER = Path(__file__).parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
FOREVER = "public, max-age=31536000, immutable"


class Assets:
    """Files of one folder. `digest` names their contents, so that an address never goes stale."""

    def __init__(self, folder: Path = FOLDER, base: str = "/chat/static") -> None:
        self._base = base
        self._plain = {
            file.name: file.read_bytes()
            for file in sorted(folder.iterdir())
            if file.suffix in KINDS
        }
        self._pressed = {
            name: gzip.compress(body, 9, mtime=0)
            for name, body in self._plain.items()
            if not name.endswith(".woff2")
        }
        self.digest = _digest(self._plain)

    def url(self, name: str) -> str:
        """The address of a file. Raises `KeyError` where there is none."""
        if name not in self._plain:
            raise KeyError(name)
        return f"{self._base}/{self.digest}/{name}"

    def names(self, ending: str) -> list[str]:
        return [name for name in self._plain if name.endswith(ending)]

    async def serve(self, request: Request) -> Response:
        """GET {base}/{digest}/{name}; a page from before an update gets today's file."""
        name, digest = request.path_params["name"], request.path_params["digest"]
        if name not in self._plain:
            raise HTTPException(404)
        headers = {**EVERYWHERE, "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        if digest != self.digest:
            headers["Cache-Control"] = "no-cache"
        body = self._plain[name]
        if name in self._pressed and takes_gzip(request):
            body, headers["Content-Encoding"] = self._pressed[name], "gzip"
        return Response(body, headers=headers, media_type=KINDS[Path(name).suffix])


def takes_gzip(request: Request) -> bool:
    """Whether the browser unpacks gzip."""
    return "gzip" in request.headers.get("accept-encoding", "")


def _digest(files: dict[str, bytes]) -> str:
    found = sha256()
    for name, body in files.items():
        found.update(f"{name}\0{len(body)}\0".encode() + body)
    return found.hexdigest()[:12]
