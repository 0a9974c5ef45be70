"""`pandu deadline move TIME`: moves the closing; all is planned again, everybody told."""

import argparse
import sys

from bot.amend import Order, add_order, publish
from bot.settings import SettingsError, load
from conversations.posting.amendment import Amendment, AmendmentError
from conversations.posting.faults import PostingError


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    move = actions.add_parser("move", help="move the closing of the registration")
    move.add_argument("time", metavar="TIME", help="such as 2025-12-23T16:00+07:00")
    move.add_argument("--posting", default="", metavar="SLUG", help="default: PANDU_POSTING")
    add_order(move)


def run(args: argparse.Namespace) -> int:
    """1 where it cannot be moved there, 2 where a setting is wrong."""
    order = Order(Amendment(moves={"closes": args.time}), args.source, args.author, args.revision)
    try:
        settings = load(demo=args.demo)
        edition = publish(args.posting or settings.posting, order, settings)
    except AmendmentError as error:
        print(error, file=sys.stderr)
        return 1
    except (SettingsError, PostingError) as error:
        print(error, file=sys.stderr)
        return 2
    closes = edition.posting.closes_at
    print(f"{edition.posting.slug}: revision {edition.revision}, closes {closes:%Y-%m-%dT%H:%M%z}")
    return 0
