"""`pandu serve`: everything in one process."""

import argparse

from bot.serving import serve


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="live in the days of the posting")


def run(args: argparse.Namespace) -> int:
    return serve("serve", demo=args.demo)
