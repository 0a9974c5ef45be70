"""`pandu posting lint PATH` checks a posting; `pandu posting new SLUG` begins one."""

import argparse
import re
import sys
from pathlib import Path

from bot.postings import begin_posting, find_posting, read_texts
from bot.texts import load_phrases
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


def run(args: argparse.Namespace) -> int:
    return _lint(args.path) if args.action == "lint" else _new(args.slug, Path(args.into))


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
