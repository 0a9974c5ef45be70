"""A profile as scripts write it becomes values by fact key, each checked against its type."""

from collections.abc import Mapping

from conversations.eligibility.days import span
from conversations.eligibility.judge import UNSURE
from conversations.posting.model import FactSpec, Posting

_STATUS = {"lulus", "berjalan", "putus", None}
_ENTRY = {"role", "org", "start", "end", "proof"}


class ProfileError(ValueError):
    """A profile that cannot be read; the message names the key, never the value."""


def values_of(posting: Posting, profile: Mapping[str, object]) -> dict[str, object]:
    """Known values by fact key; null means not known. Raises `ProfileError`."""
    values: dict[str, object] = {}
    for key, value in flat(posting, profile).items():
        if value is None:
            continue
        if key in posting.fact:
            _check(posting.fact[key], value)
            values[key] = value
        elif key not in {"age", "position"}:
            raise ProfileError(f"unknown fact: {key[:40]}")
        else:
            values[key] = value
    return values


def flat(posting: Posting, profile: Mapping[str, object]) -> dict[str, object]:
    """Records as parts: `{"nib": {"has": true}}` is `nib.has`."""
    found: dict[str, object] = {}
    for key, value in profile.items():
        parts = isinstance(value, Mapping) and key not in posting.fact
        if parts and isinstance(value, Mapping):
            found.update({f"{key}.{name}": part for name, part in value.items()})
        elif value is not None:
            found[key] = value
    return found


def _check(spec: FactSpec, value: object) -> None:
    try:
        fits = _fits(spec, value)
    except ValueError:
        fits = False
    if not fits:
        raise ProfileError(f"{spec.key}: does not fit the type {spec.type}")


def _fits(spec: FactSpec, value: object) -> bool:  # noqa: PLR0911 - one line for each type
    match spec.type:
        case "bool":
            return isinstance(value, bool)
        case "date":
            return isinstance(value, str) and bool(span(value))
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "codes":
            return isinstance(value, list) and all(isinstance(v, int | str) for v in value)
        case "education":
            return _records(value) and all(v.get("status") in _STATUS for v in value)  # type: ignore[attr-defined]
        case "experience":
            return _records(value) and all(_period(v) for v in value)  # type: ignore[attr-defined]
        case _:
            return isinstance(value, str)


def _records(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _period(entry: Mapping[str, object]) -> bool:
    for name in ("start", "end"):
        day = entry.get(name)
        if day not in {None, "sekarang"}:
            span(str(day))
    return set(entry) <= _ENTRY and entry.get("proof") in {True, False, None}


def values_of_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Values by key from facts as a case remembers them: each with a `value`, or `unsure`."""
    return {
        key: UNSURE if getattr(fact, "unsure", False) else getattr(fact, "value", None)
        for key, fact in facts.items()
    }
