"""The papers of one case beside each other: what none of them tells by itself."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from conversations.documents.findings import Finding
from conversations.documents.paper import Paper, Papers
from conversations.documents.same_person import across
from conversations.eligibility.experience import Block, Period, count
from conversations.eligibility.rules import Experience
from conversations.posting.model import Posting, Slot
from conversations.posting.reach import leaves

SHORT = "experience_short"
_NOTHING: Mapping[str, object] = {}


def together(posting: Posting, papers: Papers, said: Mapping[str, object] = _NOTHING) -> Papers:
    """The same papers, with what differs between them, and without *too short* where proofs that
    are added up are long enough. `said` holds facts by key.
    """
    if not any(paper.findings or paper.fields or paper.digest for paper in papers.values()):
        return papers
    differing, whole = across(papers, said), _long_enough(posting, papers)
    return {key: _seen(paper, differing.get(paper.id, ()), whole) for key, paper in papers.items()}


def _seen(paper: Paper, differing: tuple[Finding, ...], whole: frozenset[str]) -> Paper:
    kept = tuple(f for f in paper.findings if not (f.code == SHORT and paper.slot in whole))
    if not differing and len(kept) == len(paper.findings):
        return paper
    return replace(paper, findings=(*kept, *differing))


def _long_enough(posting: Posting, papers: Papers) -> frozenset[str]:
    """Slots whose papers reach the years together."""
    short = {p.slot for p in papers.values() if any(f.code == SHORT for f in p.findings)}
    return frozenset(
        name
        for name in short
        if (slot := posting.slot.get(name)) and _reached(posting, slot, papers)
    )


def _reached(posting: Posting, slot: Slot, papers: Papers) -> bool:
    blocks = list(_blocks(posting, slot, papers))
    periods = [
        Period(at=at, counts=True, proof=True, block=block, unclear=False)
        for at, block in enumerate(blocks)
    ]
    return any(count(periods, rule).enough for rule in _rules(posting, slot))


def _rules(posting: Posting, slot: Slot) -> Iterator[Experience]:
    for needed in posting.requirements:
        if needed.id in (slot.proves or ()):
            yield from (leaf for leaf in leaves(needed.rule) if isinstance(leaf, Experience))


def _blocks(posting: Posting, slot: Slot, papers: Papers) -> Iterator[Block]:
    """Read periods until the closing day."""
    for paper in papers.values():
        if paper.slot != slot.id or not paper.usable:
            continue
        start, end = (_day(paper, name) for name in ("mulai", "selesai"))
        if start and end and start <= (end := min(end, posting.as_of)):
            yield start, end


def _day(paper: Paper, name: str) -> date | None:
    value = paper.fields.get(name)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
