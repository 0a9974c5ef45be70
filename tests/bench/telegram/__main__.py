"""Race bots on Telegram: `python -m tests.bench.telegram --quick` prints the table."""

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import uvloop

from tests.bench.telegram.contender import Contender
from tests.bench.telegram.contenders import BASELINES
from tests.bench.telegram.cores import LOAD_CORES, SERVER_CORE
from tests.bench.telegram.crowd import Pace
from tests.bench.telegram.product import PRODUCTS
from tests.bench.telegram.race import Plan, race
from tests.bench.telegram.table import drawn, rows

_QUICK = Plan(seconds=2.0, rounds=2, warm_seconds=1.0)


def read_plan(found: argparse.Namespace) -> Plan:
    """Return the plan that the command line asks for."""
    standard = _QUICK if found.quick else Plan()
    return Plan(
        seconds=found.seconds or standard.seconds,
        rounds=found.rounds or standard.rounds,
        people=found.people,
        pace=Pace(found.rate, found.doubled),
        warm_seconds=standard.warm_seconds,
    )


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="tests.bench.telegram", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter slices")
    parser.add_argument("--seconds", type=float, default=0.0, help="of one slice")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--people", type=int, default=32, help="at once")
    parser.add_argument("--rate", type=float, default=0.0, help="turns a second; 0: all they can")
    parser.add_argument("--doubled", type=float, default=0.0, help="part of updates posted twice")
    parser.add_argument("--only", default="", help="whose name contains this, or one of A|B")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    return parser.parse_args()


def entrants(every: Sequence[Contender], only: str) -> list[Contender]:
    """Return those that race here; say who is left out and why."""
    parts = only.split("|")
    asked = [each for each in every if any(part in each.name for part in parts)]
    for contender in asked:
        if why := contender.left_out():
            print(f"left out: {contender.name} ({why})", file=sys.stderr)
    return [contender for contender in asked if not contender.left_out()]


def main() -> None:
    """Race and print."""
    found = read_arguments()
    racing, plan = entrants([*BASELINES, *PRODUCTS], found.only), read_plan(found)
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)

    def tell(what: str) -> None:
        print(what, file=sys.stderr)

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        figures = rows(uvloop.run(race(racing, plan, Path(folder), tell)))
    print(f"{plan.people} people at once, servers on core {SERVER_CORE}, people on {LOAD_CORES}")
    print(drawn(figures))
    if found.json is not None:
        found.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
