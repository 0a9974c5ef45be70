"""What somebody meant by their words."""

from datetime import date
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "yesno", "date", "month", "number", "choice", "region", "phone", "nik", "kbli", "experience"
]
Intent = Literal["help", "back", "unsure", "cancel", "question", "later", "invalid"]


class Wanted(Struct, frozen=True):
    """What was asked: the kind of answer, the question's words, and what may be answered.

    `options` are the words of a choice, as shown; `unit` is a number's unit (`tahun`); `today` is
    the local day; `field` names what is asked for where the kind alone does not say it.
    """

    kind: Kind
    question: str = ""
    field: str = ""
    options: tuple[str, ...] = ()
    unit: str = ""
    today: date | None = None


class Stated(Struct, frozen=True):
    """A fact that a free message states of its writer, and the words that say it.

    `value` has the shape of the fact; `education` and `experience` are lists, `nib`, `sim_a` and
    `sim_c` records of what was said of them.
    """

    key: str
    value: object
    because: str = ""


class Meaning(Struct, frozen=True):
    """`intent` is None for a plain answer, whose `value` has the shape of its kind: a bool, an ISO
    date, `YYYY-MM`, a number, the option, a region's full name, `+62...`, digits, a list of codes,
    a list of periods. `because` holds the words that gave it. A value that was not said is None.
    """

    value: object = None
    intent: Intent | None = None
    because: str = ""
