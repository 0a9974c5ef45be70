"""Server time of the console's pages with 100,000 applicants: the bar is 100 ms."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from bot import settings
from bot.app import build_app
from bot.clock import Clock
from bot.console.pages import PAGES
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.staff import ROLES
from tests.bench.figures import report, timed
from tests.console.conftest import HERE, Worker
from tests.conversations.dialog.talk import OPEN, edition, started
from tests.storage.crowd import Crowd
from tests.storage.test_plans import analyse

MANY, ROUNDS = 100_000, 20
TEXT = "Portal tutup satu jam."


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """Somebody who may see everything, in front of a full database."""
    folder: Path = tmp_path_factory.mktemp("many")
    variables = {"PANDU_DATA_DIR": str(folder), "PANDU_WEB_LIMITS": "off"}
    chosen = settings.load(variables, demo=True)
    fill(chosen)
    with TestClient(build_app(chosen), HERE) as client:
        people = client.app.state.store.desk.people  # type: ignore[attr-defined] # the program itself
        found = Worker(client, people.add("Siti", frozenset(ROLES), Clock().now()))
        found.signs_in()
        yield found


def fill(chosen: settings.Settings) -> None:
    migrate(chosen.database_url)
    turn = started().turn
    agreed = replace(turn, state=replace(turn.state, consent=OPEN.isoformat()))
    numbers, master = itertools.count(1), MasterKey(chosen.master_key)
    Crowd(edition().posting.slug, agreed, OPEN).fill(
        chosen.database_url, master, numbers.__next__, MANY
    )
    analyse(chosen.database_url)


def bench_the_pages(worker: Worker) -> None:
    given = {"text_id": TEXT, "until": "2025-12-21T12:00", "request": "one"}
    code = worker.sends("/broadcasts/new", **given).headers["location"].rpartition("/")[2]
    for page in PAGES:
        path = page.address.replace("{code}", code)
        if not page.get or not page.roles or "{" in path:
            continue
        seconds = timed(lambda path=path: worker.client.get(path), ROUNDS)  # type: ignore[misc] # the default is the path
        report(f"GET {page.path or '/'}", seconds)


def bench_what_is_counted_anew(worker: Worker) -> None:
    for path in ("", "/broadcasts/count"):

        def counted(path: str = path) -> object:
            worker.console.lately.forget()
            return worker.sends(path) if path else worker.client.get("/console")

        report(f"counted anew: {path or '/'}", timed(counted, 3))
