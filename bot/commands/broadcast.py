"""`pandu broadcast ...`: announcements, for scripts and for a shell; the console does the same."""

import argparse
import asyncio
import sys
from datetime import datetime
from pathlib import Path

from bot.broadcasts.command import ACTIONS, Asked
from bot.settings import SettingsError, load
from bot.texts import load_phrases
from conversations.broadcast.refused import BroadcastRefusedError
from conversations.posting.amendment import AmendmentError
from conversations.posting.faults import PostingError
from storage.sealing import SealBrokenError
from storage.writer import DatabaseDownError

_OF_ONE = {
    "preview": "how each channel shows it, whom it reaches, and when it is through",
    "test": "send it to yourself",
    "approve": "hold text and audience, as a second person",
    "start": "let it go out, now or at a time",
    "pause": "hold it",
    "resume": "let it go on",
    "stop": "end it: whoever did not get it does not get it",
    "report": "who got it, who did not and why",
}
_UNFINISHED = "who has no outcome yet, or has not said that the form is sent"
_OPEN = {"preview", "report"}
"""What needs nobody's name."""


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_words(actions.add_parser("new", help="write a draft"))
    changed = actions.add_parser("change", help="write a draft anew")
    changed.add_argument("code", metavar="CODE")
    _add_words(changed)
    for name, what in _OF_ONE.items():
        one = actions.add_parser(name, help=what)
        one.add_argument("code", metavar="CODE")
        if name not in _OPEN:
            one.add_argument("--as", dest="who", required=True, metavar="NAME", help="who you are")
        one.add_argument("--demo", action="store_true", help="in the days of a demonstration")
        _MORE.get(name, _nothing)(one)
    listed = actions.add_parser("list", help="every announcement, the newest first")
    listed.add_argument("--demo", action="store_true", help="in the days of a demonstration")


def _add_words(one: argparse.ArgumentParser) -> None:
    one.add_argument("--as", dest="who", required=True, metavar="NAME", help="who you are")
    one.add_argument("--text", action="append", default=[], metavar="[LANGUAGE:]FILE",
                     help="its words, of a file or - ; id where no language is named")  # fmt: skip
    one.add_argument("--until", type=_moment, required=True, metavar="TIME",
                     help="not after this, such as 2025-12-20T16:00+07:00")  # fmt: skip
    one.add_argument("--unfinished", choices=["check", "form"], default="", help=_UNFINISHED)
    for name in ("missing", "verdict", "language", "channel"):
        one.add_argument(f"--{name}", action="append", default=[], help="one or more")
    one.add_argument("--post", action="store_true", help="also into the agency's own channel")
    one.add_argument("--corrects", default="", metavar="CODE", help="as the ralat of this one")
    one.add_argument("--request", default="", help="the same twice is one draft")
    one.add_argument("--demo", action="store_true", help="in the days of a demonstration")


def _start(one: argparse.ArgumentParser) -> None:
    one.add_argument("--at", type=_moment, metavar="TIME", help="not before this")


def _approve(one: argparse.ArgumentParser) -> None:
    one.add_argument("--seen", default="", help="what the preview calls its state")


def _report(one: argparse.ArgumentParser) -> None:
    one.add_argument("--csv", type=Path, metavar="FILE", help="a line for each recipient")


def _nothing(_one: argparse.ArgumentParser) -> None:
    """Nothing else to say."""


_MORE = {"start": _start, "approve": _approve, "report": _report}


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"'{text}' is no time such as 2025-12-20T16:00+07:00")
    return moment


def run(args: argparse.Namespace) -> int:
    """1 where it is refused, 2 where a setting is wrong."""
    try:
        settings = load(demo=args.demo)
        lines = asyncio.run(ACTIONS[args.action](Asked(args, settings)))
    except BroadcastRefusedError as error:
        print(error.said(load_phrases("broadcast")["en"]), file=sys.stderr)
        return 1
    except (SettingsError, PostingError, AmendmentError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError) as error:
        print(f"the file cannot be read or written: {error}", file=sys.stderr)
        return 1
    except DatabaseDownError:
        print("the database is down", file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0
