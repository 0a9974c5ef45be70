"""A page of the console, as a row: where it lies, who may see it, and what answers."""

from collections.abc import Awaitable, Callable

from msgspec import Struct
from starlette.responses import Response

from bot.console.visit import Visit
from storage.staff import ROLES

BASE = "/console"
Handler = Callable[[Visit], Awaitable[Response]]
EVERYBODY = frozenset(ROLES)
"""Whoever is signed in."""
NOBODY = frozenset[str]()
"""Of the pages by which people sign in: they need no session."""


def roles(*names: str) -> frozenset[str]:
    """Those who may see a page. Raises `ValueError` for what is no role."""
    if not names or not EVERYBODY.issuperset(names):
        raise ValueError(f"no roles: {names}")
    return frozenset(names)


class Page(Struct, frozen=True, kw_only=True):
    """`path` below `/console`; `title` is the key of its title; `get` and `post` answer.

    `place`: the key of its name in the navigation, where it stands there. A page without roles is
    open to those who are not signed in.
    """

    path: str
    title: str
    roles: frozenset[str]
    get: Handler | None = None
    post: Handler | None = None
    place: str = ""

    @property
    def address(self) -> str:
        return BASE + self.path

    @property
    def methods(self) -> list[str]:
        return [*(["GET"] if self.get else []), *(["POST"] if self.post else [])]
