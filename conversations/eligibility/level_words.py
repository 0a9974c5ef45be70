"""Words for a finished level of a scale, such as education."""

from collections.abc import Mapping, Sequence

from conversations.eligibility import rules
from conversations.eligibility.judge import Finding
from conversations.eligibility.wording import Words
from conversations.eligibility.words import level

Entry = Mapping[str, object]


def level_clause(rule: rules.AtLeast, leaf: Finding, words: Words) -> str:
    """What the levels that were named say to the minimum."""
    entries = leaf.value if isinstance(leaf.value, list) else []
    wanted = wanted_level(rule)
    if not entries:
        return words("reason.level_none", wanted=wanted)
    least = level(rule.value, rule.scale) or 0
    enough = [entry for entry in entries if _rank(entry, rule) >= least]
    done = [entry for entry in entries if entry.get("status") == "lulus"]
    if leaf.verdict == "met":
        fitting = [entry for entry in enough if entry in done]
        return words("reason.level_met", level=_highest(fitting, rule), wanted=wanted)
    if leaf.verdict == "unsure":
        return _unsure(enough, entries, rule, words)
    if enough:
        key = "reason.level_both" if done else "reason.level_unfinished"
        named, finished = _highest(enough, rule), _highest(done, rule)
        return words(key, level=named, done=finished, wanted=wanted)
    key = "reason.level_low" if done else "reason.level_named"
    return words(key, level=_highest(done or entries, rule), wanted=wanted)


def wanted_level(rule: rules.AtLeast) -> str:
    """The words of the least level that will do: `D4/S1`."""
    rank = level(rule.value, rule.scale)
    return rule.value if rank is None else "/".join(rule.scale[rank])


def levels_of(entries: Sequence[object]) -> list[str]:
    """The levels that were named."""
    found = [entry.get("level") for entry in entries if isinstance(entry, Mapping)]
    return [str(named) for named in found if named]


def _unsure(
    enough: Sequence[Entry], entries: Sequence[Entry], rule: rules.AtLeast, words: Words
) -> str:
    named = _highest(enough, rule) or next(
        (str(e["level"]) for e in entries if _rank(e, rule) < 0 and e.get("level")), ""
    )
    key = "reason.level_unsure" if named else "reason.level_unnamed"
    return words(key, level=named, wanted=wanted_level(rule))


def _rank(entry: Entry, rule: rules.AtLeast) -> int:
    """Its place on the scale, -1 where it is not on it."""
    rank = level(str(entry.get("level") or ""), rule.scale)
    return -1 if rank is None else rank


def _highest(entries: Sequence[Entry], rule: rules.AtLeast) -> str:
    named = sorted(entries, key=lambda entry: _rank(entry, rule))
    return str(named[-1].get("level") or "") if named else ""
