"""Doors lead past the framework by exact path; everything else goes through it."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from bot.doors import Program


async def quick(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("door")(scope, receive, send)


async def slow(_: Request) -> PlainTextResponse:
    return PlainTextResponse("framework")


def test_a_door_is_its_exact_path() -> None:
    program = Program(routes=[Route("/{rest:path}", slow, methods=["GET", "POST"])])
    program.doors = {"/webhooks/telegram": quick}
    client = TestClient(program)
    said = {
        path: client.post(path).text
        for path in (
            "/webhooks/telegram",
            "/webhooks/telegram?x=1",
            "/webhooks/telegram/",
            "/webhooks",
            "/",
        )
    }
    assert said == {
        "/webhooks/telegram": "door",
        "/webhooks/telegram?x=1": "door",
        "/webhooks/telegram/": "framework",
        "/webhooks": "framework",
        "/": "framework",
    }
