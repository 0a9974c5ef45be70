"""What Pandu shows, without knowing any channel: each channel draws it within its limits."""

from typing import Literal

from msgspec import Struct

Mark = Literal["met", "not_met", "unsure", "unanswered", "note"]
Field = Literal["", "date", "month", "number", "text", "region", "codes", "period"]


class Choice(Struct, frozen=True, omit_defaults=True):
    """A button. Pressing it says `token`, at most 64 bytes."""

    label: str
    token: str
    style: Literal["plain", "primary", "danger"] = "plain"


class Tick(Struct, frozen=True, omit_defaults=True):
    """A box to tick on a screen of several yes/no facts; pressing it toggles by `token`."""

    label: str
    token: str
    on: bool = False


class Card(Struct, frozen=True, omit_defaults=True):
    """One judged point: a mark, its reason, the clause it rests on, and what can be done. `label`
    says the mark in words, where it is no requirement's.
    """

    mark: Mark
    title: str
    reason: str = ""
    clause_id: str = ""
    clause: str = ""
    official: bool = True
    remedy: str = ""
    general: str = ""
    action: Choice | None = None
    label: str = ""


class Step(Struct, frozen=True, omit_defaults=True):
    """A line of the checklist that fills while the talk goes on."""

    label: str
    state: Literal["done", "now", "open", "unsure"]
    token: str = ""


class Link(Struct, frozen=True, omit_defaults=True):
    """A way to a page of one's own: `to` names it, `url` is filled in as it goes out. To an
    `example`: the drawing of a good document for the slot `of`.
    """

    label: str
    to: Literal["upload", "kit", "calendar", "example", "copy", "join"]
    url: str = ""
    of: str = ""


class Picture(Struct, frozen=True, omit_defaults=True):
    """A picture of the posting: its name, its short words for those who cannot see it, and the code
    of what it says. All its words stand in the text of its message.
    """

    name: str
    language: str
    alt: str
    code: str


class Prepared(Struct, frozen=True, omit_defaults=True):
    """The same in fewer words, as a text that was approved beforehand: its name, its language, and
    what is filled in, in order. For channels that let nothing else begin a talk.
    """

    name: str
    language: str
    values: tuple[str, ...] = ()


class Message(Struct, frozen=True, omit_defaults=True):
    """One message of one idea. `seq` numbers it in its case; `replaces` edits an earlier one.

    `key` names the text it was made from (`question:birth_date`, `verdict`), for tests and audit.
    Text is plain; `*word*` marks a few bold words and a line that begins with "- " is a list line.
    `to` is where it goes instead of the address of its row, `name` whom a letter greets.
    `prepared` is what a channel that needs a template says instead.
    """

    seq: int
    key: str
    text: str
    cards: tuple[Card, ...] = ()
    ticks: tuple[Tick, ...] = ()
    choices: tuple[Choice, ...] = ()
    steps: tuple[Step, ...] = ()
    field: Field = ""
    hint: str = ""
    replaces: int = 0
    links: tuple[Link, ...] = ()
    to: str = ""
    name: str = ""
    image: Picture | None = None
    prepared: Prepared | None = None
