"""What stands where, by the open columns alone. Blocking."""

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Engine,
    Table,
    bindparam,
    case,
    func,
    literal_column,
    select,
)  # fmt: skip

from storage.outbox import is_open
from storage.schema import AMISS, FOR_A_PERSON, cases, documents, outbox
from storage.schema_staff import broadcasts, handovers

DAY_MS = 86_400_000
GOING = ("scheduled", "going", "paused")


class Funnel(Struct, frozen=True):
    """How many people came so far: each is among those before it, but for the two outcomes."""

    came: int = 0
    consented: int = 0
    checked: int = 0
    eligible: int = 0
    not_eligible: int = 0
    sent: int = 0
    stopped: int = 0


class Failure(Struct, frozen=True):
    """`status`: `failed`, or `unknown` where nobody knows whether it arrived."""

    channel: str
    status: str
    reason: str
    count: int


class Look(Struct, frozen=True, kw_only=True):
    """All of it at one time. `sending`: messages that are on their way, by channel; `failures` of
    the last day, the most frequent first.
    """

    funnel: Funnel
    papers: int
    unreadable: int
    sending: dict[str, int]
    failures: tuple[Failure, ...]
    waiting: int
    taken: int
    frauds: int
    announcements: int


class Overview:
    """Looks through `engine`, which reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def look(self, posting: str, now: int) -> Look:
        """Of one posting; `now` in UTC milliseconds."""
        which = {"posting": posting, "since": now - DAY_MS}
        with self._engine.connect() as connection:
            funnel = connection.execute(_FUNNEL, which).one()
            counts = connection.execute(_COUNTS, which).one()
            sending = connection.execute(_SENDING).all()
            failures = connection.execute(_FAILURES, which).all()
        return Look(
            funnel=Funnel(*(number or 0 for number in funnel)),
            papers=counts.papers,
            unreadable=counts.unreadable,
            sending={row.channel: row.number for row in sending},
            failures=tuple(Failure(*row) for row in failures),
            waiting=counts.waiting,
            taken=counts.taken,
            frauds=counts.frauds,
            announcements=counts.announcements,
        )


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _count(table: Table, condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    wanted = select(func.count()).select_from(table).where(condition)
    return wanted.scalar_subquery().label(name)


def _as_indexed(words: str) -> ColumnElement[bool]:
    """A condition in the very words of a partial index, which is found by them alone."""
    return literal_column(words, Boolean)


_FUNNEL = select(
    func.count(),
    func.sum(cases.c.consented),
    _number(cases.c.verdict != ""),
    _number(cases.c.verdict == "eligible"),
    _number(cases.c.verdict == "not_eligible"),
    _number(cases.c.sent > 0),
    _number(cases.c.stopped > 0),
).where(cases.c.posting == bindparam("posting"))
_OPEN_TALK = handovers.c.closed_at.is_(None) & (handovers.c.kind == "staff")


_COUNTS = select(
    select(func.count(func.distinct(documents.c.applicant_id))).scalar_subquery().label("papers"),
    _count(documents, _as_indexed(FOR_A_PERSON), "unreadable"),
    _count(handovers, _OPEN_TALK & handovers.c.taken_at.is_(None), "waiting"),
    _count(handovers, _OPEN_TALK & handovers.c.taken_at.is_not(None), "taken"),
    _count(handovers, handovers.c.closed_at.is_(None) & (handovers.c.kind == "fraud"), "frauds"),
    _count(
        broadcasts,
        broadcasts.c.status.in_(GOING) & (broadcasts.c.posting == bindparam("posting")),
        "announcements",
    ),
)
_SENDING = (
    select(outbox.c.channel, func.count().label("number"))
    .where(is_open())
    .group_by(outbox.c.channel)
    .order_by(outbox.c.channel)
)
_FAILURES = (
    select(outbox.c.channel, outbox.c.status, outbox.c.reason, func.count().label("count"))
    .where(_as_indexed(AMISS), outbox.c.changed_at > bindparam("since"))
    .group_by(outbox.c.channel, outbox.c.status, outbox.c.reason)
    .order_by(func.count().desc(), outbox.c.channel, outbox.c.reason)
)
