"""`pandu posting lint PATH` checks a posting, `new SLUG` begins one, `amend SLUG` changes one."""

import argparse
import re
import sys
from pathlib import Path

from bot.amend import Order, add_order, by_language, pairs, publish
from bot.postings import begin_posting, find_posting, read_texts
from bot.settings import SettingsError, load
from bot.texts import load_phrases
from conversations.posting.amendment import Amendment, AmendmentError
from conversations.posting.findings import Finding
from conversations.posting.lint import lint
from conversations.posting.reader import PostingError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("lint", help="check a posting: errors, warnings, gaps")
    check.add_argument("path", metavar="PATH", help="a posting folder, or a shipped slug")
    begin = actions.add_parser("new", help="begin a posting from a small complete example")
    begin.add_argument("slug", metavar="SLUG", help="small letters, digits and hyphens")
    begin.add_argument("--into", default=".", metavar="FOLDER", help="where its folder is made")
    _add_amend(actions.add_parser("amend", help="move dates, publish errata, add answers"))


def _add_amend(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="a shipped slug, or a posting folder")
    for name, shape, what in (
        ("move", "DATE=TIME", "opens, closes, as_of, or a line of the schedule (FROM/UNTIL)"),
        (
            "erratum",
            "[LANG:]CLAUSE=TEXT",
            "a clause's new words, or those at questions.X.help",
        ),
        ("rule", "REQUIREMENT=RULE", "a requirement's new rule, as in posting.yaml"),
        ("answer", "[LANG:]GAP=TEXT", "an answer to what the posting leaves open"),
    ):
        parser.add_argument(f"--{name}", action="append", default=[], metavar=shape, help=what)
    add_order(parser)


def run(args: argparse.Namespace) -> int:
    if args.action == "amend":
        return _amend(args)
    return _lint(args.path) if args.action == "lint" else _new(args.slug, Path(args.into))


def _amend(args: argparse.Namespace) -> int:
    """1 where it cannot be laid over the posting, 2 where a setting or the posting is wrong."""
    try:
        order = Order(_amendment(args), args.source, args.author, args.revision)
        edition = publish(args.slug, order, load(demo=args.demo))
    except AmendmentError as error:
        print(error, file=sys.stderr)
        return 1
    except (SettingsError, PostingError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{edition.posting.slug}: revision {edition.revision} ({order.amendment.kind})")
    return 0


def _amendment(args: argparse.Namespace) -> Amendment:
    texts = by_language(args.erratum, "--erratum")
    return Amendment(
        moves=pairs(args.move, "--move"),
        texts={name if "." in name else f"clauses.{name}": said for name, said in texts.items()},
        rules=pairs(args.rule, "--rule"),
        answers=by_language(args.answer, "--answer"),
    )


def _lint(path: str) -> int:
    """Prints what the linter finds. Exit code 1 where there is an error, 2 where no posting is."""
    try:
        folder = find_posting(path)
        findings = lint(read_texts(folder), folder=folder.name)
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    print(_counts(findings))
    return int(any(finding.severity == "error" for finding in findings))


def _counts(findings: list[Finding]) -> str:
    counts = {"error": 0, "warning": 0, "gap": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())


def _new(slug: str, into: Path) -> int:
    say = load_phrases("posting")["id"]
    if not SLUG.fullmatch(slug):
        print(say("posting.bad_slug", slug=slug), file=sys.stderr)
        return 2
    try:
        folder = begin_posting(slug, into)
    except FileExistsError:
        print(say("posting.exists", folder=into / slug), file=sys.stderr)
        return 1
    print(say("posting.begun", folder=folder))
    return 0
