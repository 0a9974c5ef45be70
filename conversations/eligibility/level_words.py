"""Words for a finished level of a scale, such as education."""

from collections.abc import Mapping, Sequence

from conversations.eligibility import rules
from conversations.eligibility.judge import Finding
from conversations.eligibility.wording import Words
from conversations.eligibility.words import level


def level_clause(rule: rules.AtLeast, leaf: Finding, words: Words) -> str:
    """What the levels that were named say to the minimum."""
    entries = [e for e in leaf.value if isinstance(e, Mapping)] if _listed(leaf.value) else []
    wanted = wanted_level(rule)
    if not entries:
        return words("reason.level_none", wanted=wanted)
    enough = [entry for entry in entries if (_rank(entry, rule) or 0) >= _rank_of(rule)]
    done = [entry for entry in entries if entry.get("status") == "lulus"]
    if leaf.verdict == "met":
        fitting = [entry for entry in enough if entry in done]
        return words("reason.level_met", level=_highest(fitting, rule), wanted=wanted)
    if leaf.verdict == "unsure":
        doubtful = [e for e in entries if e.get("status") is None or _rank(e, rule) is None]
        return words("reason.level_unsure", level=_highest(doubtful, rule), wanted=wanted)
    if not enough:
        key = "reason.level_low" if done else "reason.level_unfinished"
        return words(key, level=_highest(done or entries, rule), wanted=wanted)
    key = "reason.level_both" if done else "reason.level_unfinished"
    named, finished = _highest(enough, rule), _highest(done, rule)
    return words(key, level=named, done=finished, wanted=wanted)


def wanted_level(rule: rules.AtLeast) -> str:
    """The words of the least level that will do: `D4/S1`."""
    rank = level(rule.value, rule.scale)
    return "/".join(rule.scale[rank]) if rank is not None else rule.value


def _listed(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _rank_of(rule: rules.AtLeast) -> int:
    return level(rule.value, rule.scale) or 0


def _rank(entry: Mapping[str, object], rule: rules.AtLeast) -> int | None:
    return level(str(entry.get("level") or ""), rule.scale)


def _highest(entries: Sequence[Mapping[str, object]], rule: rules.AtLeast) -> str:
    named = sorted(entries, key=lambda entry: _rank(entry, rule) or 0)
    return str(named[-1].get("level") or "") if named else ""
