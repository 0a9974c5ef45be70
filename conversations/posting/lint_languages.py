"""Do all languages say the same figures, links and places to fill in?"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict

from conversations.posting.figures import difference
from conversations.posting.findings import Desk

MAIN = "id"


def languages(desk: Desk) -> None:
    """Every language is held against Indonesian: clauses strictly, the rest as warnings."""
    if MAIN not in desk.texts:
        return
    main = dict(_sentences(desk.texts[MAIN]))
    for language, words in desk.texts.items():
        for place, text in _sentences(words):
            if language != MAIN and place in main:
                _compare(desk, f"{language}.yaml", place, (main[place], text))


def _compare(desk: Desk, file: str, place: str, pair: tuple[str, str]) -> None:
    lost, added = difference(*pair)
    if not lost and not added:
        return
    name = place.replace("/", ".")
    parts = [f"lacks {', '.join(lost)}"] * bool(lost) + [f"adds {', '.join(added)}"] * bool(added)
    problem = f"{name}: {' and '.join(parts)}, compared with {MAIN}.yaml"
    say = desk.error if place.startswith("clauses/") else desk.warn
    say(place, problem, "the same figures and links in every language", file)


def _sentences(words: Struct) -> Iterator[tuple[str, str]]:
    yield from _within(asdict(words), "")


def _within(parts: Mapping[str, object], place: str) -> Iterator[tuple[str, str]]:
    for key, part in parts.items():
        here = f"{place}/{key}".lstrip("/")
        if isinstance(part, Struct):
            yield from _within(asdict(part), here)
        elif isinstance(part, Mapping):
            yield from _within(part, here)
        else:
            yield here, str(part)
