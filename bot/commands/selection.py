"""`pandu selection ...`: results taken in, ranked, released by two people, and told."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from bot import settings
from bot.clock import Clock, DemoClock
from bot.ids import new_id
from bot.postings import find_posting, load_edition
from bot.selection.reading import UnreadableError, read_table
from bot.selection.said import changes_said, list_said, lists_said, ranking_said
from bot.selection.writing import blank_list
from bot.texts import load_phrases
from conversations.eligibility.wording import Words, words_of
from conversations.posting.faults import PostingError
from conversations.selection.decision import OUTCOMES, Decision
from conversations.selection.difference import NEW
from conversations.selection.matching import Ref
from conversations.selection.sheet import read_sheet
from conversations.selection.sheet import words_of as sheet_words
from conversations.selection.telling import Invitation
from conversations.texts.phrases import Phrases
from handlers.result_desk import Acting, ResultDesk
from handlers.result_entered import Entered, result_decided, results_imported, results_previewed
from handlers.result_ranked import equals_ordered, final_chosen, places_set, ranking_seen
from handlers.result_refused import ResultRefusedError
from handlers.result_released import (
    list_approved,
    list_cancelled,
    list_frozen,
    list_published,
    list_seen,
    lists_seen,
    passer_cleared,
)
from storage.desk import open_desk
from storage.sealing import MasterKey, SealBrokenError
from storage.selection import open_selection

LANGUAGE = "en"
LETTERS = "id"


class Call(Struct, frozen=True):
    """One call of the command, and who acts. `words` are those of the letters."""

    args: argparse.Namespace
    acting: Acting
    words: Words
    phrases: Phrases


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, (what, options, _) in _ACTIONS.items():
        action = actions.add_parser(name, help=what)
        for option in options.split():
            flags, more = _OPTIONS[option]
            action.add_argument(flags, **more)
        if name != "template":
            action.add_argument("--as", dest="who", required=True, metavar="NAME", help="of staff")


def run(args: argparse.Namespace) -> int:
    """1 where it is not done, 2 where a setting is wrong."""
    if args.action == "template":
        Path(args.file).write_bytes(blank_list(load_phrases("results")["id"]))
        return 0
    try:
        return _run(args)
    except (settings.SettingsError, SealBrokenError, PostingError) as error:
        print(error, file=sys.stderr)
        return 2


def _run(args: argparse.Namespace) -> int:
    chosen, phrases = settings.load(), load_phrases()
    edition = load_edition(find_posting(chosen.posting))
    master = MasterKey(chosen.master_key, chosen.previous_master_keys)
    staff, engines = open_desk(chosen.database_url, master)
    try:
        ways = ("email",) * bool(chosen.smtp_url) + ("whatsapp",) * bool(chosen.whatsapp.token)
        selection = open_selection(engines, master, new_id)
        desk = ResultDesk(selection, staff.people, edition, ways)
        who = staff.people.named(args.who)
        if who is None:
            raise ResultRefusedError("staff", name=args.who)  # noqa: TRY301 - told below
        clock = DemoClock(chosen.now, chosen.data_dir) if chosen.now else Clock()
        acting = Acting(desk, who, clock.now())
        call = Call(args, acting, words_of(edition, phrases[LETTERS]), phrases[LANGUAGE])
        for line in _ACTIONS[args.action][2](call):
            print(line)
    except ResultRefusedError as error:
        print(error.said(phrases[LANGUAGE]), file=sys.stderr)
        return 1
    finally:
        engines.close()
    return 0


def _entered(call: Call) -> Entered:
    """Raises `ResultRefusedError`."""
    try:
        table = read_table(Path(call.args.file).read_bytes())
    except OSError:
        raise ResultRefusedError("file") from None
    except UnreadableError as error:
        raise ResultRefusedError(error.code) from None
    words = sheet_words(list(load_phrases("results").values()))
    chosen = dict(_resolved(each) for each in call.args.resolve)
    return Entered(call.args.stage, read_sheet(table, words), chosen)


def _resolved(text: str) -> tuple[int, Ref]:
    """`17=new`, `17=candidate:4`, `17=case:9`."""
    row, _, which = text.partition("=")
    kind, _, number = which.partition(":")
    if not row.isdecimal() or (which != "new" and not (number.isdecimal())):
        raise ResultRefusedError("resolve", row=row or text)
    if which == "new":
        return int(row), NEW
    return int(row), Ref("case" if kind == "case" else "candidate", int(number))


def _preview(call: Call) -> Iterator[str]:
    found = results_previewed(call.acting, _entered(call))
    yield from changes_said(found, call.phrases)
    if not found.fits:
        raise ResultRefusedError("fits")


def _import(call: Call) -> Iterator[str]:
    entered = _entered(call)
    shown = results_previewed(call.acting, entered)
    if not shown.fits:
        yield from changes_said(shown, call.phrases)
    digest = bytes.fromhex(call.args.expect) if call.args.expect else shown.digest
    yield from changes_said(results_imported(call.acting, entered, digest), call.phrases)


def _places(call: Call) -> Iterator[str]:
    places_set(call.acting, call.args.count, call.args.reason)
    yield from _rank(call)


def _rank(call: Call) -> Iterator[str]:
    yield from ranking_said(ranking_seen(call.acting))


def _order(call: Call) -> Iterator[str]:
    equals_ordered(call.acting, call.args.candidates, call.args.reason)
    yield from _rank(call)


def _choose(call: Call) -> Iterator[str]:
    changed = final_chosen(call.acting)
    yield f"decisions changed: {len(changed)}"
    yield from _rank(call)


def _decide(call: Call) -> Iterator[str]:
    args = call.args
    result_decided(call.acting, args.candidate, Decision(args.outcome, None, args.reason))
    yield f"candidate {args.candidate}: {args.outcome}"


def _freeze(call: Call) -> Iterator[str]:
    args = call.args
    invitation = Invitation(args.at or "", args.place, args.note)
    yield from list_said(list_frozen(call.acting, args.stage, invitation), call.words, call.acting)


def _approve(call: Call) -> Iterator[str]:
    found = list_approved(call.acting, call.args.number, call.args.hash)
    yield from list_said(found, call.words, call.acting)


def _publish(call: Call) -> Iterator[str]:
    found = list_published(call.acting, call.args.number)
    yield from list_said(found, call.words, call.acting)


def _cancel(call: Call) -> Iterator[str]:
    found = list_cancelled(call.acting, call.args.number)
    yield from list_said(found, call.words, call.acting)


def _clear(call: Call) -> Iterator[str]:
    args = call.args
    passer_cleared(call.acting, args.number, args.candidate, args.note)
    yield f"candidate {args.candidate}: cleared"


def _report(call: Call) -> Iterator[str]:
    if call.args.of:
        found, standings = list_seen(call.acting, call.args.of)
        yield from list_said(found, call.words, call.acting, standings)
    else:
        yield from lists_said(lists_seen(call.acting), call.acting)


def _aware(text: str) -> str:
    """An ISO time with its zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no ISO time") from None
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no zone: 2025-12-29T09:00+07:00")
    return at.isoformat()


