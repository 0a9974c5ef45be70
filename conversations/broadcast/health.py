"""When an announcement is held by itself: too many of its messages are refused."""

LEAST = 10
SHARE = 0.1
EXPECTED = frozenset(
    ("blocked", "deactivated", "forbidden", "chat not found", "undeliverable", "window closed")
)
"""Reasons that say something of one person, and nothing of the announcement."""


def is_failing(done: int, failed: int) -> bool:
    """`failed` of `done` attempts, without those that only say that somebody left."""
    return failed >= LEAST and failed > SHARE * done
