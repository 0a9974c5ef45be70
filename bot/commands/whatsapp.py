"""`pandu whatsapp templates`: the texts to submit for approval, as the Cloud API takes them."""

import argparse
import json
import sys

from bot.postings import find_posting, load_edition, shipped
from bot.texts import load_phrases
from conversations.posting.faults import PostingError
from conversations.posting.template_forms import forms


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["templates"], help="the templates of a posting")
    parser.add_argument("--posting", default="", help="slug of a shipped posting, or its folder")
    parser.add_argument("--language", choices=["id", "en"], help="of one language alone")


def run(args: argparse.Namespace) -> int:
    """1 where the posting has no template, 2 where it has faults."""
    try:
        edition = load_edition(find_posting(args.posting or shipped()[0]))
    except PostingError as error:
        print(error, file=sys.stderr)
        return 2
    found = [
        form for form in forms(edition, load_phrases()) if args.language in {None, form["language"]}
    ]
    if not found:
        print(f"{edition.posting.slug}: posting.yaml has no templates", file=sys.stderr)
        return 1
    print("\n".join(json.dumps(form, ensure_ascii=False) for form in found))
    return 0
