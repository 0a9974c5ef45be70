"""`pandu check`: the self-check of profiles, JSON lines in and out, one for one, in order."""

import argparse
import sys

from bot.postings import find_posting, load_edition, shipped
from bot.texts import load_phrases
from conversations.eligibility.batch import Checker
from conversations.posting.reader import PostingError


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posting", default="", help="slug of a shipped posting, or its folder")
    parser.add_argument("--language", default="id", help="language of the reasons")


def run(args: argparse.Namespace) -> int:
    """Judge each line of standard input on the day the posting opens; `now` in a line moves it."""
    try:
        edition = load_edition(find_posting(args.posting or shipped()[0]))
        phrases = load_phrases(only="eligibility")[args.language]
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError:
        print(f"no texts in this language: {args.language[:20]}", file=sys.stderr)
        return 2
    checker, out = Checker(edition, phrases), sys.stdout.buffer
    for line in sys.stdin.buffer:
        out.write(checker.answer(line))
        out.flush()
    return 0
