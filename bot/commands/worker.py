"""`pandu worker`: one of several processes on PostgreSQL that send what is due, and poll."""

import argparse

from bot.serving import no_arguments, serve

add = no_arguments


def run(_args: argparse.Namespace) -> int:
    return serve("worker")
