"""What must hold after every hour, worked out from the posting and from what people did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, select

from conversations.schedule.times import LAST_HOURS, Timed, timetable
from storage.schema import cases, outbox, planned
from tests.conversations.dialog.talk import edition
from tests.time_machine.machine import Got
from tests.time_machine.people import Person

POSTING = edition().posting
CLOSES = POSTING.closes_at
NOT_FOR_WHO_SENT = ("reminder:closing", "reminder:last-day", "reminder:opening")
FOR_FEW = {"reminder:opening", "reminder:closing-24h", "reminder:closing-3h", "reminder:closed"}
BEAT = timedelta(minutes=1)


@cache
def times(zone: str) -> dict[str, Timed]:
    return {timed.occasion.name: timed for timed in timetable(POSTING, zone)}


def faults(got: Sequence[Got], people: dict[str, Person]) -> Iterator[str]:
    """Everything that was told and must not have been."""
    by_person: dict[str, list[Got]] = {}
    for each in got:
        by_person.setdefault(each.who, []).append(each)
    for who, notices in by_person.items():
        for fault in _of_person(people[who], notices):
            yield f"{who} ({people[who].address.channel}): {fault}"


def _of_person(person: Person, notices: list[Got]) -> Iterator[str]:
    sure = Counter(each.key for each in notices if each.sure)
    yield from (f"{key} came {count} times" for key, count in sure.items() if count > 1)
    table = times(person.zone)
    order = [list(table).index(each.key) for each in notices]
    if any(later < earlier for earlier, later in pairwise(order)):
        yield f"out of order: {[each.key for each in notices]}"
    for each in notices:
        yield from (f"{each.key} at {each.at}: {what}" for what in _wrong(person, each, table))


def _wrong(person: Person, each: Got, table: dict[str, Timed]) -> Iterator[str]:
    timed, pushed = table[each.key], person.address.channel == "telegram"
    zone = ZoneInfo(person.zone or POSTING.zone)
    if each.at < timed.due:
        yield "too early"
    if each.at >= timed.until and pushed:
        yield "too late"
    urgent = timed.occasion.tells == "closing" and CLOSES - each.at <= LAST_HOURS
    if pushed and not urgent and not 7 <= each.at.astimezone(zone).hour < 21:
        yield "in the quiet hours"
    if person.consented is None:
        yield "without consent"
    if person.stopped and each.at > person.stopped and pushed:
        yield f"stopped at {person.stopped}"
    if pushed:
        yield from _unwanted(person, each)


def _unwanted(person: Person, each: Got) -> Iterator[str]:
    result = each.key.startswith("result:")
    if person.rhythm == "paused" and not result:
        yield "paused"
    if person.rhythm == "few" and each.key not in FOR_FEW and not result:
        yield "wanted few"
    if person.sent and each.at > person.sent and each.key.startswith(NOT_FOR_WHO_SENT):
        yield "sent the form already"


def of_tables(url: str) -> list[str]:
    """One message for each occasion that was settled, and none without."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(
            select(planned.c.case_id, planned.c.occasion).where(planned.c.status == "done")
        ).all()
        messages = connection.execute(
            select(outbox.c.case_id, outbox.c.key).where(outbox.c.kind == "notice")
        ).all()
    engine.dispose()
    done, told = Counter(map(tuple, rows)), Counter(map(tuple, messages))
    return [f"{key}: settled {done[key]}, told {told[key]}" for key in done | told
            if done[key] != told[key] or told[key] > 1]  # fmt: skip


def counted(url: str) -> list[tuple[str, str, str, int]]:
    """Occasion, status, reason and how many, in the order of the posting."""
    engine = create_engine(url)
    columns = (planned.c.occasion, planned.c.status, planned.c.reason)
    with engine.connect() as connection:
        rows = connection.execute(select(*columns)).all()
    engine.dispose()
    found, names = Counter(map(tuple, rows)), list(times(""))
    return [(*key, found[key]) for key in sorted(found, key=lambda key: (names.index(key[0]), key))]


def left_unplanned(url: str) -> int:
    """Cases with consent for which nothing is planned."""
    engine = create_engine(url)
    wanted = select(cases.c.id).where(cases.c.planned == 0, cases.c.consented == 1)
    with engine.connect() as connection:
        found = len(connection.execute(wanted).all())
    engine.dispose()
    return found
