"""`pandu web`: one of several processes on PostgreSQL that hear people and reply."""

import argparse

from bot.serving import no_arguments, serve

add = no_arguments


def run(_args: argparse.Namespace) -> int:
    return serve("web")
