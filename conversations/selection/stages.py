"""The stages in which people are chosen, numbered from 1, and the final choice behind them."""

from msgspec import Struct

from conversations.posting.model import Posting

FINAL = "final"
"""The choice by rank, behind the last stage of the posting."""


class Stages(Struct, frozen=True):
    """Ids in their order; the last one is `FINAL`."""

    ids: tuple[str, ...]

    def number(self, name: str) -> int:
        """From 1; 0 where there is no such stage."""
        return self.ids.index(name) + 1 if name in self.ids else 0

    def name(self, number: int) -> str:
        """The id of a stage. Raises `IndexError`."""
        if not 0 < number <= len(self.ids):
            raise IndexError(number)
        return self.ids[number - 1]

    @property
    def final(self) -> int:
        """The number of the final choice."""
        return len(self.ids)

    @property
    def judged(self) -> tuple[str, ...]:
        """Those whose results are entered; the final choice follows from them."""
        return self.ids[:-1]


def stages_of(posting: Posting) -> Stages:
    return Stages((*(stage.id for stage in posting.stages if stage.decides), FINAL))


def most_places(posting: Posting) -> int:
    """How many the announcement wants."""
    return sum(position.count for position in posting.positions)
