"""The shipped posting, its hand-written profiles, and an applicant who meets everything."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.eligibility.assess import Assessment, assess
from conversations.eligibility.explain import Explanation, explain
from conversations.eligibility.points import Explained
from conversations.eligibility.profile import values_of

Profile = dict[str, Any]
HERE = Path(__file__).parent
EDITION = load_edition(SHIPPED / "ppkukm-koperasi-2026")
POSTING = EDITION.posting
PHRASES = load_phrases(only="eligibility")
OPENS, CLOSES = POSTING.opens_at, POSTING.closes_at
TWO_DAYS_LEFT = CLOSES - timedelta(days=2)


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


PROFILES = lines(HERE / "profiles.jsonl")
GOOD: Profile = PROFILES[0]["profile"]


def values(**changed: object) -> dict[str, object]:
    """The good applicant's values, with records and facts changed; `None` takes one away."""
    return values_of(POSTING, GOOD | changed)


def judged(**changed: object) -> Assessment:
    return assess(POSTING, values(**changed))


def told(now: datetime = OPENS, language: str = "id", /, **changed: object) -> Explanation:
    known = values(**changed)
    return explain(EDITION, PHRASES[language], known, assess(POSTING, known), now)


def point(
    requirement: str, now: datetime = OPENS, language: str = "id", /, **changed: object
) -> Explained:
    found = told(now, language, **changed).points
    return next(one for one in found if one.requirement == requirement)


def period(start: object, end: object, *, proof: object = True, **said: object) -> Profile:
    return {"role": "pendamping koperasi", "org": "", "start": start, "end": end,
            "proof": proof} | said  # fmt: skip
