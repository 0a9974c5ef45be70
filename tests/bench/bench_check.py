"""What the self-check costs: in a turn of the dialog, and as the whole command over many lines."""

import json
import subprocess
import sys
from collections.abc import Callable

from bot.postings import SHIPPED, load_edition
from conversations.eligibility.assess import assess
from conversations.eligibility.profile import values_of
from tests.bench.figures import report, timed
from tests.conversations.eligibility.shipped import POSTING, PROFILES, told, values

LINES = 10_000
ADDITIONS = 1_000_000


def bench_calibration() -> None:
    """The same work everywhere, so that figures of two machines can be compared."""

    def add() -> int:
        total = 0
        for number in range(ADDITIONS):
            total += number
        return total

    report("calibration: 1,000 additions", timed(add, 20), each=ADDITIONS // 1000)


def bench_reading_a_posting() -> None:
    folder = SHIPPED / POSTING.slug
    report("read a posting and its texts", timed(lambda: load_edition(folder), 20))


def bench_judging_every_profile() -> None:
    known = [values_of(POSTING, line["profile"]) for line in PROFILES]

    def judge_all() -> list[str]:
        return [assess(POSTING, one).overall for one in known]

    assert judge_all() == [line["verdict"] for line in PROFILES]
    report("judge one applicant", timed(judge_all, 20), each=len(known))


def bench_a_turn_of_the_dialog() -> None:
    known = values()
    report("assess one who meets everything", timed(many(lambda: assess(POSTING, known)), 20), 1000)
    report("assess and explain every point", timed(many(told), 20), 1000)


def bench_the_command_over_many_lines() -> None:
    profiles = [PROFILES[number % len(PROFILES)]["profile"] for number in range(LINES)]
    lines = "\n".join(json.dumps({"id": n, "profile": p}) for n, p in enumerate(profiles))

    def check() -> int:
        command = [sys.executable, "-m", "bot", "check"]
        done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
        return done.stdout.count(b"\n")

    assert check() == LINES
    report("pandu check, 10,000 lines, the whole process", timed(check, 3))


def many(work: Callable[[], object]) -> Callable[[], None]:
    """A thousand times, keeping nothing: what is kept would be walked by the garbage collector."""

    def do() -> None:
        for _ in range(1000):
            work()

    return do
