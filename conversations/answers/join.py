"""Two entries that fit a question almost alike: both are said."""

from msgspec.structs import replace

from conversations.posting.answers import Entry

MOST = 6


def joined(one: Entry, other: Entry | None) -> Entry:
    """`one` with what `other` adds, where both answer and few clauses stay few."""
    if other is None or "not_in_posting" in {one.kind, other.kind} or other.titles or one.titles:
        return one
    clauses = _both(one.clauses, other.clauses)
    if len(clauses) > max(MOST, len(one.clauses)):
        return one
    return replace(
        one,
        clauses=clauses,
        say=other.say | one.say,
        gaps=_both(one.gaps, other.gaps),
        clock=one.clock or other.clock,
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other))
