"""What one process has counted since it began, by names alone."""

from collections import Counter


class Counts:
    """`events` by what became of them, `deliveries` by channel and outcome, `leases` that ran out
    by channel, and `commits`. Each is only ever added to.
    """

    def __init__(self) -> None:
        self.commits = 0
        self.events: Counter[str] = Counter()
        self.deliveries: Counter[tuple[str, str]] = Counter()
        self.leases: Counter[str] = Counter()
