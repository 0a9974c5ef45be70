"""As much of an S3 server as documents need: put, get, list by prefix, delete many."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from xml.etree import ElementTree as ET

from aiohttp import web


class S3:
    """One bucket. `objects` by key; while `down` is set everything fails."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.down = False
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        key = request.match_info.get("key", "")
        if self.down:
            return web.Response(status=403)
        match request.method:
            case "PUT":
                self.objects[key] = await request.read()
                return web.Response(headers={"ETag": '"1"'})
            case "GET" if key and key in self.objects:
                headers = {"ETag": '"1"', "Last-Modified": "Thu, 18 Dec 2025 01:00:00 GMT"}
                return web.Response(body=self.objects[key], headers=headers)
            case "GET" if not key:
                return _xml(self._listed(request.query.get("prefix", "")))
            case "POST":
                told = ""
                for each in ET.fromstring(await request.read()).iter():  # noqa: S314 - our own client's
                    if each.tag.endswith("Key"):
                        self.objects.pop(str(each.text), None)
                        told += f"<Deleted><Key>{each.text}</Key></Deleted>"
                return _xml(f"<DeleteResult>{told}</DeleteResult>")
        return web.Response(status=404)

    def _listed(self, prefix: str) -> str:
        found = "".join(
            f"<Contents><Key>{key}</Key><Size>{len(body)}</Size><ETag>1</ETag>"
            "<LastModified>2025-12-18T01:00:00.000Z</LastModified></Contents>"
            for key, body in self.objects.items()
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"


def _xml(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/xml")


@asynccontextmanager
async def s3() -> AsyncIterator[S3]:
    """Serves on the loopback until the block ends."""
    store = S3()
    app = web.Application(client_max_size=2**25)
    app.router.add_route("*", "/bucket", store.answer, name="bucket")
    app.router.add_route("*", "/bucket/{key:.*}", store.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    store.url = f"http://{host}:{port}"
    yield store
    await runner.cleanup()
