"""What may be asked about a posting, and the clauses that answer it: `answers.yaml`."""

from typing import Literal

from msgspec import Struct, field

Told = Literal["answerable", "not_in_posting"]
Clock = Literal["", "registration", "today"]


class Entry(Struct, frozen=True):
    """One thing to ask. `asks` are its phrasings; `clauses` are shown and named as topics.

    `subject` names by language what the posting is silent about. `say` stands before the clauses,
    `{uploads}` filled in. `general` are facts whose general information helps. `clock` tells how
    the time of asking matters; `titles` shows requirements by their titles; `long` allows more
    text.
    """

    id: str
    clauses: tuple[str, ...]
    asks: tuple[str, ...]
    kind: Told = "answerable"
    subject: dict[str, str] = field(default_factory=dict)
    say: dict[str, str] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    clock: Clock = ""
    titles: bool = False
    long: bool = False


class AnswerBook(Struct, frozen=True):
    """All entries, and the clauses that belong to each sensitive kind of question."""

    entries: tuple[Entry, ...] = ()
    sensitive: dict[str, tuple[str, ...]] = field(default_factory=dict)
