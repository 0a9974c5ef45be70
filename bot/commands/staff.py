"""`pandu staff ...`: who works for the Dinas, and how they sign in to the console."""

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from bot import settings
from bot.clock import Clock
from bot.signing_in import hashed, new_secret, otpauth
from storage.desk import Desk, open_desk
from storage.sealing import MasterKey, SealBrokenError
from storage.staff import ROLES, Member, TakenError

LINK_LASTS = timedelta(hours=24)
SHORTEST = 12
MOST_NAME = 64


class RefusedError(ValueError):
    """Why it is not done, in one line."""


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("add", help="somebody new")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--role", action="append", choices=ROLES, required=True, help="one or more")
    new.add_argument("--telegram", default="", metavar="ID", help="their number on Telegram")
    actions.add_parser("list", help="everybody, with roles")
    for name, what in {
        "disable": "they cannot sign in any more",
        "enable": "they can again",
        "link": "a link that signs them in once, within a day",
        "password": "a password, and the secret of their one-time codes",
    }.items():
        actions.add_parser(name, help=what).add_argument("name", metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """1 where it is not done, 2 where a setting is wrong."""
    try:
        chosen = settings.load()
        master = MasterKey(chosen.master_key, chosen.previous_master_keys)
        desk, engines = open_desk(chosen.database_url, master)
    except (settings.SettingsError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        _ACTIONS[args.action](args, desk, chosen)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        engines.close()
    return 0


def _add(args: argparse.Namespace, desk: Desk, _chosen: settings.Settings) -> None:
    name = " ".join(args.name.split())
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise RefusedError(f"a name has 1 to {MOST_NAME} letters")
    if args.telegram and not args.telegram.isdecimal():
        raise RefusedError("an id on Telegram is a number, not a name")
    try:
        member = desk.people.add(name, frozenset(args.role), _now(), args.telegram)
    except TakenError as error:
        raise RefusedError(f"somebody has this {error} already: pandu staff list") from None
    desk.people.note("command", "staff_added", _now())
    print(_line(member))


def _list(_args: argparse.Namespace, desk: Desk, _chosen: settings.Settings) -> None:
    lines = [_line(each) for each in desk.people.all()]
    print("\n".join(lines or ["nobody yet: pandu staff add NAME --role ROLE"]))


def _disable(args: argparse.Namespace, desk: Desk, _chosen: settings.Settings) -> None:
    member = _known(args, desk)
    desk.people.disable(member.id, _now())
    desk.sessions.end_all(member)
    desk.people.note("command", "staff_disabled", _now())
    print(f"{member.name} cannot sign in any more")


def _enable(args: argparse.Namespace, desk: Desk, _chosen: settings.Settings) -> None:
    member = _known(args, desk)
    desk.people.enable(member.id)
    desk.people.note("command", "staff_enabled", _now())
    print(f"{member.name} can sign in again")


def _link(args: argparse.Namespace, desk: Desk, chosen: settings.Settings) -> None:
    member = _known(args, desk)
    if member.disabled:
        raise RefusedError(f"{member.name} is disabled: pandu staff enable")
    token = desk.sessions.make_link(member, _now(), LINK_LASTS)
    desk.people.note("command", "staff_link_made", _now())
    print(f"{chosen.public_url}/console/masuk/{token}")


def _password(args: argparse.Namespace, desk: Desk, _chosen: settings.Settings) -> None:
    member = _known(args, desk)
    words = getpass.getpass(f"Password for {member.name}: ")
    if len(words) < SHORTEST:
        raise RefusedError(f"a password has at least {SHORTEST} signs")
    if getpass.getpass("Once more: ") != words:
        raise RefusedError("the two are not the same; nothing was changed")
    secret = new_secret()
    desk.people.set_password(member.id, hashed(words), secret)
    desk.sessions.end_all(member)
    desk.people.note("command", "staff_password_set", _now())
    print("For their authenticator app, shown this once:")
    print(f"  secret  {secret}\n  address {otpauth(member.name, secret)}")


def _known(args: argparse.Namespace, desk: Desk) -> Member:
    member = desk.people.named(" ".join(args.name.split()))
    if member is None:
        raise RefusedError("nobody has this name: pandu staff list")
    return member


def _line(member: Member) -> str:
    ways = [name for name in ("telegram", "password") if getattr(member, name)]
    roles = ", ".join(role for role in ROLES if role in member.roles)
    extra = "".join(f" [{word}]" for word in [*ways, *(["disabled"] if member.disabled else [])])
    return f"{member.name}: {roles}{extra}"


def _now() -> datetime:
    return Clock().now()


_ACTIONS: dict[str, Callable[[argparse.Namespace, Desk, settings.Settings], None]] = {
    "add": _add, "list": _list, "disable": _disable,
    "enable": _enable, "link": _link, "password": _password,
}  # fmt: skip
