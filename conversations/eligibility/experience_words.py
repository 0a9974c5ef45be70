"""Words for the time of work that was counted, and for what is lacking."""

from collections.abc import Iterable, Mapping
from datetime import date

from conversations.eligibility.experience import (
    ONE_DAY,
    Count,
    Period,
    Tally,
    count,
    days_of,
)
from conversations.eligibility.judge import Finding
from conversations.eligibility.rules import Experience
from conversations.eligibility.unknowns import of
from conversations.eligibility.wording import Words

_ABOUT_MONTH = 30.44


def tally_of(leaf: Finding) -> Tally:
    """The count behind a finding about experience. Raises `TypeError` where there is none."""
    found = leaf.data.get("tally")
    if not isinstance(found, Tally):
        raise TypeError(leaf.rule)
    return found


def experience_clause(rule: Experience, leaf: Finding, words: Words, day: date) -> str:
    """What the periods amount to, without capital and full stop."""
    sums = tally_of(leaf)
    if leaf.verdict == "unsure":
        return _unsure(leaf, words)
    shown = {"day": words.day(day), "years": words.count(rule.years, "year")}
    if sums.proven.days:
        total = total_words(sums.proven, words)
        if leaf.verdict == "met":
            return words("experience.met", total=total, **shown)
        return _short(rule, leaf, words, shown | {"total": total})
    return _nothing(rule, leaf, words, shown)


def _short(rule: Experience, leaf: Finding, words: Words, shown: Mapping[str, str]) -> str:
    sums = tally_of(leaf)
    if unproven := worth_proving(sums, rule):
        return words("experience.unproven", entries=entry_words(unproven, leaf, words), **shown)
    lacking = days_words(missing_days(sums.proven, rule), words)
    return words("experience.short", missing=lacking, **shown)


def _nothing(rule: Experience, leaf: Finding, words: Words, shown: Mapping[str, str]) -> str:
    sums = tally_of(leaf)
    if unproven := worth_proving(sums, rule):
        entries = entry_words(unproven, leaf, words)
        return words("experience.unproven_none", entries=entries, **shown)
    roles, fields = words.joined(rule.roles, "or_last"), words.joined(rule.fields, "or_last")
    if not sums.periods:
        return words("experience.none", roles=roles, fields=fields, **shown)
    if all(period.counts is False for period in sums.periods):
        entries = entry_words(sums.periods, leaf, words)
        return words("experience.role", entries=entries, roles=roles, fields=fields, **shown)
    return words("experience.none_proven", **shown)


def worth_proving(sums: Tally, rule: Experience) -> tuple[Period, ...]:
    """Periods whose proof would add days to what is proven."""
    proven = sums.proven_periods()
    return tuple(
        p for p in sums.could_be_proven() if count((*proven, p), rule).days > sums.proven.days
    )


def _unsure(leaf: Finding, words: Words) -> str:
    return words("join.clauses").join(doubt_words("unsure", leaf, words))


def doubt_words(say: str, leaf: Finding, words: Words) -> list[str]:
    """Sentences about what is unknown: `unsure` names it, `answer` asks for it."""
    proof = words.proof(of(leaf))
    return [
        words(f"experience.{say}_{kind}", proof=proof, entries=entry_words(periods, leaf, words))
        for kind, periods in doubts(tally_of(leaf))
    ]


def doubts(sums: Tally) -> list[tuple[str, tuple[Period, ...]]]:
    """What is unknown of the periods that could count: `proof`, `dates` or `role`."""
    could = [p for p in sums.periods if p.counts is not False and p.proof is not False]
    kinds = {
        "proof": tuple(p for p in could if p.proof is None and (p.block or p.unclear)),
        "dates": tuple(p for p in could if p.unclear),
        "role": tuple(p for p in could if p.counts is None),
    }
    return [(kind, periods) for kind, periods in kinds.items() if periods]


def entry_words(periods: Iterable[Period], leaf: Finding, words: Words) -> str:
    """`pendamping UMKM di Rumah BUMN, penyuluh koperasi di Dinas`."""
    entries = leaf.value if isinstance(leaf.value, list) else []
    return words.joined(_entry(entries[period.at], words) for period in periods)


def _entry(entry: Mapping[str, object], words: Words) -> str:
    role = str(entry.get("role") or "") or words("experience.unknown_role")
    org, start, end = (entry.get(key) for key in ("org", "start", "end"))
    named = words("experience.entry", role=role, org=org) if org else role
    if not (start and end):
        return named
    days = {"start": _bound(start, words), "end": _bound(end, words)}
    return words("experience.entry_dates", entry=named, **days)


def _bound(day: object, words: Words) -> str:
    return words("experience.now") if day == "sekarang" else words.written(str(day))


def total_words(sums: Count, words: Words) -> str:
    """A single block by the calendar, several by their days."""
    if len(sums.blocks) == 1:
        start, end = sums.blocks[0]
        return words.length(start, end + ONE_DAY)
    return days_words(sums.days, words)


def days_words(days: int, words: Words) -> str:
    """`184 hari (sekitar 6 bulan)`."""
    shown, months = words.count(days, "day"), round(days / _ABOUT_MONTH)
    if not months:
        return shown
    parts = ((months // 12, "year"), (months % 12, "month"))
    about = " ".join(words.count(n, unit) for n, unit in parts if n)
    return words("experience.total_days", days=shown, about=about)


def missing_days(sums: Count, rule: Experience) -> int:
    """Days of further work that a count lacks, at least one."""
    return max(1, days_of(rule.years) - sums.days)
