"""What is remembered of an address beside others: of the same person, or of several people."""

from typing import Literal

from msgspec import Struct

Side = Literal["here", "there", "both"]
JoinOutcome = Literal["fits", "unknown", "late", "used", "own", "many", "closed"]


class Person(Struct, frozen=True, omit_defaults=True):
    """One of several who write at an address: their number there, and what they are called."""

    number: int
    label: str = ""


class Difference(Struct, frozen=True, omit_defaults=True):
    """One item on which two cases disagree, in words: what each says; `both` can be kept."""

    item: str
    name: str
    here: str
    there: str
    both: bool = False


class Joining(Struct, frozen=True, omit_defaults=True):
    """Another case that this address is about to join. `channel` and `at` (ISO UTC) tell where and
    when its code was made; `own`: there is something here to be merged; `doubt`: the names or birth
    dates differ. `chosen` says by item which side holds; `key` is the keyed hash of the code.
    """

    key: str = ""
    channel: str = ""
    at: str = ""
    own: bool = False
    doubt: bool = False
    differences: tuple[Difference, ...] = ()
    chosen: dict[str, Side] = {}


class Together(Struct, frozen=True, omit_defaults=True):
    """`place` is the address of the last turn and `elsewhere` the screen that others showed last.

    `label` is what this person is called where several share an address, `number` which of them
    they are at the place of the last turn and `people` all of them; `heard` is when one of them
    last wrote there (ISO UTC), `held` are words of which it is not known whose they are. `tries`
    are the times at which a wrong code was written.
    """

    place: str = ""
    elsewhere: dict[str, str] = {}
    label: str = ""
    number: int = 0
    people: tuple[Person, ...] = ()
    heard: str = ""
    held: str = ""
    tries: tuple[str, ...] = ()
    joining: Joining | None = None

    @property
    def others(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.number != self.number)


class Wish(Struct, frozen=True, omit_defaults=True):
    """What a turn asks of whoever keeps the cases: to `join` the case that was named, to be
    `apart` from it at this address, to `leave` the address or all others, a `second` person here
    under `label`, to `switch` to `person`, to send a code by `mail`, or to `hear` what was held.
    """

    what: Literal[
        "join", "apart", "ask_leave", "leave", "leave_others", "second", "switch", "mail", "hear"
    ]
    person: int = 0
    label: str = ""
