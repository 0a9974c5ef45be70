"""The root of the command line: knows the commands by name, imports only the one that runs."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "serve": "everything in one process",
    "web": "on PostgreSQL: hears people and replies, any number of processes",
    "worker": "on PostgreSQL: sends what is due, any number of processes",
    "play": "a conversation in the terminal",
    "schedule": "what is to be said unasked, to everybody or to one person",
    "posting": "check a posting; begin one; move its dates, publish errata, add answers",
    "deadline": "move the closing of the registration",
    "broadcast": "write, approve, send, hold and count announcements",
    "staff": "who works for the Dinas, and how they sign in to the console",
    "selection": "results: taken in, ranked, released by two people, told to who passed",
    "ask": "questions answered from the posting, JSON lines in and out",
    "check": "self-check of profiles, JSON lines in and out",
    "understand": "what answers mean, JSON lines in and out",
    "facts": "what free messages state of their writers, JSON lines in and out",
    "inspect": "look into files, JSON lines in and out",
    "whatsapp": "the templates to submit for approval",
    "person": "a copy of what is kept of somebody; erasing them; what people asked for",
    "audit": "was the record of what happened changed?",
    "doctor": "is this installation fit to serve? each fault with how to mend it",
    "backup": "database, keys and documents, while the program runs",
    "restore": "a backup into an empty place; nothing goes out twice",
    "move": "from the embedded database to PostgreSQL, checked row by row",
    "verify": "does everything that is stored hold together? each fault in a line",
    "migrate": "bring the database to the newest schema",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    root = _root()
    if not words or words[0] not in COMMANDS:
        root.parse_args(words or ["--help"])
        return 2
    name = words[0]
    module = import_module(f"bot.commands.{name}")
    parser = argparse.ArgumentParser(f"pandu {name}", description=COMMANDS[name])
    module.add(parser)
    return int(module.run(parser.parse_args(words[1:])))


def _root() -> argparse.ArgumentParser:
    rows = "\n".join(f"  {name:10} {what}" for name, what in COMMANDS.items())
    root = argparse.ArgumentParser(
        "pandu",
        description="A chat assistant for the applicants of public job postings.",
        epilog=f"commands:\n{rows}\n\npandu COMMAND --help tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    return root
