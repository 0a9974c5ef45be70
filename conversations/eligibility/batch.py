"""Self-checks by the thousand: a line of JSON in, a line of JSON out."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from conversations.eligibility.assess import Assessment, Overall, assess, timed_of
from conversations.eligibility.later import later
from conversations.eligibility.profile import ProfileError, read_profile
from conversations.eligibility.reasons import Context, reason, unanswered
from conversations.eligibility.remedies import Means, Possible
from conversations.eligibility.shortest import shortest
from conversations.eligibility.unknowns import order_of
from conversations.eligibility.wording import words_of
from conversations.posting.edition import Edition
from conversations.posting.model import POSITION
from conversations.texts.phrases import Phrases


class Line(Struct):
    """What comes in. `now` is the time that changes are measured against."""

    profile: dict[str, object]
    id: object = None
    now: Annotated[datetime, Meta(tz=True)] | None = None


class Advised(Struct, frozen=True):
    """A change that is needed, the requirements it serves, and whether there is time for it."""

    fact: str
    requirements: tuple[str, ...]
    change: str
    possible: Possible


class Checked(Struct, frozen=True, omit_defaults=True):
    """What goes out. The first five are always there; the others where there is something to say.

    `missing` holds `position` where that decides which requirements hold. `reasons` holds a
    sentence for everything that is listed; `answer` the facts to answer; `ignored` keys of the
    profile that name no fact of the posting.
    """

    id: object
    verdict: Overall
    failing: tuple[str, ...]
    unmet_preferred: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: dict[str, str] = {}
    changes: tuple[Advised, ...] = ()
    answer: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    later: dict[str, str] = {}
    ignored: tuple[str, ...] = ()


class Checker:
    """Answers lines about one posting in one language."""

    def __init__(self, edition: Edition, phrases: Phrases) -> None:
        self._posting = edition.posting
        self._words = words_of(edition, phrases)
        self._order = order_of(edition.posting)
        self._timed = timed_of(edition.posting)
        self._decode = msgspec.json.Decoder(Line).decode
        self._encode = msgspec.json.Encoder().encode

    def answer(self, line: bytes) -> bytes:
        """One line for one line, ended; what is wrong with it is said without its values."""
        try:
            asked = self._decode(line)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            return self._wrong({"error": str(error)})
        try:
            return self._encode(self._check(asked)) + b"\n"
        except ProfileError as error:
            return self._wrong({"id": asked.id, "error": str(error)})

    def _wrong(self, told: dict[str, object]) -> bytes:
        return self._encode(told) + b"\n"

    def _check(self, asked: Line) -> Checked:
        posting = self._posting
        profile = read_profile(posting, asked.profile)
        found = assess(posting, profile.values)
        context = Context(self._words, posting.as_of, profile.values, self._order, self._timed)
        way = shortest(found, Means(self._words, self._order, asked.now or posting.opens_at))
        return Checked(
            asked.id,
            found.overall,
            found.failing,
            found.unmet_preferred,
            found.missing,
            reasons=_reasons(found, context),
            changes=tuple(
                Advised(c.remedy.fact, c.requirements, c.remedy.said, c.remedy.possible)
                for c in way.changes
            ),
            answer=way.answer,
            never=way.never,
            later={one.requirement: one.said for one in later(found, context)},
            ignored=profile.ignored,
        )


def _reasons(found: Assessment, context: Context) -> dict[str, str]:
    listed = {*found.failing, *found.unmet_preferred, *found.missing}
    said = {name: reason(f, context) for name, f in found.findings.items() if name in listed}
    if POSITION in listed:
        said[POSITION] = unanswered(POSITION, context.words)
    return said
