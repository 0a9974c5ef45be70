"""`pandu facts`: what free messages state, JSON lines in and out, one for one, in order."""

import argparse
import sys

from bot.lexicon import load_lexicon
from bot.postings import find_posting, load_edition, shipped
from conversations.posting.reader import PostingError
from conversations.understanding.batch import answer_facts
from conversations.understanding.understand import Understanding


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posting", default="", help="slug of a shipped posting, or its folder")


def run(args: argparse.Namespace) -> int:
    """Read each line of standard input as a message; `now` in a line moves its day."""
    try:
        edition = load_edition(find_posting(args.posting or shipped()[0]))
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    day = edition.posting.opens_at.date()
    understanding, out = Understanding(load_lexicon()), sys.stdout.buffer
    for line in sys.stdin.buffer:
        out.write(answer_facts(understanding, line, day))
        out.flush()
    return 0
