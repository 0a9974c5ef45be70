"""The whole program in its demonstration days, with staff at its console, over ASGI."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import cast

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.clock import Clock
from bot.console.console import Console
from storage.staff import ROLES, Member

HERE = "http://testserver"
SIGN = re.compile(r'name="sign" value="([0-9a-f]+)"')


class Worker:
    """Somebody of the staff at a browser of their own."""

    def __init__(self, client: TestClient, member: Member) -> None:
        self.client, self.member = client, member

    @property
    def console(self) -> Console:
        return console_of(self.client)

    def sees(self, path: str = "", **headers: str) -> str:
        """The page, as it is read."""
        response = self.client.get(f"/console{path}", headers=headers)
        assert response.status_code == 200, response.status_code
        return unescape(response.text)

    def sends(self, path: str, **fields: str) -> Response:
        """A form of ours, with its sign; what it leads to is not followed."""
        fields = {"sign": self.sign(), **fields}
        return self.client.post(f"/console{path}", data=fields, follow_redirects=False)

    def sign(self) -> str:
        """What the forms of their pages carry."""
        return sign_in(self.client.get("/console").text)

    def signs_in(self) -> None:
        """By a link."""
        console = self.console
        link = console.sessions.make_link(self.member, Clock().now())
        door = self.client.get(f"/console/masuk/{link}").text
        entered = self.client.post(
            f"/console/masuk/{link}", data={"sign": sign_in(door)}, follow_redirects=False
        )
        assert entered.status_code == 303


def sign_in(text: str) -> str:
    found = SIGN.search(text)
    assert found is not None
    return found.group(1)


def console_of(client: TestClient) -> Console:
    found: Console = cast("Starlette", client.app).state.console
    return found


@pytest.fixture(scope="module")
def variables() -> dict[str, str]:
    """Settings of the program, beside the usual ones."""
    return {}


@pytest.fixture(scope="module")
def program(
    tmp_path_factory: pytest.TempPathFactory, variables: dict[str, str]
) -> Iterator[TestClient]:
    """One for all tests of a file: starting it takes longer than they do."""
    folder: Path = tmp_path_factory.mktemp("console")
    usual = {"PANDU_DATA_DIR": str(folder), "PANDU_WEB_LIMITS": "off"}
    chosen = settings.load({**usual, **variables}, demo=True)
    with TestClient(build_app(chosen), HERE) as running:
        yield running


@pytest.fixture
def stranger(program: TestClient) -> TestClient:
    return browser_of(program)


def browser_of(program: TestClient) -> TestClient:
    """One that was never here, on the loop where the program runs."""
    client = TestClient(program.app, HERE, raise_server_exceptions=False)
    client.portal = program.portal
    return client


def works_at(program: TestClient, roles: tuple[str, ...], name: str = "") -> Worker:
    """Somebody with these roles at a browser of their own; known by `name`, or by the roles."""
    client = browser_of(program)
    people = console_of(client).people
    name = name or f"Petugas {' '.join(roles)}"
    member = people.named(name) or people.add(name, frozenset(roles), Clock().now())
    return Worker(client, member)


@pytest.fixture
def works(program: TestClient) -> Callable[..., Worker]:
    """Makes somebody with these roles, signed in; without a name one for each set of roles."""

    def make(*roles: str, name: str = "", signed_in: bool = True) -> Worker:
        worker = works_at(program, roles, name)
        if signed_in:
            worker.signs_in()
        return worker

    return make


@pytest.fixture
def administrator(works: Callable[..., Worker]) -> Worker:
    """Somebody who may see everything."""
    return works(*ROLES)
