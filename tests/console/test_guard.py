"""Default deny, over every page there is: roles, session, form, and a title in both languages."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.console.guard import Guarded
from bot.console.page import EVERYBODY, Page, roles
from bot.console.pages import PAGES
from bot.texts import load_phrases
from storage.schema import audit
from storage.staff import ROLES
from tests.console.conftest import HERE, Worker, works_at
from tests.console.rows import rows

CLOSED = [page for page in PAGES if page.roles]
OPEN = {"/masuk", "/masuk/{token}"}


def path(page: Page) -> str:
    """Its address, with something in each place of it."""
    address = page.address
    for place in ("{id:int}", "{seq:int}", "{page:int}"):
        address = address.replace(place, "1")
    while "{" in address:
        start, end = address.index("{"), address.index("}")
        address = f"{address[:start]}ABCD{address[end + 1 :]}"
    return address


def asked(page: Page) -> Iterator[tuple[str, Page]]:
    yield from ((method, page) for method in page.methods)


EACH = [pytest.param(m, p, id=f"{m} {p.path or '/'}") for page in CLOSED for m, p in asked(page)]


@pytest.fixture(scope="module")
def works(program: TestClient) -> Callable[..., Worker]:
    """Somebody with these roles, who stays signed in from one page to the next."""
    known: dict[tuple[str, ...], Worker] = {}

    def make(*roles: str) -> Worker:
        if roles not in known:
            known[roles] = works_at(program, roles)
            known[roles].signs_in()
        return known[roles]

    return make


@pytest.fixture(scope="module")
def administrator(works: Callable[..., Worker]) -> Worker:
    """Somebody who may see everything."""
    return works(*ROLES)


def test_every_address_of_the_console_is_a_row_of_the_table(program: TestClient) -> None:
    routes = [each for each in cast("Starlette", program.app).routes if isinstance(each, Route)]
    ours = [each for each in routes if each.path.startswith("/console")]
    unguarded = {
        each.path
        for each in ours
        if not isinstance(getattr(each.endpoint, "__self__", None), Guarded)
    }
    assert unguarded == {"/console/static/{digest}/{name}"}
    assert {each.path for each in ours} - unguarded == {page.address for page in PAGES}


def test_only_signing_in_needs_no_role() -> None:
    assert {page.path for page in PAGES if not page.roles} == OPEN
    assert all(page.roles <= EVERYBODY for page in PAGES)


@pytest.mark.parametrize("names", [(), ("boss",), ("reader", "boss")])
def test_a_page_cannot_be_made_for_what_is_no_role(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no roles"):
        roles(*names)


def test_no_two_pages_answer_the_same() -> None:
    told = [(method, page.address) for page in PAGES for method in page.methods]
    assert len(told) == len(set(told))
    assert all(page.methods for page in PAGES)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_has_a_title_and_every_place_a_name(language: str) -> None:
    words = load_phrases()[language]
    for page in PAGES:
        assert words(page.title)
        assert not page.place or words(page.place)


@pytest.mark.parametrize(("method", "page"), EACH)
def test_nobody_comes_in_without_a_session(stranger: TestClient, method: str, page: Page) -> None:
    answer = stranger.request(method, path(page), follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/masuk")


@pytest.mark.parametrize(("method", "page"), EACH)
def test_what_is_not_theirs_does_not_exist(
    works: Callable[..., Worker], method: str, page: Page
) -> None:
    without = sorted(EVERYBODY - page.roles)
    if not without:
        assert page.roles == EVERYBODY
        return
    worker = works(*without)
    data = {"sign": worker.sign()} if method == "POST" else None
    answer = worker.client.request(method, path(page), data=data, follow_redirects=False)
    assert answer.status_code == 404
    denied = {(row.actor, row.act) for row in rows(worker, audit)}
    assert (worker.member.actor, f"denied {page.path}"[:48]) in denied


FOREIGN: tuple[tuple[dict[str, str] | None, dict[str, str]], ...] = (
    ({}, {}),
    ({"sign": "0" * 32}, {}),
    ({"sign": ""}, {"Origin": HERE}),
    (None, {"Origin": "https://elsewhere.example"}),
    (None, {"Origin": "null"}),
    (None, {"Sec-Fetch-Site": "cross-site"}),
)
"""Fields (None: a right sign) and headers of forms that no page of ours sent."""


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.post], ids=lambda page: page.path or "/"
)
def test_what_was_not_sent_from_a_page_of_ours_changes_nothing(
    administrator: Worker, page: Page
) -> None:
    sign = {"sign": administrator.sign()}
    answers = [
        administrator.client.post(
            path(page), data=sign if fields is None else fields, headers=headers
        ).status_code
        for fields, headers in FOREIGN
    ]
    assert answers == [403] * len(FOREIGN)


@pytest.mark.parametrize("page", [each for each in PAGES if each.get], ids=lambda page: page.path)
def test_every_page_keeps_to_itself(administrator: Worker, page: Page) -> None:
    headers = administrator.client.get(path(page), follow_redirects=False).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] in {"same-origin", "no-referrer"}


def test_no_page_lets_script_in(administrator: Worker) -> None:
    policy = administrator.client.get("/console").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
