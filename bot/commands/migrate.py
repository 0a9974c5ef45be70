"""`pandu migrate`."""

import argparse

from bot import settings
from storage.migrate import migrate


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="head", metavar="REVISION")


def run(args: argparse.Namespace) -> int:
    migrate(settings.load().database_url, args.to)
    return 0
