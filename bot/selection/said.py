"""What a terminal shows of results: numbers of candidates, nothing personal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from conversations.eligibility.wording import Words
from conversations.selection.difference import Difference
from conversations.selection.frozen import shown
from conversations.selection.ranking import Ranking
from conversations.texts.phrases import Phrases
from handlers.result_desk import Acting
from handlers.result_released import text_of
from storage.selection_lists import Publication
from storage.selection_status import Standing

MOST_LINES = 200


def changes_said(found: Difference, phrases: Phrases) -> Iterator[str]:
    """What a list changes: every row that does, and every row that does not fit."""
    kinds = ("new", "added", "changed", "same")
    yield ", ".join(f"{found.count(kind)} {kind}" for kind in kinds)  # type: ignore[arg-type] # all kinds
    yield f"not on the list, unchanged: {len(found.untouched)}"
    yield from [
        f"row {each.row.at}: {each.kind}"
        f" {each.before.outcome if each.before else '-'} -> {each.row.decision.outcome}"
        for each in found.changes
        if each.kind != "same"
    ][:MOST_LINES]
    for fault in found.faults:
        where = f"row {fault.at}" if fault.at else "the list"
        column = f" ({fault.column})" if fault.column else ""
        yield f"{where}{column}: {phrases(f'results.fault.{fault.code}')}"
    for unclear in found.ambiguous:
        whom = ", ".join(f"{ref.kind}:{ref.id}" for ref in unclear.choices)
        yield f"row {unclear.row.at}: {phrases('results.fault.ambiguous')}: {whom}, or new"
    yield f"digest {found.digest.hex()}"


def ranking_said(found: Ranking) -> Iterator[str]:
    yield f"places: {found.places}"
    for line in found.lines:
        points = f"{line.entry.total / 100:.2f}"
        told = {"in": "has a place", "out": "next in rank", "tied": "equals: a person decides"}
        gaps = " (a score is missing)" if line.entry.gaps else ""
        yield f"{line.rank:4} candidate {line.entry.candidate} {points:>9} {told[line.cut]}{gaps}"


def lists_said(found: Sequence[Publication], acting: Acting) -> Iterator[str]:
    for each in found:
        stage = acting.desk.stages.name(each.stage)
        yield f"list {each.id}: {stage} {each.number}, {each.size} people, {each.state}"
    if not found:
        yield "no list was frozen yet"


def list_said(
    found: Publication, words: Words, acting: Acting, standings: Sequence[Standing] = ()
) -> Iterator[str]:
    """A list with its hash, its people by number and way, and what they are told."""
    yield from lists_said([found], acting)
    yield f"hash {shown(found.list_hash)}"
    people = standings or acting.desk.selection.status(found.id)
    for each in people:
        ways = ", ".join(each.ways) or "no way: to be cleared by hand"
        yield f"  candidate {each.candidate}: {ways}{_became(each)}"
    count = Counter("to clear" for each in people if each.to_clear and found.published_at)
    yield from (f"{what}: {n}" for what, n in count.items())
    yield ""
    yield text_of(found, words, acting)


def _became(each: Standing) -> str:
    told = [f"{m.what} by {m.way} {m.status}" for m in each.messages]
    told += [f"held ({each.held})"] if each.held else []
    told += ["cleared by hand"] if each.cleared_at else []
    told += ["says that they come"] if each.coming else []
    return f" - {'; '.join(told)}" if told else ""
