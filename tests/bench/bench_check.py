"""What the self-check costs."""

import json
from pathlib import Path

from bot.postings import find_posting, load_edition
from conversations.eligibility.assess import assess
from conversations.eligibility.profile import values_of
from tests.bench.figures import report, timed

PROFILES = Path(__file__).parents[1] / "conversations/eligibility/profiles.jsonl"
SLUG = "ppkukm-koperasi-2026"


def bench_reading_a_posting() -> None:
    folder = find_posting(SLUG)
    report("read a posting and its texts", timed(lambda: load_edition(folder), 20))


def bench_judging_every_profile() -> None:
    posting = load_edition(find_posting(SLUG)).posting
    cases = [json.loads(line) for line in PROFILES.read_text().splitlines()]
    values = [values_of(posting, case["profile"]) for case in cases]

    def judge_all() -> list[str]:
        return [assess(posting, value).overall for value in values]

    assert judge_all() == [case["verdict"] for case in cases]
    report("judge one applicant", timed(judge_all, 20), each=len(cases))
