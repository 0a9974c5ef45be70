"""`/metrics`: who may read it, what it says, and that alarms and dashboard ask for nothing else."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
import yaml
from starlette.applications import Starlette

from bot.metrics.page import COUNTERS, GAUGES, routes
from bot.watch.watching import Watching
from storage.store import Store
from tests.storage.ledger import BUDI, change, pushed
from tests.storage.talk import NOW

DEPLOY = Path(__file__).parents[2] / "deploy"
HERE = ("127.0.0.1", 1234)
NAME = re.compile(r"pandu_\w+")
PLAN = (
    "INSERT INTO planned SELECT id, 'reminder', 0, posting, 1, 99999999999999, 'waiting', '', 0,"
    " 0, 1, 1 FROM cases"
)


class Standing:
    def now(self) -> object:
        return NOW


def app_of(store: Store, token: str = "") -> Starlette:
    app = Starlette(routes=routes())
    app.state.store, app.state.clock = store, Standing()
    app.state.settings = SimpleNamespace(metrics_token=token)
    return app


async def asked(app: Starlette, client: tuple[str, int] = HERE, **headers: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(app, client=client)
    async with httpx2.AsyncClient(transport=transport, base_url="http://pandu") as http:
        return await http.get("/metrics", headers=headers)


async def test_what_waits_is_told_by_names_alone(store: Store, database_url: str) -> None:
    await pushed(store, "1")
    change(database_url, PLAN)
    store.counts.deliveries["telegram", "sent"] += 1
    told = (await asked(app_of(store))).text
    assert 'pandu_messages_open{channel="telegram",status="leased",kind="reply"} 1' in told
    assert "pandu_planned_not_started 1" in told
    assert 'pandu_events_total{result="done"} 1' in told
    assert 'pandu_deliveries_total{channel="telegram",status="sent"} 1' in told
    assert BUDI.external_id not in told
    assert set(re.findall(r"^(pandu_\w+)", told, re.MULTILINE)) <= {*COUNTERS, *GAUGES}


async def test_who_may_read_it(store: Store) -> None:
    app, guarded = app_of(store), app_of(store, "a-token")
    assert (await asked(app)).status_code == 200
    assert (await asked(app, ("203.0.113.9", 1))).status_code == 404
    assert (await asked(app, HERE, **{"x-forwarded-for": "203.0.113.9"})).status_code == 404
    assert (await asked(guarded)).status_code == 404
    good = await asked(guarded, ("203.0.113.9", 1), authorization="Bearer a-token")
    assert good.status_code == 200


async def test_the_watch_says_what_is_late(
    store: Store, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    watching = Watching(store, Standing())  # type: ignore[arg-type]  # a clock that stands
    await pushed(store, "1")
    assert await watching.look() == 0
    await asyncio.to_thread(change, database_url, PLAN)
    assert await watching.look() == 1
    assert "planned but not started: 1" in caplog.text


def asked_for() -> Iterator[str]:
    alerts = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    yield from (rule["expr"] for group in alerts["groups"] for rule in group["rules"])
    board = json.loads((DEPLOY / "grafana" / "pandu.json").read_text())
    yield from (target["expr"] for panel in board["panels"] for target in panel["targets"])


def test_alarms_and_dashboard_ask_for_what_is_there() -> None:
    named = {name for expr in asked_for() for name in NAME.findall(expr)}
    assert named == {*COUNTERS, *GAUGES}


def test_every_alarm_is_explained() -> None:
    alerts = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    names = {rule["alert"] for group in alerts["groups"] for rule in group["rules"]}
    page = (DEPLOY.parent / "docs" / "operations.md").read_text()
    assert {name for name in names if f"| `{name}` |" not in page} == set()
