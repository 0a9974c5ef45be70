"""What can be chosen on a screen, in the order in which it is numbered in writing."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from conversations.dialog.message import Card, Choice

_SETTLED = {"met", "note"}


def options(choices: Iterable[Choice], cards: Iterable[Card]) -> tuple[Choice, ...]:
    """The choices, then a way to each point that is not settled: each place once."""
    seen: dict[str, Choice] = {}
    for each in (*choices, *_ways(cards)):
        seen.setdefault(each.token, each)
    return tuple(seen.values())


def _ways(cards: Iterable[Card]) -> Iterator[Choice]:
    for card in cards:
        if card.action and card.mark not in _SETTLED:
            yield replace(card.action, label=f"{card.action.label}: {card.title}")
