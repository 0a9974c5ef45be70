"""`pandu ask`: questions about a posting, JSON lines in and out, one for one, in order."""

import argparse
import sys

from bot.answers import load_answers
from bot.postings import find_posting, load_edition, shipped
from bot.texts import load_phrases
from conversations.answers.batch import Desk
from conversations.posting.reader import PostingError


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posting", default="", help="slug of a shipped posting, or its folder")


def run(args: argparse.Namespace) -> int:
    """Answer each line of standard input; without `now` nothing is said about the time left."""
    try:
        edition = load_edition(find_posting(args.posting or shipped()[0]))
        desk = Desk(load_answers(edition, load_phrases()))
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        out.write(desk.answer(line))
        out.flush()
    return 0
