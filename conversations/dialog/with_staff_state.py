"""What a case remembers of a talk with staff, and what a turn tells them."""

from typing import Literal

from msgspec import Struct


class WithStaff(Struct, frozen=True, omit_defaults=True):
    """A talk with staff. `since` it was asked for, `until` Pandu goes on by itself (ISO UTC).

    `place` is the screen that it comes back to, and `back_to` where that one leads. `staff` is who
    took it (0: nobody yet). `waits`: the last words have no answer.
    """

    since: str = ""
    until: str = ""
    place: str = ""
    back_to: str = ""
    staff: int = 0
    waits: bool = True


NOBODY = WithStaff()

Closed = Literal["applicant", "staff", "time", "withdrawn", "blocked"]


class ForStaff(Struct, frozen=True):
    """One thing that staff see of a turn, in the order in which it happened.

    `opened`, `said`, `taken`, `answered`, `closed` are of the talk; `fraud` is a report, `words`
    what they wrote to it. `until` is when Pandu goes on by itself (ISO UTC).
    """

    what: Literal["opened", "said", "taken", "answered", "closed", "fraud"]
    staff: int = 0
    until: str = ""
    words: str = ""
    reason: str = ""
