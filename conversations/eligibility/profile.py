"""A profile as scripts write it becomes values by fact key, each checked against its type."""

from collections.abc import Callable, Mapping

from conversations.eligibility.days import span
from conversations.eligibility.judge import UNSURE
from conversations.posting.model import FactSpec, Posting

_STATUS = frozenset({"lulus", "berjalan", "putus"})
_BESIDES = {"age": int, "position": str}  # not facts of a posting, yet known to the self-check


class ProfileError(ValueError):
    """A profile that cannot be read; the message names the key, never the value."""


def values_of(posting: Posting, profile: Mapping[str, object]) -> dict[str, object]:
    """Known values by fact key; null means not known, keys of no fact are left out.

    Raises `ProfileError` where a value does not fit its fact.
    """
    values: dict[str, object] = {}
    for key, value in flat(posting, profile).items():
        if key in posting.fact:
            _check(posting.fact[key], value)
            values[key] = value
        elif key in _BESIDES:
            if type(value) is not _BESIDES[key]:
                raise ProfileError(f"{key}: does not fit the type {_BESIDES[key].__name__}")
            values[key] = value
    return values


def unknown_keys(posting: Posting, profile: Mapping[str, object]) -> tuple[str, ...]:
    """Keys of `profile` that name no fact of the posting, so that a slip of the pen is seen."""
    return tuple(
        key for key in flat(posting, profile) if key not in posting.fact and key not in _BESIDES
    )


def flat(posting: Posting, profile: Mapping[str, object]) -> dict[str, object]:
    """Records as parts: `{"nib": {"has": true}}` is `nib.has`; what is null is left out."""
    found: dict[str, object] = {}
    for key, value in profile.items():
        if isinstance(value, Mapping) and key not in posting.fact:
            found.update({f"{key}.{name}": part for name, part in value.items()})
        else:
            found[key] = value
    return {key: value for key, value in found.items() if value is not None}


def values_of_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Values by key from facts as a case remembers them: each with a `value`, or `unsure`."""
    return {
        key: UNSURE if getattr(fact, "unsure", False) else getattr(fact, "value", None)
        for key, fact in facts.items()
    }


def _check(spec: FactSpec, value: object) -> None:
    try:
        fits = _FITS.get(spec.type, _is_text)(value)
    except ValueError:
        fits = False
    if not fits:
        raise ProfileError(f"{spec.key}: does not fit the type {spec.type}")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    return isinstance(value, str) and bool(span(value))


def _are_codes(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(code, int | str) for code in value)


def _are_levels(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_level, value))


def _are_periods(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_period, value))


def _is_level(entry: object) -> bool:
    return isinstance(entry, Mapping) and _word(entry.get("level")) and _status(entry.get("status"))


def _status(value: object) -> bool:
    return value is None or (isinstance(value, str) and value in _STATUS)


def _is_period(entry: object) -> bool:
    return (
        isinstance(entry, Mapping)
        and all(_word(entry.get(name)) for name in ("role", "org"))
        and all(_day(entry.get(name)) for name in ("start", "end"))
        and (entry.get("proof") is None or isinstance(entry.get("proof"), bool))
    )


def _word(value: object) -> bool:
    return value is None or isinstance(value, str)


def _day(value: object) -> bool:
    return value is None or value == "sekarang" or _is_date(value)


_FITS: Mapping[str, Callable[[object], bool]] = {
    "bool": _is_bool,
    "number": _is_number,
    "date": _is_date,
    "codes": _are_codes,
    "education": _are_levels,
    "experience": _are_periods,
}  # the other types are text
