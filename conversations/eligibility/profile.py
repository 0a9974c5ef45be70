"""A profile as scripts write it becomes values by fact key, each checked against its type."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from conversations.eligibility.days import span
from conversations.eligibility.judge import UNSURE
from conversations.posting.model import FactSpec, Posting

_STATUS = frozenset({"lulus", "berjalan", "putus"})
_BESIDES = {"age": int, "position": str}  # not facts of a posting, yet known to the self-check


class ProfileError(ValueError):
    """A profile that cannot be read; the message names the key, never the value."""


class Profile(Struct, frozen=True):
    """Known values by fact key; `ignored` are keys of no fact, so that slips are seen."""

    values: dict[str, object]
    ignored: tuple[str, ...] = ()


def values_of(posting: Posting, profile: Mapping[str, object]) -> dict[str, object]:
    """Known values by fact key. Raises `ProfileError` where one does not fit its fact."""
    return read_profile(posting, profile).values


def read_profile(posting: Posting, profile: Mapping[str, object]) -> Profile:
    """The values of `profile`; null means not known.

    Raises `ProfileError` where a value does not fit its fact.
    """
    values: dict[str, object] = {}
    ignored: list[str] = []
    for key, value in _flat(posting, profile):
        if (spec := posting.fact.get(key)) is not None:
            _check(spec, value)
        elif key in _BESIDES:
            if type(value) is not _BESIDES[key]:
                raise ProfileError(f"{key}: does not fit the type {_BESIDES[key].__name__}")
        else:
            ignored.append(key)
            continue
        values[key] = value
    return Profile(values, tuple(ignored))


def _flat(posting: Posting, profile: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Records as parts: `{"nib": {"has": true}}` is `nib.has`; what is null is left out."""
    for key, value in profile.items():
        if value is None:
            continue
        if isinstance(value, dict) and key not in posting.fact:
            yield from ((f"{key}.{name}", v) for name, v in value.items() if v is not None)
        elif key not in posting.fact and any(name.startswith(f"{key}.") for name in posting.fact):
            raise ProfileError(f"{key}: does not fit the type record")
        else:
            yield key, value


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
    return isinstance(entry, dict) and _word(entry.get("level")) and _status(entry.get("status"))


def _status(value: object) -> bool:
    return value is None or (isinstance(value, str) and value in _STATUS)


def _is_period(entry: object) -> bool:
    return (
        isinstance(entry, dict)
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
