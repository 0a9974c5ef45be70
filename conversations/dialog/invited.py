"""To what somebody was invited, and what they are to bring in the end. Kept in their own state."""

from msgspec import Struct


class Invited(Struct, frozen=True, omit_defaults=True):
    """`stage` is the id of what they are invited to, `at` and `coming` are ISO times; `chosen` is
    when they were told of the final choice, `ready` the papers behind it that they ticked.
    """

    stage: str = ""
    at: str = ""
    place: str = ""
    coming: str = ""
    chosen: str = ""
    ready: tuple[str, ...] = ()
