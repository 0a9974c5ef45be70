"""A diploma or a transcript: whose, and of which level of education."""

import re
from collections.abc import Sequence

from conversations.documents.contents.lines import Line, whole
from conversations.documents.contents.owner import owner
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

# The first that is found counts: `Sarjana Terapan` stands before `Sarjana`.
_LEVELS = (
    ("SD", r"sekolah\s*dasar|madrasah\s*ibtidaiyah"),
    ("SMP", r"sekolah\s*menengah\s*pertama"),
    ("MTs", r"madrasah\s*tsanawiyah"),
    ("SMK", r"sekolah\s*menengah\s*kejuruan|\bsmk\b"),
    ("MA", r"madrasah\s*aliyah"),
    ("SMA", r"sekolah\s*menengah\s*(?:atas|umum)|\bsma\b|\bsmu\b"),
    ("D4", r"sarjana\s*terapan|diploma\s*(?:iv|4|empat)\b|\bd-?(?:iv|4)\b|applied\s*bachelor"),
    ("D3", r"ahli\s*madya|diploma\s*(?:iii|3|tiga)\b|\bd-?(?:iii|3)\b|\(d3\)"),
    ("D2", r"ahli\s*muda|diploma\s*(?:ii|2|dua)\b|\bd-?(?:ii|2)\b"),
    ("D1", r"ahli\s*pratama|diploma\s*(?:i|1|satu)\b|\bd-?1\b"),
    ("S3", r"program\s*doktor|doktor\b|strata[\s-]*(?:tiga|3|iii)|\(s3\)|\bs-?3\b|doctor of"),
    ("S2", r"magister|pasca\s*sarjana|strata[\s-]*(?:dua|2|ii)|\(s2\)|\bs-?2\b|master of"),
    ("S1", r"sarjana|strata[\s-]*(?:satu|1|i)\b|\(s1\)|\bs-?1\b|bachelor"),
)  # fmt: skip
LEVELS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _LEVELS)


def read_degree(lines: Lines, sought: Sought) -> Read:
    """`nama` and `jenjang`; a level that does not suffice is told."""
    fields = {"nama": name} if (name := owner(lines)) else {}
    level = level_of(lines)
    if not level:
        return Read(fields)
    low = bool(sought.levels) and level not in sought.levels
    found = (Finding("education_below_min", confidence=0.9),) if low else ()
    return Read({**fields, "jenjang": level}, found)


def read_transcript(lines: Lines, _: Sought) -> Read:
    """`nama`, and `jenjang` where it is printed."""
    fields = {"nama": name} if (name := owner(lines)) else {}
    level = level_of(lines)
    return Read({**fields, "jenjang": level} if level else fields)


def level_of(lines: Sequence[Line]) -> str:
    """The level as a scale of education names it; "" where none is read."""
    text = whole(lines)
    return next((name for name, pattern in LEVELS if pattern.search(text)), "")
