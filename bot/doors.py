"""The app, with doors for what must be quick: paths that lead past the framework's layers."""

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send


class Program(Starlette):
    """`doors` by exact path."""

    doors: dict[str, ASGIApp]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To a door, or through the framework."""
        door = self.doors.get(scope["path"]) if scope["type"] == "http" else None
        await (door or super().__call__)(scope, receive, send)
