"""What a lack of proven experience needs: which proof would be enough, or how much more time."""

from datetime import date, timedelta
from itertools import combinations

from conversations.eligibility.days import plus_years
from conversations.eligibility.experience import ONE_DAY, Count, Period, Tally, count, days_of
from conversations.eligibility.experience_words import (
    days_words,
    entry_words,
    missing_days,
    tally_of,
    worth_proving,
)
from conversations.eligibility.judge import Finding
from conversations.eligibility.rules import Experience
from conversations.eligibility.wording import Words

_MOST_TRIED = 8


def experience_remedy(rule: Experience, leaf: Finding, words: Words) -> tuple[str, bool]:
    """The sentence, and whether time itself is lacking (nothing that could still be done)."""
    sums, years = tally_of(leaf), words.count(rule.years, "year")
    if fewest := fewest_proofs(sums, rule):
        entries = entry_words(fewest, leaf, words)
        proof = words.proof(rule.of)
        return words("experience.fix_proof", proof=proof, entries=entries, years=years), False
    unproven = worth_proving(sums, rule)
    best = count((*sums.proven_periods(), *unproven), rule)
    lacking = days_words(missing_days(best, rule), words) if best.days else years
    reached = words.day(reached_on(best, rule, words.posting.as_of))
    figures = {"missing": lacking, "years": years, "reached": reached}
    if unproven:
        entries = entry_words(unproven, leaf, words)
        proof = words.proof(rule.of)
        return words("experience.fix_some_proof", proof=proof, entries=entries, **figures), True
    return words("experience.fix_time", **figures), True


def fewest_proofs(sums: Tally, rule: Experience) -> tuple[Period, ...]:
    """The fewest periods whose proof would be enough, () where no proof is.

    Of very many periods the longest are taken, which is enough but may not be the fewest.
    """
    proven, unproven = sums.proven_periods(), sums.could_be_proven()
    if not count((*proven, *unproven), rule).enough:
        return ()
    longest = sorted(unproven, key=_length, reverse=True)
    tried = [
        chosen
        for size in range(1, _MOST_TRIED)
        for chosen in combinations(longest[:_MOST_TRIED], size)
    ] + [tuple(longest[:size]) for size in range(_MOST_TRIED, len(longest) + 1)]
    enough = (chosen for chosen in tried if count((*proven, *chosen), rule).enough)
    return tuple(sorted(next(enough, unproven), key=_place))


def _place(period: Period) -> int:
    return period.at


def reached_on(best: Count, rule: Experience, as_of: date) -> date:
    """The first day on which work that goes on from `as_of` without a break is enough."""
    blocks = best.blocks
    going_on = bool(blocks) and blocks[-1][1] == as_of
    start = blocks[-1][0] if going_on else as_of + ONE_DAY
    whole = plus_years(start, rule.years) - ONE_DAY
    if len(blocks) - going_on < 1:
        return whole
    return min(whole, as_of + timedelta(days=max(1, days_of(rule.years) - best.days)))


def _length(period: Period) -> int:
    return (period.block[1] - period.block[0]).days if period.block else 0
