"""What is remembered of one case: facts by key, and what was last shown."""

from msgspec import Struct, field

from conversations.dialog.invited import Invited
from conversations.dialog.join_kept import Together
from conversations.dialog.reach import Contact
from conversations.dialog.with_staff_state import NOBODY, WithStaff
from conversations.documents.paper import Paper

VERSION = 1

FactValue = bool | int | float | str | list[object] | dict[str, object] | None


class Fact(Struct, omit_defaults=True):
    """One typed thing known of an applicant. `unsure` means: asked, and they do not know yet.

    `at` is an ISO UTC time; `source` is `said`, `document` or `staff`.
    """

    value: FactValue = None
    unsure: bool = False
    source: str = "said"
    at: str = ""


class Asked(Struct, omit_defaults=True):
    """The screen shown last: whose answer plain words are, and which buttons are current.

    `by` is the token of the button that led here: pressed twice, it does nothing more. `draft`
    holds what is begun and not yet answered, by question id. `ref` is the channel's id of the words
    that were said last, and `of` the screen that they answered: edited, they answer it again.
    """

    screen: str = ""
    version: int = 0
    seq: int = 0
    back_to: str = ""
    by: str = ""
    ticked: list[str] = field(default_factory=list)
    draft: dict[str, object] = field(default_factory=dict)
    ref: str = ""
    of: str = ""


class Batch(Struct, frozen=True, omit_defaults=True):
    """What was sent at once last, and the message that lists it."""

    name: str = ""
    seq: int = 0
    papers: tuple[int, ...] = ()


class State(Struct, omit_defaults=True):
    """A case as the conversation sees it. `seq` is the last number given to a shown message.

    `papers` are the uploads by id, `untold` those whose look was not spoken of yet. `form_sent` is
    when the applicant said they sent the official form, `form_number` the number they were given.

    `reminders` is how often they want one (`normal`, `few`, `paused`), `stopped` since when they
    want no message unasked (ISO UTC), `zone` the name of their time zone, "" the posting's.
    `contact` is how they are reached beside the talk. `erase_asked` is when they asked to be erased
    and `erase_at` when that is done (ISO UTC).

    `with_staff` is the talk with staff that is open. `blocked` is since when staff let nothing of
    theirs be answered (ISO UTC), `blocked_told` whether they know.

    `together` is what is known of the address beside others, `invited` what they were told of the
    selection.

    `revision` is that of the posting at their last turn: what the verdict rests on. `missing` are
    the mandatory uploads that were not there then, ids joined by commas; None before the first.

    `progress` names how far they are, for staff: `greeted`, `consented`, `checking`, `checked`.
    `question` holds the words of the question of theirs that was answered last: they may ask on.
    """

    v: int = VERSION
    language: str = "id"
    consent: str = ""
    acknowledged: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    told: list[str] = field(default_factory=list)
    seq: int = 0
    turn: int = 0
    verdict: str = ""
    progress: str = ""
    question: str = ""
    papers: dict[str, Paper] = field(default_factory=dict)
    untold: list[int] = field(default_factory=list)
    batch: Batch = Batch()
    form_sent: str = ""
    form_number: str = ""
    reminders: str = "normal"
    stopped: str = ""
    zone: str = ""
    contact: Contact = Contact()
    erase_asked: str = ""
    erase_at: str = ""
    with_staff: WithStaff = NOBODY
    blocked: str = ""
    blocked_told: bool = False
    together: Together = Together()
    invited: Invited = Invited()
    revision: int = 0
    missing: str | None = None
