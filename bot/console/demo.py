"""Staff of a demonstration: who may do everything, and a second person to approve it."""

from contextlib import suppress
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.settings import Settings
from bot.texts import load_phrases
from storage.desk import Desk, open_desk
from storage.sealing import MasterKey
from storage.staff import ROLES, Member, TakenError

LASTS = timedelta(days=7)
STAFF = {"administrator": frozenset(ROLES), "approver": frozenset({"reader", "approver"})}
"""Their roles, by the key of their name."""


def demo_links(settings: Settings, home: str) -> dict[str, str]:
    """By name, a link into the console at `home` that works once, new at each start."""
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    desk, engines = open_desk(settings.database_url, master)
    words = load_phrases("console")["id"]
    try:
        names = {words(f"console.demo.{key}"): roles for key, roles in STAFF.items()}
        return {name: f"{home}/console/masuk/{_link(desk, name, names[name])}" for name in names}
    finally:
        engines.close()


def _link(desk: Desk, name: str, roles: frozenset[str]) -> str:
    now = Clock().now()
    return desk.sessions.make_link(_member(desk, name, roles, now), now, LASTS)


def _member(desk: Desk, name: str, roles: frozenset[str], now: datetime) -> Member:
    """Where two begin at once, whoever was first has added them."""
    if member := desk.people.named(name):
        return member
    with suppress(TakenError):
        return desk.people.add(name, roles, now)
    member = desk.people.named(name)
    if member is None:
        raise TakenError("name")
    return member
