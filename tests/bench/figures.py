"""How long something takes, printed as a line of a table: figures to compare, never a verdict."""

from collections.abc import Callable
from statistics import quantiles
from time import perf_counter


def timed(do: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each of `rounds` calls, after one that warms up."""
    do()
    seconds = []
    for _ in range(rounds):
        began = perf_counter()
        do()
        seconds.append(perf_counter() - began)
    return seconds


def report(what: str, seconds: list[float], each: int = 1) -> None:
    """Prints median and 95th percentile in µs for one of the `each` things a call did."""
    cuts = [cut / each * 1e6 for cut in quantiles(seconds, n=20)]
    print(f"\n{what:44} median {cuts[9]:9.1f} µs   p95 {cuts[18]:9.1f} µs")