_OPTIONS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "file": ("file", {"metavar": "FILE"}),
    "number": ("number", {"type": int, "metavar": "LIST"}),
    "of": ("of", {"type": int, "metavar": "LIST", "nargs": "?", "default": 0}),
    "candidate": ("candidate", {"type": int, "metavar": "CANDIDATE"}),
    "candidates": ("candidates", {"type": int, "metavar": "CANDIDATE", "nargs": "+"}),
    "count": ("count", {"type": int, "metavar": "COUNT"}),
    "stage": ("--stage", {"required": True, "help": "its id in the posting, or final"}),
    "resolve": ("--resolve", {"action": "append", "default": [], "metavar": "ROW=WHOM",
                              "help": "of an unclear row: new, candidate:N or case:N"}),
    "expect": ("--expect", {"default": "", "metavar": "DIGEST", "help": "of the preview"}),
    "outcome": ("--outcome", {"required": True, "choices": OUTCOMES}),
    "reason": ("--reason", {"default": ""}),
    "note": ("--note", {"default": ""}),
    "at": ("--at", {"type": _aware, "help": "when the next stage is"}),
    "place": ("--place", {"default": "", "help": "and where"}),
    "hash": ("--hash", {"required": True, "help": "of the list, as you saw it"}),
}  # fmt: skip
_ACTIONS: Mapping[str, tuple[str, str, Callable[[Call], Iterator[str]]]] = {
    "preview": ("what a list would change, exactly", "file stage resolve", _preview),
    "import": ("take a list in, whole or not at all", "file stage resolve expect", _import),
    "template": ("a list to fill in (XLSX)", "file", _preview),
    "decide": ("one decision by hand", "candidate outcome reason", _decide),
    "places": ("how many are taken, and on what that rests", "count reason", _places),
    "rank": ("the ranking as it stands", "", _rank),
    "order": ("who stands before whom among equals", "candidates reason", _order),
    "choose": ("the final choice by rank", "", _choose),
    "freeze": ("a list of who is to be told", "stage at place note", _freeze),
    "approve": ("a second person releases it", "number hash", _approve),
    "publish": ("from now on they are told", "number", _publish),
    "cancel": ("a list that is not published after all", "number", _cancel),
    "clear": ("somebody was reached by hand", "number candidate note", _clear),
    "report": ("every list, or what became of each on one", "of", _report),
}
