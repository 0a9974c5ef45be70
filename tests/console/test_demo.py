"""Trying the console in a demonstration, and nowhere else."""

from pathlib import Path

import pytest
import uvicorn

from bot import settings
from bot.console.demo import demo_links
from bot.serving import Announcing
from storage.desk import open_desk
from storage.sealing import MasterKey
from storage.staff import ROLES


def test_two_people_can_try_everything(tmp_path: Path) -> None:
    chosen = settings.load({"PANDU_DATA_DIR": str(tmp_path)}, demo=True)
    first, again = demo_links(chosen, "http://here"), demo_links(chosen, "http://here")
    assert first.keys() == again.keys()
    assert not set(first.values()) & set(again.values())
    assert all(link.startswith("http://here/console/masuk/") for link in first.values())
    desk, engines = open_desk(chosen.database_url, MasterKey(chosen.master_key))
    people = desk.people.all()
    engines.close()
    assert [each.roles for each in people] == [frozenset(ROLES), {"reader", "approver"}]


@pytest.mark.parametrize(
    ("demo", "variables", "count"),
    [
        (True, {}, 2),
        (False, {}, 0),
        (False, {"PANDU_NOW": "2025-12-18T08:00+07:00"}, 0),
        (True, {"PANDU_NOW": ""}, 0),
        (True, {"PANDU_HOST": "192.0.2.1"}, 0),
        (True, {"PANDU_TELEGRAM_TOKEN": "123456:abcdefghijkl"}, 0),
    ],
    ids=["demo", "real", "other time", "demo in real time", "open to the net", "real channel"],
)
def test_links_are_shown_in_a_demonstration_on_this_machine_alone(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    demo: bool,  # noqa: FBT001 - one of the cases
    variables: dict[str, str],
    count: int,
) -> None:
    chosen = settings.load({"PANDU_DATA_DIR": str(tmp_path), **variables}, demo=demo)
    server = Announcing(uvicorn.Config("unused"), chosen, "serve", demo=demo)
    server._log_started_message([])  # noqa: SLF001 - what the server calls once it listens
    said = capsys.readouterr().out
    assert said.startswith("Pandu is ready. Chat at ")
    assert said.count("/console/masuk/") == count
    desk, engines = open_desk(chosen.database_url, MasterKey(chosen.master_key))
    assert len(desk.people.all()) == count
    engines.close()
