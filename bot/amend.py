"""Publishes an amendment: reads what is there, tries it out, and stores it."""

import argparse
from collections.abc import Iterable

from msgspec import Struct

from bot.clock import Clock, DemoClock
from bot.postings import find_posting, load_edition
from bot.settings import Settings
from bot.texts import load_phrases
from conversations.posting.amend import amended
from conversations.posting.amend_dates import not_past
from conversations.posting.amendment import Amendment, AmendmentError, Row
from conversations.posting.edition import Edition
from storage.amendments import Amendments, RevisionTakenError, open_amendments
from storage.migrate import migrate

FIRST = "id"


class Order(Struct, frozen=True):
    """What staff ask for. `revision` 0: the next one."""

    amendment: Amendment
    source: str
    author: str
    revision: int = 0


def add_order(parser: argparse.ArgumentParser) -> None:
    """What every amendment has to say."""
    parser.add_argument("--source", required=True, help="what it rests on; shown to everybody")
    parser.add_argument("--author", required=True, help="who publishes it; kept, not shown")
    parser.add_argument("--revision", type=int, default=0, help="refuse where it is not the next")
    parser.add_argument("--demo", action="store_true", help="in the days of a demonstration")


def publish(posting: str, order: Order, settings: Settings) -> Edition:
    """The edition as it is served from now on. Raises `AmendmentError`, `PostingError`."""
    published = load_edition(find_posting(posting))
    migrate(settings.database_url)
    rows, engines = open_amendments(settings.database_url)
    try:
        return _published(published, order, rows, _clock(settings))
    finally:
        engines.close()


def _published(published: Edition, order: Order, stored: Amendments, clock: Clock) -> Edition:
    slug, phrases = published.posting.slug, load_phrases()
    before = stored.rows(slug)
    row = _row(order, before, clock)
    edition = amended(published, before, phrases)
    not_past(edition.posting, row.amendment.moves, row.at)
    after = amended(published, (*before, row), phrases)
    try:
        stored.add(slug, row)
    except RevisionTakenError:
        raise AmendmentError(f"revision {row.revision} was published meanwhile") from None
    return after


def _row(order: Order, before: tuple[Row, ...], clock: Clock) -> Row:
    if order.amendment == Amendment():
        raise AmendmentError("nothing is amended: name a date, a sentence or an answer")
    if not order.source.strip() or not order.author.strip():
        raise AmendmentError("the source and the author must be named")
    newest = before[-1].revision if before else 0
    number = order.revision or newest + 1
    if number <= newest:
        raise AmendmentError(f"revision {number} is published already (the next is {newest + 1})")
    if number > newest + 1:
        raise AmendmentError(f"revision {number} is not the next one, which is {newest + 1}")
    return Row(number, order.amendment, order.source.strip(), order.author.strip(), clock.now())


def _clock(settings: Settings) -> Clock:
    return DemoClock(settings.now, settings.data_dir) if settings.now else Clock()


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """`NAME=VALUE` by name. Raises `AmendmentError`."""
    found: dict[str, str] = {}
    for text in given:
        name, is_pair, value = text.partition("=")
        if not is_pair or not name.strip() or not value.strip():
            raise AmendmentError(f"{option} '{text}' is not NAME=VALUE")
        if name.strip() in found:
            raise AmendmentError(f"{option} names '{name.strip()}' twice")
        found[name.strip()] = value.strip()
    return found


def by_language(given: Iterable[str], option: str) -> dict[str, dict[str, str]]:
    """`[LANGUAGE:]NAME=TEXT` by name and language; without one it is the posting's first."""
    found: dict[str, dict[str, str]] = {}
    for key, text in pairs(given, option).items():
        language, is_named, name = key.partition(":")
        where = found.setdefault(name if is_named else key, {})
        where[language if is_named else FIRST] = text
    return found
