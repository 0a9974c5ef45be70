"""One upload of an applicant's, as the conversation remembers it."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from conversations.documents.findings import Finding, Verdict, verdict_of

FORM = "-form"
"""The slot of what shows that the official form was sent: no upload of the posting's."""


NAMING = ("ktp", "ijazah")
"""Slots whose papers name the applicant alone, the surest first."""


class Paper(Struct, frozen=True, omit_defaults=True):
    """`id` is the document's, `at` its time as ISO UTC, `digest` a hash of its bytes, once known.

    `slot` is "" while nobody knows what it is; `batch` is shared by what was sent at once.
    `unreadable` is what a look failed on: a person has to look; `unread` are letters that could not
    be read. `looks` counts how often it was given back to be looked at anew, `guessed` is a slot
    that its contents told, `settled` that what was read was confirmed or declined,
    `confirmed` the first of these. `chat`: it came in a talk where identity papers are not asked
    for; `held` is until when such a one is kept while nobody agreed that it is used (ISO UTC).
    """

    id: int
    name: str
    at: str
    size: int = 0
    slot: str = ""
    state: Literal["waiting", "looked", "unreadable"] = "waiting"
    kind: str = ""
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    fields: dict[str, Any] = {}
    mended: tuple[str, ...] = ()
    batch: str = ""
    digest: str = ""
    replaces: int = 0
    unread: bool = False
    looks: int = 0
    guessed: bool = False
    settled: bool = False
    confirmed: bool = False
    chat: bool = False
    held: str = ""

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.findings)

    @property
    def usable(self) -> bool:
        """Does it fill its slot? What is refused or held leaves it open."""
        return self.verdict != "reject" and not self.held


Papers = Mapping[str, Paper]


def put(paper: Paper, slot: str) -> Paper:
    """The paper in another slot: as what it is now, it is looked at anew."""
    moved = replace(paper, slot=slot, guessed=False)
    looked = paper.state != "waiting" and paper.usable and slot != paper.slot
    return anew(moved) if looked else moved


def anew(paper: Paper) -> Paper:
    return replace(paper, state="waiting", looks=paper.looks + 1)


def of_slot(papers: Papers, slot: str) -> tuple[Paper, ...]:
    """The papers of one slot, oldest first."""
    return in_order(paper for paper in papers.values() if paper.slot == slot)


def in_order(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda paper: (paper.at, paper.id)))


def confirmed_name(papers: Papers) -> str:
    """The applicant's name as read from a paper and confirmed by them; "" where there is none."""
    named = (paper for slot in NAMING for paper in of_slot(papers, slot) if paper.confirmed)
    return next((str(paper.fields["nama"]) for paper in named if paper.fields.get("nama")), "")
