"""A load balancer: each request goes to the next server in turn, and to another one where that
one is gone before it answers.
"""

from collections.abc import Sequence
from itertools import count
from typing import Self

import aiohttp
from aiohttp import web


class Balancer:
    """`async with` it; `url` without a slash at its end."""

    def __init__(self, port: int, servers: Sequence[str]) -> None:
        self.url, self._port, self._servers = f"http://127.0.0.1:{port}", port, servers
        self._turn = count()

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(20))
        app = web.Application()
        app.router.add_post("/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()
        await self._http.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, first = await request.read(), next(self._turn)
        headers = {k: v for k, v in request.headers.items() if k.lower().startswith("x-")}
        for at in range(len(self._servers)):
            server = self._servers[(first + at) % len(self._servers)]
            try:
                async with self._http.post(
                    server + request.path, data=body, headers=headers
                ) as answer:
                    return web.Response(
                        status=answer.status,
                        body=await answer.read(),
                        content_type=answer.content_type,
                    )
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)
